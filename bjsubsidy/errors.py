"""What a person can put right. Each class writes its own sentence: what, where, what now."""

from collections.abc import Sequence
from typing import ClassVar

from bjsubsidy.language import Lang, Text, clean, shortened

ProblemPart = str | int | Text

BAD_INPUT = 2
UNUSABLE_FILE = 3
UNKNOWN_AMOUNT = 4


class Problem(Exception):
    """One thing to put right; `words` names its parts in braces. `code` is that of a fault of a catalogue, which ends its sentence."""

    exit_code: ClassVar[int] = BAD_INPUT
    words: ClassVar[Text]

    def __init__(self, **parts: ProblemPart) -> None:
        super().__init__()
        self.parts = parts
        self.where: ProblemPart | None = None
        self.code: str | None = None

    def at(self, where: ProblemPart) -> "Problem":
        """The same problem, with the option, line or cell it was found in; a wider place stands before a narrower one."""
        if self.where is None or self.where == where:
            self.where = where
        else:
            self.where = Text(f"{_said(where, 'zh')}：{_said(self.where, 'zh')}", f"{_said(where, 'en')}: {_said(self.where, 'en')}")
        return self

    def said(self, lang: Lang) -> str:
        """What and what now, without where."""
        return self.words.in_(lang).format(**{name: _said(part, lang) for name, part in self.parts.items()})

    def sentence(self, lang: Lang) -> str:
        said = self.said(lang) if self.code is None else f"{self.said(lang)} [{self.code}]"
        if self.where is None:
            return said
        return f"{_said(self.where, lang)}{'：' if lang == 'zh' else ': '}{said}"

    def parted(self, lang: Lang) -> tuple[str, str, str]:
        """The sentence in its parts: where, what, what now; "" for what is not said."""
        what, now = _parted(self.words.in_(lang))
        parts = {name: _said(part, lang) for name, part in self.parts.items()}
        return "" if self.where is None else _said(self.where, lang), what.format(**parts).strip(), now.format(**parts).strip()

    def __str__(self) -> str:
        return self.sentence("en")


def _parted(words: str) -> tuple[str, str]:
    """What is wrong and what to do, where a sentence ends between the two."""
    if words.endswith("{now}"):
        return words.removesuffix("{now}"), "{now}"
    end = "。" if "。" in words else ". "
    what, ended, now = words.partition(end)
    return what + ended, now


def _said(part: ProblemPart, lang: Lang) -> str:
    return shortened(clean(part.in_(lang) if isinstance(part, Text) else str(part)), 600)


def nearest(written: str, known: Sequence[str]) -> str | None:
    """What is spelt nearly alike."""
    import difflib

    return next(iter(difflib.get_close_matches(written, known, n=1, cutoff=0.6)), None)


def near(written: str, known: list[str], names: Sequence[Text] = ()) -> Text:
    """What to write instead: the nearest known name, or all of them where they are few; `names` are what people call each of them."""
    close = nearest(written, [*known, *(said for name in names for said in name)])
    if close is not None:
        return Text(f"是否为 {close}？", f"Did you mean {close}?")
    if 0 < len(known) <= 16:
        called = names or [Text(id, id) for id in known]
        zh = "、".join(id if id == name.zh else f"{name.zh}（{id}）" for id, name in zip(known, called, strict=True))
        en = ", ".join(id if id == name.en else f"{name.en} ({id})" for id, name in zip(known, called, strict=True))
        return Text(f"可用：{zh}。", f"Use one of: {en}.")
    return Text(
        "请用 bjsubsidy measures、bjsubsidy show 或 --help 查看可用的名称。",
        "See bjsubsidy measures, bjsubsidy show or --help for the names.",
    )


_WHY = {
    "ENOENT": Text("没有这个文件或文件夹", "there is no such file or folder"),
    "EISDIR": Text("它是一个文件夹", "it is a folder"),
    "ENOTDIR": Text("路径中有一段不是文件夹", "a part of the path is not a folder"),
    "EACCES": Text("没有权限", "permission is denied"),
    "EPERM": Text("没有权限", "permission is denied"),
    "EROFS": Text("磁盘为只读", "the disk is read-only"),
    "ENOSPC": Text("磁盘已满", "the disk is full"),
    "EFBIG": Text("文件超过允许的大小", "the file is larger than is allowed"),
    "EBADF": Text("它已被关闭", "it has been closed"),
    "ENAMETOOLONG": Text("名称过长", "the name is too long"),
}


