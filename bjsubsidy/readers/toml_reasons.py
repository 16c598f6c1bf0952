"""Why TOML refuses a text, in the words of whoever typed it: what stands there, and what to write instead.

The parser's reason is known by how it begins; what to write is read off the line on which it stumbled.
"""

import re
from collections.abc import Callable, Iterator
from unicodedata import normalize

from bjsubsidy.errors import Mistake, Problem
from bjsubsidy.language import Text, shortened
from bjsubsidy.quantities import YES_NO_WORDS, parse_date
from bjsubsidy.readers.toml_brackets import Opened, never_closed

# What a Chinese keyboard or a text program types for the marks of TOML.
_FULL_WIDTH = {
    **dict.fromkeys("“”„‟＂", '"'),
    **dict.fromkeys("‘’＇", "'"),
    "＝": "=",
    "，": ",",
    "、": ",",
    "．": ".",
    "。": ".",
    "＃": "#",
}
_FULL_WIDTH |= {"［": "[", "］": "]", "【": "[", "】": "]", "｛": "{", "｝": "}"}
_BLANKS = "\u3000\u00a0\u2002\u2003\u2009\u200b\ufeff"
_BARE_KEY = r"[A-Za-z0-9_-]+"
_CORRECT = Text("请更正。", "Correct it.")
_ONE_VALUE = Text("一行只写一个值；说明文字请以 # 开头。", "Write one value on a line, and begin a remark with #.")


class Stumbled:
    """Where the parser stumbled: line and column from 1, the line's text, and what stands on either side of its equals sign."""

    def __init__(self, text: str, line: int, column: int) -> None:
        self.lines = text.split("\n")
        self.line, self.column = line, column
        self.text = self.lines[line - 1].rstrip("\r")
        key, _, value = self.text.partition("=")
        self.key, self.value = key.strip(), re.sub(r"\s+#.*", "", value).strip()

    def refused(self, said: str) -> Mistake:
        """What is wrong, as the parser `said` it; a mark of another width is named first, whatever it said. The place moves to it."""
        for column in (self.column, self.column - 1):
            mark = self.text[column - 1 : column] if column else ""
            if mark and (mark in _FULL_WIDTH or mark in _BLANKS or mark == "；"):
                self.column = column
                return _other_width(mark)
        opened = never_closed(self.lines, self.line, self.column)
        if opened is not None:
            return _never_closed(self, opened)
        return next((explain(self) for start, explain in _REASONS.items() if said.startswith(start)), _unknown(self))

    def moved(self, line: int, column: int) -> None:
        """To where the cause stands, where the parser noticed it later."""
        self.line, self.column = line, max(column, 1)


def _never_closed(at: Stumbled, opened: Opened) -> Mistake:
    """Something else begins where a list, a table or a text is still open."""
    noticed = at.line if at.line != opened.line else None
    at.moved(opened.line, opened.column)
    return _left_open(opened.mark, opened.closing, noticed)


def _left_open(mark: str, closing: str, noticed: int | None) -> Mistake:
    """What was begun and not closed, and the line on which something else begins, if it is another."""
    by = Text("", "") if noticed is None else Text(f"到第 {noticed} 行还", f" by line {noticed}")
    named = _OPENED.get(mark, Text("文字", "text"))
    what = Text(f"以 {mark} 开始的{named.zh}{by.zh}没有关上", f"the {named.en} begun with {mark} is not closed{by.en}")
    return Mistake(what, Text(f"请补上 {closing} 。", f"Close it with {closing}."))


_OPENED = {"[": Text("列表", "list"), "{": Text("表", "table")}


def _other_width(mark: str) -> Mistake:
    if mark in _BLANKS:
        return Mistake(Text("有一个特殊的空格", "it has a blank of another kind"), Text("请改为普通空格。", "Write a plain space instead."))
    if mark == "；":
        return Mistake(Text("行末有分号", "a semicolon ends the line"), Text("请删去它。", "Delete it."))
    right = _FULL_WIDTH[mark]
    return Mistake(Text(f"有全角的 {mark}", f"it has the full-width {mark}"), Text(f"请改写半角的 {right} 。", f"Write {right} instead."))


def _unknown(at: Stumbled) -> Mistake:
    return Mistake(Text("这里不合 TOML 的写法", "this is not written as TOML asks"), _CORRECT)


def _quoted(written: str) -> str:
    """A text as it is to be written: between double quotes, or single ones where it has double ones or backslashes."""
    return f"'{written}'" if re.search(r'["\\]', written) else f'"{written}"'


def _without_quotes(written: str) -> Mistake:
    shown, right = shortened(written), _quoted(written)
    now = Text(f"文字和金额要放在半角引号内：{right}。", f"Text and amounts stand between straight quotes: {right}.")
    return Mistake(Text(f"“{shown}”没有加引号", f"“{shown}” has no quotes"), now)


