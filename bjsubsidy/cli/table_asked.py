"""What the command line says of a table beside its file: sheets, encoding, columns by hand, values for every row."""

from collections.abc import Mapping

from bjsubsidy.cli.context import Context
from bjsubsidy.errors import Problem, Usage
from bjsubsidy.language import Text
from bjsubsidy.readers.headings import TableReading, of_items
from bjsubsidy.readers.units import NOTHING_SAID


def asked_of(context: Context) -> TableReading:
    """What the command line says of the table beside the file."""
    given = context.given
    sheets = tuple(given.many("sheet"))
    values = _pairs(context, "set_")
    _refuse_unread(context, values)
    return TableReading(given.one("encoding"), sheets, given.has("all_sheets"), _pairs(context, "column"), values)


def _refuse_unread(context: Context, values: Mapping[str, str]) -> None:
    """A value for every row that cannot be read is refused once, before the table is."""
    from bjsubsidy.batching.cells import Cells
    from bjsubsidy.formula.dialect import DuckDB

    known, cells = of_items(context.catalogue), Cells(DuckDB(), context.catalogue, context.lang)
    for id, value in values.items():
        try:
            cells.value(known.column(id, id, 0, NOTHING_SAID), value)
        except Problem as problem:
            raise problem.at(f"{context.given.place('set_')} {id}") from None


def _pairs(context: Context, parameter: str) -> dict[str, str]:
    """`--column OURS=THEIRS`, `--set ID=VALUE`: each column once, by its id or its name."""
    pairs: dict[str, str] = {}
    known, place = of_items(context.catalogue), context.given.place(parameter)
    for written in context.given.many(parameter):
        named, sign, value = written.partition("=")
        try:
            id = known.id_of(named.strip()) if sign and value.strip() else None
        except Problem as problem:
            raise problem.at(place) from None
        if id is None or id in pairs:
            what = Text(f"{place} 不能是“{written}”", f"{place} cannot be “{written}”")
            raise Usage(what, Text("请写成 编号=内容，每个编号一次。", "Write it as ID=WHAT, each id once."))
        pairs[id] = value.strip()
    return pairs
