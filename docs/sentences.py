"""Every sentence that the program can print, in both languages: `python -m docs.sentences` lists them, one a line.

Four columns with tabs between them: where it stands, how it is said in Chinese, how in English, and which law of words it breaks, if any.
Words after the command choose places: `python -m docs.sentences readers errors.py`. What is put into a sentence stands in braces.
"""

import ast
import re
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import tomli

from docs.terms import faults

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "bjsubsidy"
DATA = ROOT / "data"
IDEOGRAPH = re.compile(r"[㐀-䶿一-鿿]")
# What the program reads, not what it says: Chinese numerals, units, marks of tables.
GRAMMARS = {
    "batching/cells.py",
    "batching/leaving.py",
    "batching/slips.py",
    "batching/sum_words.py",
    "batching/voided.py",
    "batching/yuan_signs.py",
    "capitals.py",
    "cli/entry_reads.py",
    "cli/speak.py",
    "quantities.py",
    "readers/cell.py",
    "readers/evidence.py",
    "readers/printed.py",
    "readers/printed_elsewhere.py",
    "readers/left_rows.py",
    "readers/own_units.py",
    "readers/sheet_beginning.py",
    "readers/cleaning.py",
    "readers/units.py",
}
# Lists of words and of lines of one language that stand beside those of the other.
LISTS = {
    "formula/describe.py",
    "batching/row_units.py",
    "readers/finding.py",
    "readers/workbook_parts.py",
    "reports/due.py",
    "reports/report.py",
    "writers/entry_skeleton.py",
    "writers/profile.py",
}


class Sentence(NamedTuple):
    """One thing said; `where` is a file with a line, or an entry of the catalogue."""

    where: str
    zh: str
    en: str


def sentences() -> Iterator[Sentence]:
    """Those of the program by file and line, then those of the catalogue by entry."""
    for path in sorted(PACKAGE.rglob("*.py")):
        yield from spoken(path)
    for path in sorted(DATA.glob("*.toml")):
        yield from _told(tomli.loads(path.read_text("utf-8"), parse_float=str), path.name)


def spoken(path: Path) -> Iterator[Sentence]:
    """Both sides of every pair of texts in a module."""
    where = path.relative_to(PACKAGE).as_posix()
    for node, zh, en in pairs(ast.parse(path.read_text("utf-8"))):
        yield Sentence(f"{where}:{node.lineno}", zh, en)


def pairs(tree: ast.Module) -> Iterator[tuple[ast.expr, str, str]]:
    """Calls and tuples in which a Chinese text stands just before an English one."""
    for node in ast.walk(tree):
        parts: list[ast.expr] = []
        if isinstance(node, ast.Call):
            parts = [*node.args, *(word.value for word in node.keywords)]
        elif isinstance(node, ast.Tuple):
            parts = node.elts
        elif isinstance(node, ast.Dict) and [key.value for key in node.keys if isinstance(key, ast.Constant)] == ["zh", "en"]:
            parts = node.values
        for zh, en in pairwise(parts):
            left, right = written(zh), written(en)
            if left is not None and right is not None and paired(node, left, right):
                yield zh, left, right


def paired(node: ast.AST, zh: str, en: str) -> bool:
    """Whether two texts are the two sides of one: of a `Text` always, elsewhere where the first only is Chinese."""
    said = re.sub(r"\{[^{}]*\}", "", zh + en)
    if not said.strip():
        return False
    if isinstance(node, ast.Call) and ast.unparse(node.func).rpartition(".")[2] in ("Text", "Means", "say"):
        return True
    return bool(re.search(r"[㐀-䶿一-鿿，。；：、（]", zh)) and bool(en.strip()) and not IDEOGRAPH.search(en)


def written(node: ast.expr) -> str | None:
    """A text as it stands, with what is put in between braces; None where it is none."""
    match node:
        case ast.Constant(value=str(text)):
            return text
        case ast.JoinedStr(values=parts):
            return "".join(_part(part) for part in parts)
        case ast.BinOp(left=left, op=ast.Add(), right=right):
            return None if written(left) is written(right) is None else _filled(left) + _filled(right)
        case ast.IfExp(body=body, orelse=orelse):
            ways = written(body), written(orelse)
            return None if None in ways else f"⟨{ways[0]}｜{ways[1]}⟩"
        case ast.List(elts=parts):
            lines = [written(part) for part in parts]
            return None if None in lines or not lines else "\n".join(line or "" for line in lines)
        case ast.Call(func=ast.Attribute(value=ast.Constant(value=str(between)), attr="join")):
            return f"{{{between}}}"
    return None


def _part(part: ast.expr) -> str:
    return str(part.value) if isinstance(part, ast.Constant) else _filled(part.value if isinstance(part, ast.FormattedValue) else part)


def _filled(node: ast.expr) -> str:
    """What is put in, by the name of it; two texts of which one is chosen are shown."""
    inner = written(node)
    return inner if inner is not None else "{" + re.sub(r"[{}]", "", ast.unparse(node)) + "}"


def unpaired(path: Path) -> list[tuple[int, str]]:
    """Chinese words of a module that stand in no pair, but for docstrings and comments."""
    tree = ast.parse(path.read_text("utf-8"))
    inside = {id(part) for node in ast.walk(tree) for part in _sides(node)}
    documents = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    return [
        (node.lineno, node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and IDEOGRAPH.search(node.value)
        if id(node) not in inside and id(node) not in documents
    ]


def _sides(node: ast.AST) -> Iterator[ast.AST]:
    if isinstance(node, ast.Call) and ast.unparse(node.func).rpartition(".")[2] in ("Text", "Means", "say"):
        yield from ast.walk(node)
    elif isinstance(node, (ast.Call, ast.Tuple)):
        found = [zh for zh, _, _ in pairs(ast.Module([ast.Expr(node)], []))]
        for side in found:
            yield from ast.walk(side)


def _told(value: Any, where: str) -> Iterator[Sentence]:
    """Every text in both languages of a data file, with the entry that it belongs to."""
    if isinstance(value, dict) and {"zh", "en"} <= value.keys():
        yield Sentence(where, value["zh"], value["en"])
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _told(inner, f"{where}:{key}")
    elif isinstance(value, list):
        for number, inner in enumerate(value, 1):
            name = inner.get("id", number) if isinstance(inner, dict) else number
            yield from _told(inner, f"{where}:{name}")


def listing(places: list[str]) -> Iterator[str]:
    """The lines of the list, of all places or of those whose name has one of the words."""
    for said in sentences():
        if not places or any(place in said.where for place in places):
            texts = (text.replace("\n", "⏎").replace("\t", " ") for text in said)
            yield "\t".join((*texts, "; ".join(faults(*said))))


if __name__ == "__main__":
    print("\n".join(listing(sys.argv[1:])))
