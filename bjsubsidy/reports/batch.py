"""The answer of a run over a table as a sheet for the terminal, and its summary as lines."""

from collections.abc import Callable, Iterable, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from bjsubsidy.answers.dates import AS_OF_LABEL
from bjsubsidy.batching.request import LeftOut, Summary
from bjsubsidy.batching.result import ANSWER_COLUMNS, ANSWER_ROW, BETWEEN, documents
from bjsubsidy.batching.row_problems import CellProblem, problems_of
from bjsubsidy.formula.tree import RECEIVED
from bjsubsidy.language import Lang, Text, clean
from bjsubsidy.law.catalogue import Catalogue
from bjsubsidy.reports.batch_summary import summary_document, tallied_measures
from bjsubsidy.reports.layered import EntryName
from bjsubsidy.reports.phrases import MARKS, VERDICTS, Phrases
from bjsubsidy.reports.report import Days, Report, defaulted
from bjsubsidy.reports.sheet import Cell, Column, Sheet, Word, sheet

if TYPE_CHECKING:
    from bjsubsidy.reports.outputs.batch import BatchBody, BatchHeadJson

# A row: the answer's columns, carried ones, then the amount and the day as they were written and the problem with its marks.
AnswerRow = Sequence[Any]
_AMOUNT_WRITTEN, _ON_WRITTEN, _PROBLEM_MARKED = -3, -2, -1


class BatchReport(Report):
    """What a run over a table came to: `said` of all rows, and `left_out` of its sums. `rows` are read for a table for people only.

    The engine writes the rows of every other format itself, and of the document those between its head and its body.
    """

    schema = "batch/1"

    def __init__(
        self,
        said: Summary,
        left_out: Callable[[], Iterable[LeftOut]],
        rows: Callable[[], Sequence[AnswerRow]],
        catalogue: Catalogue,
        lang: Lang,
        days: Days,
    ) -> None:
        super().__init__(catalogue, lang, days)
        self.said = said
        self.left_out = left_out
        self.rows = rows

    def told(self) -> list[EntryName]:
        return tallied_measures(self.said)

    @classmethod
    def shape(cls) -> Any:
        from bjsubsidy.reports.outputs.batch import BatchJson

        return BatchJson

    @classmethod
    def shapes(cls) -> dict[Any, str | None]:
        """The document, and its rows by themselves, which have no head."""
        from bjsubsidy.reports.outputs.batch import ClaimRowJson, ProblemRowJson

        return {**super().shapes(), ClaimRowJson: None, ProblemRowJson: None}

    def head(self) -> "BatchHeadJson":
        return {**super().head(), "as_of": None if self.days.as_of is None else self.days.as_of.isoformat()}

    def body(self) -> "BatchBody":
        return {"summary": summary_document(self.said, self.left_out())}

    def table(self) -> Sheet:
        return answer_sheet(self.rows(), self.catalogue, self.lang)

    def contradictions(self) -> list[Text]:
        return [*self.said.contradictions]

    def defaults(self) -> list[Text]:
        return defaulted([(AS_OF_LABEL, self.days.as_of, self.days.as_of_given)])


class ShownRow(NamedTuple):
    """A row of the answer; `again` where the row above is of the same item."""

    values: AnswerRow
    again: bool


def answer_sheet(rows: Sequence[AnswerRow], catalogue: Catalogue, lang: Lang) -> Sheet:
    """A claim a line, its firm and item said once; what could not be read stands as it was written, with the problem."""
    answer = AnswerCells(catalogue, lang)
    place = ANSWER_COLUMNS.index("row")
    above = [None, *(row[place] for row in rows)]
    shown = [ShownRow(row, row[place] is not None and row[place] == before) for row, before in zip(rows, above, strict=False)]
    heading = {column.id: column.heading.in_(lang) for column in ANSWER_ROW}
    columns: list[Column[ShownRow]] = [
        Column("enterprise", f"{heading['enterprise']} / {heading['item']}", _once(answer.named)),
        Column("amount", heading["amount"], _once(answer.amount), "money"),
        Column("on", heading["on"], _once(answer.on), "date", first_to_go=True),
        Column("measure", heading["measure"], lambda row: answer.claimed(row.values)),
        Column("verdict", heading["verdict"], lambda row: answer.verdict(row.values), "word", first_to_go=True),
        Column("low", heading["low"], lambda row: answer.fen("low", row.values), "money"),
        Column("high", heading["high"], lambda row: answer.high(row.values), "money"),
        Column("remaining", heading["remaining"], lambda row: answer.fen("remaining", row.values), "money", first_to_go=True),
        Column("row", heading["row"], _once(answer.row), "word", first_to_go=True),
    ]
    return sheet(columns, shown).replace(folds=True)


def _once(cell: Callable[[AnswerRow], Cell]) -> Callable[[ShownRow], Cell]:
    return lambda row: None if row.again else cell(row.values)


