"""`docs/outputs.md`: every key of the JSON and every column of the CSV, made of the types and the columns that write them.

`UPDATE=1 pytest tests/test_docs.py` writes it anew.
"""

import shlex
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple
from unittest.mock import patch

from bjsubsidy.batching.result import ANSWER_ROW
from bjsubsidy.cli import main
from bjsubsidy.cli.make import command_module
from bjsubsidy.cli.output import Output
from bjsubsidy.cli.schema import documented
from bjsubsidy.language import LANGS, Lang, Text
from bjsubsidy.law.storage import packaged, packaged_file
from bjsubsidy.quantities import CHANGE_FORM, DAY_FORM, MONEY_FORM
from bjsubsidy.readers.schema import document_schema
from bjsubsidy.reports.calc_lines import blank
from bjsubsidy.reports.meanings import MEANINGS
from bjsubsidy.reports.outputs.common import EnvelopeJson
from bjsubsidy.reports.report import Report
from bjsubsidy.reports.sheet import Column

FIRM = Path(__file__).parent.parent / "examples" / "firm.toml"
PATTERNS = {MONEY_FORM: "money", CHANGE_FORM: "change", DAY_FORM: "day"}
TYPES = {"string": "text", "integer": "integer", "boolean": "boolean", "array": "list", "object": "object", "null": "null"}

HEAD = (
    "# 输出 / Outputs",
    "",
    "由写出它们的类型和列生成，由测试核对。`bjsubsidy schema 命令` 输出同一内容的 JSON Schema。"
    " Made of the types and the columns that write them; a test keeps it true. `bjsubsidy schema COMMAND` prints the same as JSON Schema.",
    "",
    "编号、状态和键从不翻译；说明文字用所选的语言。 Ids, states and keys are never translated; texts are in the language asked for.",
    "",
    "| | | |",
    "|---|---|---|",
    '| `money` | 元，两位小数的文字，如 `"1200000.00"` | yuan as text with two decimals |',
    "| `change` | 同上，可为负 | the same, which may be below zero |",
    "| `day` | `2021-03-20` | a day |",
    "| `text`, `integer`, `boolean`, `null`, `list`, `object` | JSON 的类型 | the types of JSON |",
    "| `a` \\| `b` | 其中之一 | one of these |",
    "| `a[].b` | 列表 `a` 各项的 `b` | `b` of each in the list `a` |",
    "| `a?` | 有时没有这个键 | a key that is not always there |",
    "",
)


NOTES = {
    "calc": Text(
        "`calc INPUT -` 的 JSON 每行一份，读不出的行为 `null`。",
        "`calc INPUT -` writes one JSON document a line, and `null` for a line that cannot be read.",
    ),
    "batch": Text(
        "`--format json` 和 `.jsonl` 每行一个 `rows[]`，`.json` 是一份；表中其余各列以其标题为键、为列，原样带过。Parquet 的列同 CSV，"
        "金额为 DECIMAL(18,2)，日期为 DATE。",
        "`--format json` and `.jsonl` write one of `rows[]` a line, `.json` is one document; the other columns of the table are carried"
        " through, as keys and columns under their headings. Parquet has the columns of CSV, money as DECIMAL(18,2) and days as DATE.",
    ),
}


def page() -> str:
    """The whole document, in both languages."""
    lines = [*HEAD, "## 每份 JSON / Every JSON document", "", *_keys({EnvelopeJson: None}, ()), ""]
    shared = keys(document_schema({EnvelopeJson: None}, "en"))
    for command in documented():
        said = [f"{NOTES[command].zh} {NOTES[command].en}", ""] if command in NOTES else []
        lines += [f"## `{command}`", "", *said, *_documents(command, shared), *_tables(command)]
    return "\n".join(lines).rstrip("\n") + "\n"


# JSON


def _documents(command: str, shared: Collection[str]) -> Iterator[str]:
    """Each document of a command; the rows of a table stand with its columns."""
    for cls, name in documented()[command].items():
        if name is not None:
            yield from (f"### JSON: `{name}`", "", *_keys({cls: name}, shared), "")


_OR = " \\| "


class Key(NamedTuple):
    """A key of a document: how its values are written, what it means, and whether it is always there."""

    types: tuple[str, ...]
    means: str
    always: bool


def _keys(types: Mapping[Any, str | None], shared: Collection[str]) -> Iterator[str]:
    zh, en = (keys(document_schema(types, lang)) for lang in LANGS)
    yield from ("| | | | |", "|---|---|---|---|")
    for path, key in zh.items():
        if path not in shared:
            yield f"| `{path}{'' if key.always else '?'}` | {_OR.join(key.types)} | {key.means} | {en[path].means} |"


