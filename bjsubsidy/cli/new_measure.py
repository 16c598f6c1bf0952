"""`catalogue new measure` at a terminal: the conversation, what was saved of it, and what the check says at the end."""

import os
import sys

from bjsubsidy.answers.check import checked_files
from bjsubsidy.cli import INTERRUPTED, aside
from bjsubsidy.cli.again import options_again, typed_line
from bjsubsidy.cli.context import Context
from bjsubsidy.cli.conversation import Place, Prompt, Told, conversation
from bjsubsidy.cli.desk import refuse_unwritable
from bjsubsidy.cli.entry_desk import EntryDesk
from bjsubsidy.cli.entry_reads import one_line
from bjsubsidy.cli.fact_asked import hint_of
from bjsubsidy.cli.measure_asked import MeasureTopic
from bjsubsidy.cli.terminal import Terminal, hold
from bjsubsidy.errors import UNUSABLE_FILE, Mistake
from bjsubsidy.language import Text, clean
from bjsubsidy.reports.check import CheckReport
from bjsubsidy.reports.phrases import Phrases

_WELCOME = Text(
    "每个数字照原文写，并写明页码。? 为什么问，< 上一题，Ctrl-C 离开，Ctrl-D 结束提问。",
    "Figures are typed as they are printed, each with its page. ? tells why, < goes back, Ctrl-C leaves, Ctrl-D ends the questions.",
)
_HERE = ("kind", "file", "output", "format", "quiet", "plain", "catalogue")


def asked_path(context: Context) -> str:
    """The file that a person names; interrupted where the answers ended."""
    topic = _PathTopic(context)
    hold(conversation(topic), Terminal())
    if topic.path is None:
        raise KeyboardInterrupt
    return topic.path


def asked_measure(context: Context, path: str) -> int:
    """The exit code: 3 where the check has something against the file, as `catalogue check` has it."""
    refuse_unwritable(path)
    desk = EntryDesk(context, path)
    topic, terminal = MeasureTopic(desk), Terminal()
    if not context.given.has("quiet"):
        terminal.tell(Told("note", (_begun(desk).in_(context.lang), _WELCOME.in_(context.lang))))
    try:
        ended = hold(conversation(topic), terminal)
    except KeyboardInterrupt:
        terminal.tell(Told("note", tuple(left_off(topic))))
        raise
    if not ended:
        terminal.tell(Told("note", tuple(left_off(topic))))
    if topic.draft.measure() is None:
        return INTERRUPTED
    print(file=sys.stderr)
    return _checked(topic, terminal)


def _begun(desk: EntryDesk) -> Text:
    if desk.there:
        return Text(f"在“{desk.path}”里写一项新措施。", f"A new measure for “{desk.path}”.")
    return Text(f"从头建立“{desk.path}”，写一项新措施。", f"“{desk.path}” begins here, with a new measure.")


def left_off(topic: MeasureTopic) -> list[str]:
    """What was saved, what was answered beyond it, and how to go on."""
    desk, lang = topic.desk, topic.lang
    lines = [Text(f"已写完的都存在“{desk.path}”里。", f"Whatever was finished stands in “{desk.path}”.")]
    if not desk.saved:
        lines = [Text(f"没有建立“{desk.path}”。", f"“{desk.path}” was not made.")]
        if desk.there:
            lines = [Text(f"“{desk.path}”没有改动。", f"“{desk.path}” is as it was.")]
    if unwritten := topic.draft.unwritten():
        lines.append(
            Text("没有写完、没有存的措施，回答过的是：", "The measure was not finished and is not saved; what was answered of it:")
        )
        lines += [Text(f"  {line}", f"  {line}") for line in unwritten]
    if unsaved := topic.draft.unsaved():
        lines.append(Text("回答过、还没有存的：", "Answered, and not saved yet:"))
        lines += [Text(f"  {line}", f"  {line}") for line in (_answered(topic, place) for place in unsaved)]
    again = typed_line(["catalogue", "new", "measure", desk.path, *_below(desk), *options_again(desk.context, _HERE)])
    lines.append(Text(f"再来一次：{again}", f"Go on with: {again}"))
    return ["", *(line.in_(lang) for line in lines)]