def _no_value(at: Stumbled) -> Mistake:
    """What follows an equals sign or stands in a list is no value."""
    written = re.split(r"\s+#|[,\]}]", at.text[at.column - 1 :])[0].strip()
    if not written:
        return Mistake(Text("= 后面没有值", "no value follows the ="), _THE_LIST if _list_goes_on(at) else _THE_VALUE)
    if written.startswith("="):
        return Mistake(Text("等号写了两个", "there are two equals signs"), Text("请只留一个 = 。", "Leave one of them."))
    truth = YES_NO_WORDS.get(written.lower())
    if truth is not None:
        right = "true" if truth else "false"
        return Mistake(
            Text(f"“{written}”要写成 true 或 false", f"“{written}” has to be true or false"), Text(f"请写 {right}。", f"Write {right}.")
        )
    return _without_quotes(written)


_THE_VALUE = Text("请写上值；不知道的，请删去这一行。", "Write the value, or delete the line where it is not known.")
_THE_LIST = Text("请在 = 后面写上 [ ，把下面的列表括起来：[ … ]。", "Begin the list below with a [ behind the =, and end it with ].")


def _list_goes_on(at: Stumbled) -> bool:
    """Whether what stands below is the rest of a list: tables, texts, or its end."""
    below = next((line.strip() for line in at.lines[at.line :] if line.strip() and not line.strip().startswith("#")), "")
    return re.match(r"\{|\]|(\"[^\"]*\"|'[^']*'|[0-9][0-9.-]*)\s*(,|\]|$)", below) is not None


def _more_on_the_line(at: Stumbled) -> Mistake:
    """A value ended, and the line goes on."""
    if not at.value or at.value[0] in "\"'[{":
        return Mistake(Text("值后面还有多余的内容", "something follows the value"), _ONE_VALUE)
    at.moved(at.line, at.text.index(at.value, at.text.index("=")) + 1)
    try:
        day = parse_date(at.value.replace(".", "-"))
    except Problem:
        return _without_quotes(at.value)
    now = Text(f"请写成 {day}，不加引号。", f"Write {day}, without quotes.")
    return Mistake(Text(f"日期“{at.value}”的写法不对", f"the day “{at.value}” is not in the form of this file"), now)


def _no_equals(at: Stumbled) -> Mistake:
    if at.text[at.column - 1 : at.column] in (":", "："):
        now = Text("请改写半角的 = 。", "Write = instead.")
        return Mistake(Text("键后面写了冒号", "a colon follows the key"), now)
    if "=" in at.text:
        return _key_without_quotes(at)
    now = Text("请写成 键 = 值；说明文字请以 # 开头。", "Write KEY = VALUE, and begin a remark with #.")
    return Mistake(Text("键后面缺少 =", "there is no = after the key"), now)


def _key_without_quotes(at: Stumbled) -> Mistake:
    plain = normalize("NFKC", at.key)
    right = plain if re.fullmatch(_BARE_KEY, plain) else _quoted(at.key)
    what = Text(f"键“{shortened(at.key)}”不能直接写", f"the key “{shortened(at.key)}” cannot be written as it is")
    return Mistake(what, Text(f"请写成 {right} = …。", f"Write {right} = …."))


def _no_statement(at: Stumbled) -> Mistake:
    """A line that begins with nothing that a line may begin with."""
    if at.text.lstrip().startswith("["):
        name = at.text.strip().strip("[]").strip()
        now = Text(f"请把标题放在引号内：{_quoted(name)}。", f"Put the heading between quotes: {_quoted(name)}.")
        return Mistake(Text(f"标题“{shortened(name)}”不能直接写", f"the heading “{shortened(name)}” cannot be written as it is"), now)
    if "=" not in at.text:
        now = Text("请写成 键 = 值；说明文字请以 # 开头。", "Write KEY = VALUE, and begin a remark with #.")
        return Mistake(Text("这一行不是 键 = 值", "this line is not KEY = VALUE"), now)
    if not at.key:
        return Mistake(
            Text("= 前面没有键", "no key stands before the ="), Text("请写上键，或删去这一行。", "Write the key, or delete the line.")
        )
    return _key_without_quotes(at)


def _unclosed_text(at: Stumbled) -> Mistake:
    """A text that its line, or the file, ends before it does; it begins at the last mark of the first line that has an odd number."""
    for mark in ('"""', "'''", '"', "'"):
        for number, line in _odd(at.lines[: at.line], mark):
            at.moved(number, line.rfind(mark) + 1)
            now = Text(f"请在文字末尾补上 {mark} 。", f"Close it with {mark} where the text ends.")
            return Mistake(Text("引号没有成对", "a quotation mark is not closed"), now)
    return Mistake(Text("引号没有成对", "a quotation mark is not closed"), _CORRECT)