def system_reason(error: OSError) -> Text:
    """The system's reason in both languages."""
    import errno

    name = errno.errorcode.get(error.errno or 0, "")
    said = error.strerror or str(error)
    return _WHY.get(name, Text(f"系统报告 {name or '错误'}", said))


class Unreadable(Problem):
    """A text that a grammar does not take; it is shortened."""

    words = Text("{what}“{text}”无法读取：{why}。{now}", "cannot read the {what} “{text}”: {why}. {now}")

    def __init__(self, what: Text, text: str, why: Text, now: Text) -> None:
        super().__init__(what=what, text=shortened(text), why=why, now=now)


class UnknownName(Problem):
    """A name that nothing of its kind has; what is spelt nearly alike is named."""

    words = Text("没有名为“{name}”的{what}。{now}", "there is no {what} “{name}”. {now}")

    def __init__(self, what: Text, name: str, known: list[str], names: Sequence[Text] = (), otherwise: Text | None = None) -> None:
        """`otherwise` stands where nothing of what is `known` is to be named."""
        super().__init__(what=what, name=shortened(name), now=near(name, known, names) if known or otherwise is None else otherwise)


class AmbiguousName(Problem):
    """A name that several entries share, whose ids are named."""

    words = Text("“{name}”是几个条目的名称：{ids}。请写编号。", "“{name}” is the name of several entries: {ids}. Write the id.")


class NoFigure(Problem):
    """What was asked for has no printed figure; the entries that say so are named, with where they stand."""

    words = Text(
        "原文没有载明金额或比例，无法计算：{named}。请用 bjsubsidy show 查看条目。",
        "no figure is printed, so nothing can be computed: {named}. Read the entry with bjsubsidy show.",
    )


class BeyondGrammar(Problem):
    """What was asked for has figures, and a rule that no form of the catalogue can say."""

    words = Text(
        "“{id}”的规则本程序不能计算：{missing}（见{where}）。请用 bjsubsidy show {id} 查看。",
        "the rule of “{id}” cannot be computed here: {missing} (see {where}). Read it with bjsubsidy show {id}.",
    )


class NotComputed(Problem):
    """An entry was asked for an amount, and is of a kind that is not computed."""

    words = Text(
        "“{id}”是{kind}，不能计算。请用 bjsubsidy show {id} 查看。",
        "“{id}” is a {kind} and is not computed. Read it with bjsubsidy show {id}.",
    )


class DeductionAbove(Problem):
    """What comes off an amount is larger than it."""

    words = Text("{given} 超过金额 {amount}。请更正其中之一。", "{given} is above the amount {amount}. Correct one of them.")


class NotAsked(Problem):
    """A fact of the catalogue that no measure on the input asks."""

    words = Text(
        "{input} 的任何措施都不问“{fact}”。请用 bjsubsidy calc {input} --help 查看所问的情况。",
        "no measure on {input} asks for “{fact}”. See bjsubsidy calc {input} --help for the facts it asks.",
    )


class NotAskedHere(Problem):
    """A fact of the catalogue that the status does not ask."""

    words = Text(
        "身份认定 {status} 不问“{fact}”。请用 bjsubsidy status {status} --help 查看所问的情况。",
        "the status {status} does not ask for “{fact}”. See bjsubsidy status {status} --help for the facts it asks.",
    )


class NotOnInput(Problem):
    """A measure that is computed from another input."""

    words = Text(
        "措施 {measure} 按 {own} 计算，不按 {input} 计算。请用 bjsubsidy calc {own}。",
        "measure {measure} is computed from {own}, not from {input}. Use bjsubsidy calc {own}.",
    )


class Usage(Problem):
    """A line that its command does not take."""

    words = Text("{what}。{now}", "{what}. {now}")

    def __init__(self, what: Text, now: Text) -> None:
        super().__init__(what=what, now=now)


class UnknownAmount(Problem):
    """One figure was asked for, and it is not known: `why` names what it waits for."""

    exit_code = UNKNOWN_AMOUNT
    words = Text("金额未知：{why}。", "the amount is unknown: {why}.")


