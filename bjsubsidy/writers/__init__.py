"""The formats of answers: the one place that knows a format's name, the endings of its files, and whether it is text.

A new format is a module of its name here, with `write(report, screen)`, and a line in FORMATS. A command says what its answers give,
and has the formats that draw it.
"""

from collections.abc import Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Literal

from bjsubsidy.record import Record

if TYPE_CHECKING:
    from collections.abc import Callable

    from bjsubsidy.batching.parted import PartedForm
    from bjsubsidy.reports.report import Report
    from bjsubsidy.reports.sheet import Sheet
    from bjsubsidy.writers.batch.answer import BatchAnswer
    from bjsubsidy.writers.screen import Screen


# What an answer gives to be drawn: all of it, the one figure that it comes to, its days; or the rows of a run over a table, a schema,
# the faults of files.
Drawable = Literal["answer", "figure", "days", "rows", "schema", "faults"]


class Format(Record):
    """What it `draws`; `endings` of its files; `binary` where it is no text; `roomy` where cautions stand in the answer itself.

    `lined` formats give many answers one a line, with `lines(blank)` in their module; of a run over a table too, but in a file that
    ends as `whole` does, which is one document. `encoding` is what the programs that read it know it in, whatever a pipe's is.
    """

    name: str
    endings: tuple[str, ...] = ()
    binary: bool = False
    roomy: bool = True
    lined: bool = False
    whole: str | None = None
    encoding: str | None = None
    draws: Drawable = "answer"

    def write(self, report: "Report", screen: "Screen") -> str | bytes:
        """The whole answer; only what this format needs is imported."""
        written: str | bytes = import_module(f"bjsubsidy.writers.{self.name}").write(report, screen)
        return written

    def filed(self, content: str | bytes) -> str | bytes:
        """The answer as a file of it begins and ends its lines."""
        module = import_module(f"bjsubsidy.writers.{self.name}")
        filed: str | bytes = module.filed(content) if hasattr(module, "filed") else content
        return filed

    def beside(self, report: "Report") -> list[str]:
        """What the answer has no room for and is said beside it."""
        if self.roomy:
            return []
        module = import_module(f"bjsubsidy.writers.{self.name}")
        return [*report.cautions_but(()), *(module.beside(report) if hasattr(module, "beside") else [])]

    def write_rows(self, answer: "BatchAnswer", place: str) -> None:
        """A run over a table into a file."""
        import_module(f"bjsubsidy.writers.batch.{self.name}").write(answer, place)

    def parts(self) -> "PartedForm | None":
        """How an engine of many workers writes a run over a table; None where it cannot."""
        if self.name not in APART["rows"]:
            return None
        found: PartedForm | None = getattr(import_module(f"bjsubsidy.writers.batch.{self.name}"), "PARTS", None)
        return found

    def refuse_long(self, rows: int) -> None:
        """A `Problem` where a run over a table has more rows than this format holds."""
        module = import_module(f"bjsubsidy.writers.batch.{self.name}")
        if hasattr(module, "refuse_long"):
            module.refuse_long(rows)

    def lines(self, blank: "Callable[[], Sheet]") -> "tuple[str, Callable[[Report], str], str]":
        """What stands above all lines, what makes the line of an answer, and the line of an amount that cannot be read.

        `blank` is that line as a sheet.
        """
        heading, line, empty = import_module(f"bjsubsidy.writers.{self.name}").lines(blank)
        return heading, line, empty


FORMATS = {
    format.name: format
    for format in (
        Format("table", (".txt",)),
        Format("json", (".json", ".jsonl"), lined=True, whole=".json", encoding="ascii"),
        Format("csv", (".csv",), roomy=False, lined=True, encoding="utf-8"),
        Format("amount", roomy=False, lined=True, draws="figure"),
        Format("xlsx", (".xlsx",), binary=True),
        Format("html", (".html", ".htm"), encoding="utf-8"),
        Format("ics", (".ics",), roomy=False, encoding="utf-8", draws="days"),
        Format("parquet", (".parquet",), binary=True, roomy=False, draws="rows"),
        Format("github", draws="faults"),
    )
}
ENDINGS = {ending: format.name for format in FORMATS.values() for ending in format.endings}
LINES = FORMATS["amount"]
# What a person reads, and a workbook: for answers that are always one of them.
FOR_READING, WORKBOOK = FORMATS["table"], FORMATS["xlsx"]
# What is no report of a catalogue: rows are drawn by modules of their own, in `batch/`, a schema is a document of JSON, and faults are
# lines.
APART: dict[Drawable, tuple[str, ...]] = {
    "rows": ("csv", "json", "xlsx", "parquet", "table"),
    "schema": ("json",),
    "faults": ("table", "json", "csv", "github"),
}


def formats_of(gives: Sequence[Drawable]) -> tuple[str, ...]:
    """The names of the formats that draw what a command's answers give, its own first."""
    apart = next((APART[given] for given in gives if given in APART), None)
    return tuple(format.name for format in FORMATS.values() if format.draws in gives) if apart is None else apart