def _odd(lines: list[str], mark: str) -> Iterator[tuple[int, str]]:
    """The lines after which a mark has stood an odd number of times, from the last time on that it was even."""
    opened: tuple[int, str] | None = None
    for number, line in enumerate(lines, 1):
        if line.replace("\\" + mark, "").count(mark) % 2:
            opened = None if opened and len(mark) == 3 else (number, line)
    if opened:
        yield opened


def _unclosed(brackets: str) -> Callable[[Stumbled], Mistake]:
    """A list or a table: a comma is missing where another value follows on the line, else the bracket never closes."""

    def explain(at: Stumbled) -> Mistake:
        rest = at.text[at.column - 1 :]
        follows = rest.strip() and not re.match(rf"\s*(\[|{_BARE_KEY}\s*=)", rest)
        if follows or (rest.strip() and at.text[: at.column - 1].strip()):
            if at.text.replace('\\"', "").count('"') % 2:
                return Mistake(
                    Text("引号没有成对", "a quotation mark is not closed"), Text("请核对这一行的引号。", "Check those of this line.")
                )
            what = Text("两个值之间缺少逗号", "a comma is missing between two values")
            return Mistake(what, Text("请在这里写半角的“,”。", "Write , here."))
        noticed = at.line
        number = next((n for n in range(at.line, 0, -1) if brackets[0] in at.lines[n - 1]), at.line)
        at.moved(number, at.lines[number - 1].rfind(brackets[0]) + 1)
        return _left_open(brackets[0], brackets[1], noticed if noticed != at.line else None)

    return explain


def _twice(at: Stumbled) -> Mistake:
    """A key or a heading that stands there already; the line of the first is named where it is plain."""
    heading = at.text.strip().startswith("[")
    name = at.text.strip() if heading else at.key
    before = [
        number for number, line in enumerate(at.lines[: at.line - 1], 1) if (line if heading else line.partition("=")[0]).strip() == name
    ]
    first = Text(f"（第 {before[-1]} 行已有）", f" (line {before[-1]} has it)") if before else Text("", "")
    at.moved(at.line, len(at.text) - len(at.text.lstrip()) + 1)
    what = Text(f"“{shortened(name)}”写了两次{first.zh}", f"“{shortened(name)}” stands twice{first.en}")
    if heading and not name.startswith("[["):
        return Mistake(what, Text("请并入前一个；再写一项用 [[ ]] 。", "Put both under one heading; a further entry of a list has [[ ]]."))
    return Mistake(what, Text("请只留一个。", "Keep one of them."))


def _heading(at: Stumbled) -> Mistake:
    name = at.text.strip().strip("[]").strip()
    right = f"[[{name}]]" if at.text.strip().startswith("[[") else f"[{name}]"
    return Mistake(Text("标题的方括号没有成对", "the brackets of a heading are not closed"), Text(f"请写成 {right} 。", f"Write {right}."))


def _escape(at: Stumbled) -> Mistake:
    what = Text("反斜杠后面不是它认得的字符", "a backslash is followed by a character that it does not go with")
    return Mistake(what, Text("路径请用 /，或用单引号。", "Write / in paths, or single quotes around the text."))


def _control(at: Stumbled) -> Mistake:
    """A line that ends within a text, or a character that nobody sees."""
    if at.column > len(at.text):
        return _unclosed_text(at)
    return Mistake(Text("有不能显示的控制字符", "it has a control character"), Text("请删去它。", "Delete it."))


def _no_day(at: Stumbled) -> Mistake:
    return Mistake(
        Text("没有这一天或这一时刻", "there is no such day or time"), Text("请写成 2021-03-20 这样。", "Write it as 2021-03-20.")
    )


_REASONS: dict[str, Callable[[Stumbled], Mistake]] = {
    "Invalid value": _no_value,
    "Expected '='": _no_equals,
    "Expected newline": _more_on_the_line,
    "Invalid statement": _no_statement,
    "Invalid initial character": _no_statement,
    "Unterminated string": _unclosed_text,
    "Expected '\"": _unclosed_text,
    'Expected "': _unclosed_text,
    "Expected ']": _heading,
    "Unclosed array": _unclosed("[]"),
    "Unclosed inline table": _unclosed("{}"),
    **dict.fromkeys(("Cannot declare", "Cannot overwrite", "Cannot mutate", "Cannot redefine", "Duplicate inline table key"), _twice),
    **dict.fromkeys(("Unescaped", "Invalid hex value", "Escaped character"), _escape),
    **dict.fromkeys(("Illegal character", "Found invalid character"), _control),
    "Invalid date": _no_day,
}