SEE_HELP = Text("加 --help 查看用法。", "See --help for the usage.")


class Missing(Usage):
    """A word that a line does not have; those that can stand there follow on the same line, each with its name."""

    def __init__(self, what: Text, offered: Sequence[tuple[str, Text]]) -> None:
        zh = "、".join(id if name.zh in ("", id) else f"{id}（{clean(name.zh)}）" for id, name in offered)
        en = ", ".join(id if name.en in ("", id) else f"{id} ({clean(name.en)})" for id, name in offered)
        super().__init__(what, Text(f"可用：{zh}。", f"Use one of: {en}.") if offered else SEE_HELP)


# So many words that can stand there are still an error, and no page.
_OFFERED = 24


def missing_word(name: str, what: Text, offered: Sequence[tuple[str, Text]] = ()) -> Usage:
    """A word that a command needs and the line does not have; `offered` are the ids that it can be, with their names."""
    return Missing(Text(f"缺少 {name}（{what.zh}）", f"{name} is missing ({what.en})"), offered if len(offered) <= _OFFERED else ())


def extra_word(word: str) -> Usage:
    """A word for which the command has no argument."""
    said = shortened(word)
    return Usage(Text(f"多出一个词“{said}”", f"there is a word too many: “{said}”"), SEE_HELP)


class Unwritable(Problem):
    """A file that the system does not let be written."""

    words = Text("无法写入文件“{path}”：{why}。请换一个位置。", "cannot write the file “{path}”: {why}. Choose another place.")


class UnusableFile(Problem):
    """A catalogue or table that cannot be used: every fault at once, one line each."""

    exit_code = UNUSABLE_FILE
    words = Text("文件“{path}”无法使用", "the file “{path}” cannot be used")

    def __init__(self, path: str, faults: list[Problem]) -> None:
        super().__init__(path=path)
        self.faults = faults

    def sentence(self, lang: Lang) -> str:
        return "\n".join(fault.sentence(lang) for fault in self.faults)


class UnreadableFile(Problem):
    """A file that the system does not let be read, or that does not hold what it should."""

    exit_code = UNUSABLE_FILE
    words = Text("无法读取文件“{path}”：{why}。请检查路径和内容。", "cannot read the file “{path}”: {why}. Check its path and its content.")


class NoRule(Problem):
    """What is written in a catalogue does not make a rule."""

    exit_code = UNUSABLE_FILE
    words = Text(
        "这样写不成规则（{what}）。请对照 data/README.md 更正。",
        "this does not make a rule ({what}). Correct it; data/README.md explains the fields.",
    )

    def __init__(self, what: Text, kind: str = "") -> None:
        """`kind` is that of the fault where it has one of its own."""
        super().__init__(what=what)
        self.kind = kind


class Mistake(Problem):
    """One fault in a file: what is wrong with it and what would be right."""

    exit_code = UNUSABLE_FILE
    words = Text("{what}。{now}", "{what}. {now}")

    def __init__(self, what: Text, now: Text) -> None:
        super().__init__(what=what, now=now)


class TooWide(Problem):
    """A rule whose exact numbers have more digits than an SQL engine holds."""

    exit_code = UNUSABLE_FILE
    words = Text(
        "规则中的数字位数过多，批量计算无法精确表示。请减少目录里比例的小数位，或用 calc 逐笔计算。",
        "a rule has more digits than batch can compute exactly. Give its rates fewer decimals in the catalogue, or use calc.",
    )


class CapsAcross(Problem):
    """Caps of one measure neither of which lies within the other: no running sum counts them."""

    exit_code = UNUSABLE_FILE
    words = Text(
        "措施 {measure} 的各项上限互不包含，批量计算无法累计。请用 calc 或 plan。",
        "none of the caps of {measure} lies within the other, so batch cannot count them. Use calc or plan.",
    )


class OneFirm(Problem):
    """What was received by several firms, where one is computed."""

    words = Text(
        "有一家以上的企业。这里只算一家，请只留一家的记录。",
        "it has rows of more than one firm. One firm is computed here: keep the rows of one.",
    )


class TwiceLabelled(Problem):
    words = Text("项目名称（label）“{label}”出现两次。请改其中一个。", "the label “{label}” is used twice. Rename one of them.")
