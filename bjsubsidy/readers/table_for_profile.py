"""A table that was given where a firm's profile is wanted."""

import csv

from bjsubsidy.errors import Mistake, UnusableFile
from bjsubsidy.language import Text
from bjsubsidy.law.catalogue import Catalogue

_SAMPLE = 1 << 16


def refuse_table(path: str, catalogue: Catalogue) -> None:
    """`UnusableFile` that names `batch`, where a file that is no TOML is a workbook, Parquet, or has a line that names columns."""
    try:
        with open(path, "rb") as file:
            start = file.read(_SAMPLE)
    except OSError:
        return
    if start.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"PAR1")) or _names_columns(start, catalogue):
        what = Text("它是表，不是企业资料（TOML）", "it is a table, and no profile of a firm (TOML)")
        raise UnusableFile(path, [Mistake(what, Text(f"请用 bjsubsidy batch {path}。", f"Use bjsubsidy batch {path}.")).at(path)]) from None


def _names_columns(start: bytes, catalogue: Catalogue) -> bool:
    from bjsubsidy.readers.finding import HEADING_ROWS
    from bjsubsidy.readers.headings import of_items

    known = of_items(catalogue)
    for encoding in ("utf-8-sig", "gb18030"):
        lines = start.decode(encoding, errors="replace").splitlines()[:HEADING_ROWS]
        if any("=" not in line and known.count(cells) > 1 for line in lines for cells in csv.reader([line])):
            return True
    return False
