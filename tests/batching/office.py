"""An office program without a window, the flat spreadsheets it is given, and its CSV read with the quotes."""

import re
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree
from xml.sax.saxutils import escape, quoteattr

UTF_8, GB18030 = 76, 85
SHOWN = "csv:Text - txt - csv (StarCalc):44,34,{charset},1,,0,false,true,true,false,false,{sheets}"


class Typed(NamedTuple):
    """A cell that is no text: its style, and its value as the plain table writes it."""

    style: str
    value: str


Cell = str | Typed
Rows = Sequence[Sequence[Cell]]


def day(value: str, style: str = "dashes") -> Typed:
    return Typed(style, value)


def number(value: str) -> Typed:
    return Typed("general", value)


def money(value: str) -> Typed:
    return Typed("money", value)


def share(value: str) -> Typed:
    return Typed("share", value)


def truth(value: str) -> Typed:
    return Typed("truth", value)


def formula(value: str) -> Typed:
    return Typed("formula", value)


# what the office program does


class Office:
    """LibreOffice with a profile of its own, in Chinese."""

    def __init__(self, folder: Path) -> None:
        profile = folder / "profile"
        (profile / "user").mkdir(parents=True)
        (profile / "user" / "registrymodifications.xcu").write_text(CHINESE, "utf-8")
        self.command = ["soffice", "--headless", f"-env:UserInstallation={profile.as_uri()}", "--convert-to"]

    def convert(self, form: str, folder: Path, *sources: Path) -> None:
        words = [*self.command, form, "--outdir", str(folder), *map(str, sources)]
        subprocess.run(words, check=True, capture_output=True, timeout=300)


CHINESE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Setup/L10N"><prop oor:name="ooSetupSystemLocale" oor:op="fuse"><value>zh-CN</value></prop></item>
</oor:items>
"""


# flat spreadsheets

_NAMES = {"office": "office", "table": "table", "text": "text", "style": "style", "number": "datastyle"}
_NAMESPACES = " ".join(f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{long}:1.0"' for short, long in _NAMES.items())
_OPENED = f'<office:document {_NAMESPACES} xmlns:of="urn:oasis:names:tc:opendocument:xmlns:of:1.2" office:version="1.3"'
_TABLE, _OFFICE = (f"{{urn:oasis:names:tc:opendocument:xmlns:{name}:1.0}}" for name in ("table", "office"))
_FORMATS = {
    "dashes": '<number:year number:style="long"/>-<number:month number:style="long"/>-<number:day number:style="long"/>',
    "slashes": '<number:year number:style="long"/>/<number:month/>/<number:day/>',
    "hanzi": '<number:year number:style="long"/>年<number:month/>月<number:day/>日',
    "share": '<number:number number:decimal-places="3" number:min-decimal-places="0" number:min-integer-digits="1"/>%',
    "money": '<number:number number:decimal-places="2" number:min-integer-digits="1" number:grouping="true"/>',
    "truth": "<number:boolean/>",
}
_KINDS = {"share": "percentage-style", "money": "number-style", "truth": "boolean-style"}
_VALUES = {
    "share": ("percentage", "value"),
    "truth": ("boolean", "boolean-value"),
    "money": ("float", "value"),
    "general": ("float", "value"),
}


def flat(sheets: dict[str, Rows], settings: str = "") -> str:
    tables = "".join(f"<table:table table:name={quoteattr(name)}>{''.join(map(_row, rows))}</table:table>" for name, rows in sheets.items())
    styles = "".join(_style(name, shape) for name, shape in _FORMATS.items())
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>{_OPENED} office:mimetype="application/vnd.oasis.opendocument.spreadsheet">'
        f"<office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:spreadsheet>{settings}{tables}</office:spreadsheet></office:body></office:document>"
    )


def _style(name: str, shape: str) -> str:
    kind = _KINDS.get(name, "date-style")
    between = re.sub(r"(?<=>)([^<>]+)", r"<number:text>\1</number:text>", shape)
    language = 'number:language="zh" number:country="CN" number:automatic-order="false"' if kind == "date-style" else ""
    cells = f'<style:style style:name="{name}" style:family="table-cell" style:data-style-name="shape-{name}"/>'
    return f'<number:{kind} {language} style:name="shape-{name}">{between}</number:{kind}>{cells}'


def _row(cells: Sequence[Cell]) -> str:
    return f"<table:table-row>{''.join(map(_cell, cells))}</table:table-row>"


def _cell(cell: Cell) -> str:
    if isinstance(cell, str):
        lines = "".join(f"<text:p>{_spaced(line)}</text:p>" for line in cell.split("\n"))
        return f'<table:table-cell office:value-type="string">{lines}</table:table-cell>' if cell else "<table:table-cell/>"
    if cell.style == "formula":
        return f"<table:table-cell table:formula={quoteattr(cell.value)}/>"
    kind, attribute = _VALUES.get(cell.style, ("date", "date-value"))
    return f'<table:table-cell table:style-name="{cell.style}" office:value-type="{kind}" office:{attribute}="{cell.value}"/>'


def _spaced(line: str) -> str:
    """Spaces that a document would not keep are written as elements."""
    return re.sub(r"^ | (?= )| $", "<text:s/>", escape(line))


# reading what was written


def plain(cell: Cell) -> str:
    return cell if isinstance(cell, str) else cell.value


def kinds_of_cells(path: Path) -> list[list[list[str]]]:
    """Of each sheet of a flat spreadsheet, of each row that is not blank, the kind of each cell: blank is "", a formula its text."""
    root = ElementTree.parse(path).getroot()
    sheets = [[_kinds(row) for row in sheet.iter(_TABLE + "table-row")] for sheet in root.iter(_TABLE + "table")]
    wide = [max(place + 1 for row in rows for place, kind in enumerate(row) if kind) for rows in sheets]
    return [[row[:width] for row in rows if any(row)] for rows, width in zip(sheets, wide, strict=True)]


def _kinds(row: ElementTree.Element) -> list[str]:
    kinds: list[str] = []
    for cell in row.iter(_TABLE + "table-cell"):
        kind = cell.get(_TABLE + "formula") or cell.get(_OFFICE + "value-type") or ""
        kinds += [kind] * int(cell.get(_TABLE + "number-columns-repeated", "1"))
    return kinds


def figure(token: str) -> str:
    """A number as it is shown, without the commas between thousands."""
    return token.replace(",", "") if re.fullmatch(r"[0-9]{1,3}(,[0-9]{3})*\.[0-9]{2}", token) else token