class AnswerCells:
    """What people are shown of a row of the answer, in the words of a language."""

    def __init__(self, catalogue: Catalogue, lang: Lang) -> None:
        self.words = Phrases(catalogue, lang)
        self.titles = {id: catalogue.measure(id).title.in_(lang) for id in catalogue.rows("measure")}
        self.inputs = {id: catalogue.input(id).name.in_(lang) for id in catalogue.rows("input")}
        self.documents = {measure.id: clean(documents(measure, catalogue, lang)) for measure in catalogue.measures()}
        self.in_words = cache(self._in_words)

    @staticmethod
    def of(id: str, row: AnswerRow) -> Any:
        return row[_PLACES[id]]

    def named(self, row: AnswerRow) -> Cell:
        """The firm, and under it the item."""
        return "\n".join(filter(None, (self.of("enterprise", row), self.of("item", row))))

    def fen(self, id: str, row: AnswerRow) -> int | None:
        return None if self.of(id, row) is None else int(self.of(id, row))

    def amount(self, row: AnswerRow) -> Cell:
        """The amount, or what stands there instead."""
        fen, written = self.fen("amount", row), row[_AMOUNT_WRITTEN]
        return str(written) if fen is None and written is not None else fen

    def on(self, row: AnswerRow) -> Cell:
        """The day, or what stands there instead."""
        day: Cell = self.of("on", row)
        return row[_ON_WRITTEN] if day is None else day

    def high(self, row: AnswerRow) -> Cell:
        """Not known of a claim without a figure."""
        fen = self.fen("high", row)
        return self.words.known(None) if fen is None and self.of("verdict", row) is not None else fen

    def row(self, row: AnswerRow) -> Cell:
        place: Cell = self.of("row", row)
        return place

    def verdict(self, row: AnswerRow) -> Cell:
        id = self.of("verdict", row)
        return None if id is None else Word(id, VERDICTS[id].in_(self.words.lang))

    def bound(self, row: AnswerRow) -> Cell:
        id = self.of("bound", row)
        return None if id is None else self.words.bound(id)

    def input(self, row: AnswerRow) -> Cell:
        """Its name; where it could not be read as it was written."""
        id: str | None = self.of("input", row)
        return None if id is None else self.inputs.get(id, id)

    def measure(self, row: AnswerRow) -> Cell:
        id = self.of("measure", row)
        return None if id is None else Word(id, self.titles[id])

    def document(self, row: AnswerRow) -> Cell:
        id = self.of("measure", row)
        return None if id is None else self.documents[id]

    def why(self, row: AnswerRow) -> Cell:
        return self.in_words(self.of("why", row))

    def asks(self, row: AnswerRow) -> Cell:
        return self.in_words(self.of("asks", row))

    def _in_words(self, ids: str | None) -> str | None:
        """The ids of a cell of conditions or of facts as people read them."""
        return None if ids is None else self.words.condition_names(ids.split(BETWEEN))

    def problems(self, row: AnswerRow) -> list[CellProblem]:
        """What is wrong with a row, cell by cell."""
        return problems_of(row[_PROBLEM_MARKED]) if row[_PROBLEM_MARKED] is not None else []

    def claimed(self, row: AnswerRow) -> Cell:
        """The measure with the mark of its verdict, and what is unmet or asked; of a row with a problem the problem."""
        say, problems = self.words.say, self.problems(row)
        if problems:
            colon = say("：", ": ")
            parts = [(_headed(problem.heading, problem.what, colon), problem.write) for problem in problems]
            said = "\n".join(say("", " ").join(filter(None, part)) for part in parts)
            return say(f"问题：{said}", f"problem: {said}")
        verdict = self.of("verdict", row)
        under = tuple(self._under(id, self.in_words(said)) for id, said in self._said_below(row) if said)
        return Word(self.of("measure", row), f"{MARKS[verdict]} {self.titles[self.of('measure', row)]}", under)

    def _said_below(self, row: AnswerRow) -> list[tuple[str, str | None]]:
        """What is unmet, or else what is asked; that receipts may exclude it too, which no answer need settle."""
        why, asks = self.of("why", row), self.of("asks", row)
        if self.of("verdict", row) == "ineligible":
            return [("why", why)]
        received = why is not None and RECEIVED in why.split(BETWEEN)
        return [("asks", asks), *([("why", RECEIVED)] if received else [])]

    def _under(self, id: str, said: str | None) -> tuple[str, str]:
        heading = next(column.heading for column in ANSWER_ROW if column.id == id).in_(self.words.lang)
        return heading, f"{heading}{self.words.say('：', ': ')}{said}"


def _headed(heading: str, said: str, colon: str) -> str:
    return f"{heading}{colon}{said}" if heading else said


_PLACES = {id: place for place, id in enumerate(ANSWER_COLUMNS)}