def keys(schema: Any) -> dict[str, Key]:
    """The keys of a schema by their paths."""
    return dict(_within(schema, schema.get("$defs", {}), ""))


def _within(part: Any, defs: Mapping[str, Any], path: str) -> Iterator[tuple[str, Key]]:
    """The keys of a part, what it may be taken together, and of everything in it."""
    shapes = list(_shapes(part, defs))
    tables = [shape for shape in shapes if "properties" in shape]
    for name in dict.fromkeys(name for table in tables for name in table["properties"]):
        found = [table["properties"][name] for table in tables if name in table["properties"]]
        always = all(name in table.get("required", ()) for table in tables)
        place = f"{path}{'.' if path else ''}{name}"
        yield place, Key(tuple(dict.fromkeys(kind for each in found for kind in _types(each, defs))), found[0]["description"], always)
        for each in found:
            yield from _within(each, defs, place)
    for shape in shapes:
        if isinstance(held := shape.get("additionalProperties"), dict):
            yield from _within(held, defs, f"{path}.*")
        if "items" in shape:
            yield from _within(shape["items"], defs, f"{path}[]")


def _shapes(part: Any, defs: Mapping[str, Any]) -> Iterator[Any]:
    """What a part may be, references followed; an entry of the catalogue has a page of its own."""
    if "anyOf" in part or "oneOf" in part:
        for each in part.get("anyOf", part.get("oneOf")):
            yield from _shapes(each, defs)
    elif "$ref" in part:
        name = part["$ref"].rpartition("/")[2]
        if name.endswith("Json"):
            yield from _shapes(defs[name], defs)
    else:
        yield part


def _types(part: Any, defs: Mapping[str, Any]) -> Iterator[str]:
    if "anyOf" in part:
        for each in part["anyOf"]:
            yield from _types(each, defs)
    elif "const" in part or "enum" in part:
        yield from (f"`{each if isinstance(each, str) else str(each).lower()}`" for each in part.get("enum", [part.get("const")]))
    elif "items" in part:
        yield f"list of {' or '.join(dict.fromkeys(_types(part['items'], defs)))}"
    else:
        yield PATTERNS.get(part.get("pattern"), TYPES.get(part.get("type"), "object"))


# CSV


def _tables(command: str) -> Iterator[str]:
    for title, rows in tables(command).items():
        yield from (f"### CSV: `{title}`", "", "| | | | | |", "|---|---|---|---|---|")
        yield from (f"| `{id}` | {heading.zh} | {heading.en} | {means.zh} | {means.en} |" for id, heading, means in rows)
        yield ""


Rows = list[tuple[str, Text, Text]]


def columns_of(line: str) -> Rows:
    """The columns of a command's CSV: id, heading and meaning; `line` is what a person types."""
    return _rows(*(list(reported(line, lang).table().columns) for lang in LANGS))


def _rows(zh: list[Column[Any]], en: list[Column[Any]]) -> Rows:
    pairs = zip(zh, en, strict=True)
    return [(left.id, Text(left.heading, right.heading), meaning(left)) for left, right in pairs if left.audience != "people"]


def meaning(column: Column[Any]) -> Text:
    """What a column holds: what it says itself, or what its id means everywhere."""
    return column.means or MEANINGS[column.id]


def reported(line: str, lang: Lang) -> Report:
    """The report that a command would write."""
    found: list[Report] = []
    with patch.object(Output, "write", lambda self, report: found.append(report)):
        code = main([*shlex.split(line)[1:], "--format", "csv", "--lang", lang])
    assert code == 0
    return found[0]


def lines(command: str) -> dict[str, str]:
    """The lines whose CSV has columns of its own, by how they are called: the example of the command, and further options on it."""
    line = f"bjsubsidy {command_module(command).example(packaged(), None)}"
    line = line.replace("firm.toml", str(FIRM)).replace("measures.toml", packaged_file())
    return {" ".join(filter(None, (command, *option.split()[:1]))): f"{line} {option}" for option in ("", *FURTHER.get(command, ()))}


FURTHER = {"calc": ("--curve",), "plan": (f"--against {FIRM}",)}


def tables(command: str) -> dict[str, Rows]:
    """The CSV of a command, by how it is asked for."""
    if command == "batch":
        return {command: [(column.id, column.heading, column.means) for column in ANSWER_ROW]}
    found = {name: columns_of(line) for name, line in lines(command).items()}
    each = list(blank().columns)
    return found | ({"calc INPUT -": _rows(each, each)} if command == "calc" else {})
