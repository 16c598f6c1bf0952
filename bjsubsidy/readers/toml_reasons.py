"""Why TOML refuses a text, in both languages: what the parser says, known by how it begins."""

from bjsubsidy.language import Text

_QUOTE = Text("引号没有成对，或字符串跨了行", "a quotation mark has no other, or a text goes over its line")
_TWICE = Text("同一个键或同一张表写了两次", "a key or a table stands twice")
_HEADING = Text("表头的方括号没有成对", "the brackets of a heading do not close")
_ESCAPE = Text(
    "反斜杠后面不是它认得的字符；路径请用 /，或用单引号", "a backslash stands before what it cannot stand for; write /, or single quotes"
)

_REASONS = {
    "Invalid value": Text("= 后面不是值；文字要加引号", 'what follows = is no value; text stands between " and "'),
    "Expected '='": Text("键后面缺少 =", "there is no = after a key"),
    "Expected newline": Text(
        "值后面还有多余的内容；文字和带单位的金额要加引号",
        'something follows a value on its line; text, and an amount with its unit, stand between " and "',
    ),
    "Invalid statement": Text("一行要以键、[ 或 # 开头", "a line begins with a key, [ or #"),
    "Invalid initial character": Text(
        "键只能用字母、数字、- 和 _，其他的要加引号", "a key is of letters, digits, - and _; any other stands between quotes"
    ),
    "Unterminated string": _QUOTE,
    "Expected '\"": _QUOTE,
    'Expected "': _QUOTE,
    "Expected ']": _HEADING,
    "Unclosed array": Text("数组的方括号没有成对，或缺少逗号", "the brackets of a list do not close, or a comma is missing"),
    "Unclosed inline table": Text("花括号没有成对，或缺少逗号", "the braces of a table do not close, or a comma is missing"),
    "Cannot declare": _TWICE,
    "Cannot overwrite": _TWICE,
    "Cannot mutate": _TWICE,
    "Cannot redefine": _TWICE,
    "Duplicate inline table key": _TWICE,
    "Unescaped": _ESCAPE,
    "Invalid hex value": _ESCAPE,
    "Escaped character": _ESCAPE,
    "Illegal character": Text("有不能显示的控制字符", "it has a control character"),
    "Found invalid character": Text("有不能显示的控制字符", "it has a control character"),
    "Invalid date": Text("没有这一天或这一时刻", "there is no such day or time"),
}


def toml_reason(said: str) -> Text:
    """What the parser said, in words; as it said it where it is none of those."""
    return next((text for start, text in _REASONS.items() if said.startswith(start)), Text(said, said))