def _answered(topic: MeasureTopic, place: Place) -> str:
    """A question and its answer as it was typed, in the language of the line."""
    held = topic.draft.held
    said = one_line(held.values[place], topic.offers.at(place, held)).in_(topic.lang)
    return clean(f"{topic.prompt(place).text.splitlines()[0]} {said}")


def _below(desk: EntryDesk) -> list[str]:
    return [word for path in desk.below() for word in ("--catalogue", path)]


def _checked(topic: MeasureTopic, terminal: Terminal) -> int:
    """What the check says of the file, and what is left to do."""
    desk, context = topic.desk, topic.desk.context
    files = [*desk.below(), desk.path]
    report = CheckReport(checked_files(files), context.lang)
    terminal.say(tuple(report.lines()))
    usable = not report.fails(on_warning=False)
    if usable:
        terminal.say((Text(f"已检查：“{desk.path}”可用。", f"Checked: “{desk.path}” can be used.").in_(context.lang),))
    if not context.given.has("quiet"):
        terminal.say(("", *(text.in_(context.lang) for text in left_to_do(topic))))
        for line, said in _next_lines(desk, files, usable).items():
            aside(clean(f"  {line}"))
            terminal.say((f"      {said.in_(context.lang)}",), "dim")
    return 0 if usable else UNUSABLE_FILE


def left_to_do(topic: MeasureTopic) -> list[Text]:
    """What the person does next, before the lines to copy."""
    return [_READ_AGAIN, *([_EXAMPLES_LATER] if topic.draft.examples_later else []), _LINES]


_READ_AGAIN = Text(
    "还要做的：对照原文再读一遍条目；例子没有覆盖的情形，在文件里补写。",
    "Left to do: read the entry against the text once more; add examples of what is not covered.",
)
_EXAMPLES_LATER = Text(
    "例子留着手写：先改好规则，再在条目里写 on、given 和 examples（低于、正好、高于每个界限），然后检查。",
    "Examples were left to be written by hand: change the rule, write on, given and examples (below, at and above each bound) "
    "into the entry, then check it.",
)
_LINES = Text("可以复制的命令：", "Lines to copy:")


def _next_lines(desk: EntryDesk, files: list[str], usable: bool) -> dict[str, Text]:
    """A file that cannot be used shows nothing."""
    same = options_again(desk.context, _HERE)
    named = [word for path in files for word in ("--catalogue", path)]
    measure = desk.catalogue.measures()[-1].id
    shown = {typed_line(["show", measure, *named, *same]): Text("新措施的全文", "the new measure in full")} if usable else {}
    return {
        typed_line(["catalogue", "check", *files, *same]): Text("检查这个文件", "check the file"),
        typed_line(["catalogue", "fmt", desk.path, "--check", *same]): Text("写法是否一致", "whether it is laid out as the others are"),
        **shown,
    }


class _PathTopic:
    """Into which file: one question."""

    def __init__(self, context: Context) -> None:
        self.lang = context.lang
        self.words = Phrases(context.catalogue, context.lang)
        self.path: str | None = None

    def next(self) -> Place | None:
        return Place("file") if self.path is None else None

    def stands(self, place: Place) -> bool:
        return True

    def prompt(self, place: Place) -> Prompt:
        text = self.words.say("写进哪个文件？", "Into which file?")
        return Prompt("", text, hint_of(self.words.say("如 district.toml", "such as district.toml"), self.words, None))

    def why(self, place: Place, whole: bool) -> list[str]:
        return [
            self.words.say(
                "还没有的文件从一层开始，叠加在自带的目录上；已有的一层或目录在后面添写。",
                "A file that is not there begins as a layer over the packaged catalogue; one that is there is added to.",
            )
        ]

    def take(self, place: Place, typed: str) -> list[str]:
        if os.path.isdir(typed):
            raise Mistake(Text(f"“{typed}”是一个文件夹", f"“{typed}” is a folder"), Text("请写文件名。", "Name a file."))
        self.path = typed
        return []

    def leave(self, place: Place) -> list[str]:
        raise Mistake(
            Text("要写一个文件", "a file is needed"), Text("请写文件名；要离开请按 Ctrl-C。", "Name one, or press Ctrl-C to leave.")
        )

    def clear(self, place: Place) -> list[str]:
        return []
