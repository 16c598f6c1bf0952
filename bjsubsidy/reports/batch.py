"""The answer of a run over a table as a sheet for the terminal, and its summary as lines."""

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any, Literal

from bjsubsidy.answers.amount import waiting
from bjsubsidy.answers.dates import AS_OF_LABEL
from bjsubsidy.batching.request import LeftOut, MeasureTally, Summary
from bjsubsidy.batching.result import ANSWER_COLUMNS, ANSWER_ROW, BETWEEN
from bjsubsidy.language import Lang, Text, many
from bjsubsidy.law.catalogue import Catalogue
from bjsubsidy.quantities import money_text
from bjsubsidy.reports.layered import EntryName, layer_lines
from bjsubsidy.reports.phrases import VERDICTS, Phrases, grouped_money
from bjsubsidy.reports.report import Days, Report, defaulted
from bjsubsidy.reports.sheet import Cell, Column, Sheet, Word, sheet

if TYPE_CHECKING:
    from bjsubsidy.reports.outputs.batch import BatchBody, BatchHeadJson, SummaryJson, TallyJson

_SHOWN = ("enterprise", "item", "amount", "on", "measure", "verdict", "low", "high", "remaining", "problem", "row", "why", "asks")
_KINDS: dict[str, Literal["word", "money", "date"]] = {"money": "money", "day": "date", "verdict": "word"}
# A row: the answer's columns but row, m and apart, then the amount and the day as they were written.
AnswerRow = Sequence[Any]


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


def answer_sheet(rows: Sequence[AnswerRow], catalogue: Catalogue, lang: Lang) -> Sheet:
    """What could not be read stands as it was written."""
    amount, on, verdict, high = (_column(id, lang) for id in ("amount", "on", "verdict", "high"))
    shown = {
        "amount": amount.replace(cell=_or_as_written(amount, -2)),
        "on": on.replace(cell=_or_as_written(on, -1)),
        "verdict": verdict.replace(cell=_in_words(verdict, lang)),
        "high": high.replace(cell=_or_unknown(high, lang)),
    }
    words = Phrases(catalogue, lang)
    shown |= {column.id: column.replace(cell=_named_by(column, words)) for column in (_column(id, lang) for id in ("why", "asks"))}
    columns = [shown.get(id) or _column(id, lang) for id in _SHOWN]
    return sheet(columns, rows)


def _column(id: str, lang: Lang) -> Column[AnswerRow]:
    place = ANSWER_COLUMNS.index(id)
    column = ANSWER_ROW[place]

    def fen(row: AnswerRow) -> int | None:
        return None if row[place] is None else int(row[place])

    cell = fen if column.kind == "money" else lambda row: row[place]
    return Column(id, column.heading.in_(lang), cell, _KINDS.get(column.kind, "text"))


def _named_by(column: Column[AnswerRow], words: Phrases) -> Callable[[AnswerRow], Cell]:
    def cell(row: AnswerRow) -> Cell:
        ids = column.cell(row)
        return None if ids is None else Word(str(ids), in_words(str(ids), words))

    return cell


def in_words(ids: str, words: Phrases) -> str:
    """The ids of a cell of conditions or of facts as people read them."""
    return words.condition_names(ids.split(BETWEEN))


def _or_as_written(column: Column[AnswerRow], place: int) -> Callable[[AnswerRow], Cell]:
    def cell(row: AnswerRow) -> Cell:
        read = column.cell(row)
        written: str | None = row[place]
        return written if read is None else read

    return cell


def _or_unknown(column: Column[AnswerRow], lang: Lang) -> Callable[[AnswerRow], Cell]:
    def cell(row: AnswerRow) -> Cell:
        fen = column.cell(row)
        return Word("", _UNKNOWN.in_(lang)) if fen is None else fen

    return cell


_UNKNOWN = Text("未知", "unknown")


def _in_words(column: Column[AnswerRow], lang: Lang) -> Callable[[AnswerRow], Cell]:
    def cell(row: AnswerRow) -> Cell:
        verdict = column.cell(row)
        return None if verdict is None else Word(str(verdict), VERDICTS[str(verdict)].in_(lang))

    return cell


def summary_lines(said: Summary, catalogue: Catalogue, days: Days, lang: Lang, best: bool) -> list[str]:
    """What a run came to: the day of asking, rows, problems, and what each measure pays; alternatives on one item are never added."""
    problems = Text(f"其中 {said.problems:,} 行有问题", f"{said.problems:,} of them with a problem")
    lines = [asked(days).in_(lang), Text(f"共 {said.rows:,} 行，{problems.zh}", f"{many(said.rows, 'row')}, {problems.en}").in_(lang)]
    if said.unclaimed:
        why = Text("没有可选的措施", "nothing worth claiming") if best else Text("不在所选措施内", "none of these measures")
        left_out = Text(f"{said.unclaimed:,} 行{why.zh}，没有输出", f"{many(said.unclaimed, 'row')} left out: {why.en} on them")
        lines.append(left_out.in_(lang))
    if said.unproven:
        unproven = Text(
            f"{said.unproven:,} 家企业的选择在限时内未证明为最优，可加大 --limit",
            f"the choice of {many(said.unproven, 'firm')} was not proven best in time; give a larger --limit",
        )
        lines.append(unproven.in_(lang))
    lines += [text.in_(lang) for text in layer_lines(catalogue, tallied_measures(said))]
    return lines + [_tally(tally).in_(lang) for tally in said.tallies] + _left_out(said, catalogue, lang)


def tallied_measures(said: Summary) -> list[EntryName]:
    """The measures that a run came to something under."""
    return [("measure", tally.measure.id) for tally in said.tallies]


def asked(days: Days) -> Text:
    """The day of asking, and whether somebody gave it: rows name their own days, and nothing else says this one."""
    today = Text("", "") if days.as_of_given else Text("（没有写，按今天计）", " (not given: today is assumed)")
    return Text(f"{AS_OF_LABEL.zh} {days.as_of}{today.zh}", f"{AS_OF_LABEL.en} {days.as_of}{today.en}")


def _tally(tally: MeasureTally) -> Text:
    sure, unsure = _span(tally.eligible_low, tally.eligible_high), _unsure(tally)
    apart = Text(f"，{tally.apart:,} 笔未计入合计", f", {tally.apart:,} of them not in the sums") if tally.apart else Text("", "")
    return Text(
        f"{tally.measure.id}：{tally.claims:,} 笔，符合 {tally.eligible:,} 笔 {sure.zh} 元，"
        f"待定 {tally.unconfirmed:,} 笔{unsure.zh}{apart.zh}",
        f"{tally.measure.id}: {many(tally.claims, 'claim')}, {tally.eligible:,} eligible {sure.en} yuan, "
        f"{tally.unconfirmed:,} unconfirmed {unsure.en}{apart.en}",
    )


def _span(low: int, high: int) -> Text:
    """Low and high apart where they differ."""
    return (
        Text(grouped_money(high), grouped_money(high))
        if low == high
        else Text(f"{grouped_money(low)} 至 {grouped_money(high)}", f"{grouped_money(low)} to {grouped_money(high)}")
    )


def _unsure(tally: MeasureTally) -> Text:
    """What is unconfirmed; where an amount is unknown no sum, but what is known of it."""
    most = grouped_money(tally.unconfirmed_high)
    if tally.unknown:
        return Text(
            f"金额未知（{tally.unknown:,} 笔算不出，其余至多 {most} 元）",
            f"of unknown amount ({tally.unknown:,} without a figure, the others at most {most} yuan)",
        )
    return Text(f"至多 {most} 元", f"at most {most} yuan")


def _left_out(said: Summary, catalogue: Catalogue, lang: Lang) -> list[str]:
    """The first rows whose amount no sum holds, with the facts that would tell it."""
    if not said.left_out:
        return []
    rows = [left.uncounted.replace(item=_named(left)) for left in said.first]
    needs = waiting(rows, catalogue)
    others = Text(f"；另有 {said.more:,} 行", f"; and {many(said.more, 'row')} more") if said.more else Text("", "")
    line = Text(
        f"未计入合计 {said.left_out:,} 行：{needs.zh}{others.zh}", f"not in the sums, {many(said.left_out, 'row')}: {needs.en}{others.en}"
    )
    return [line.in_(lang)]


def _named(left: LeftOut) -> str:
    """The firm and the item of a row, or its number where it has no name."""
    return f"{left.enterprise} {left.uncounted.item or left.row}"


def summary_document(said: Summary, left_out: Iterable[LeftOut]) -> "SummaryJson":
    """The summary as JSON carries it; every row that a sum leaves out is named."""
    return {
        "rows": said.rows,
        "problems": said.problems,
        "unclaimed": said.unclaimed,
        "unproven": said.unproven,
        "measures": [_tally_of(tally) for tally in said.tallies],
        "uncounted": [
            {
                "enterprise": left.enterprise,
                "row": left.row,
                "item": left.uncounted.item,
                "measures": list(left.uncounted.measures),
                "facts": list(left.uncounted.facts),
            }
            for left in left_out
        ],
    }


def _tally_of(tally: MeasureTally) -> "TallyJson":
    unconfirmed = None if tally.unknown else money_text(tally.unconfirmed_high)
    return {
        "measure": tally.measure.id,
        "nature": tally.measure.nature,
        "claims": tally.claims,
        "low": money_text(tally.eligible_low),
        "high": None if tally.high is None else money_text(tally.high),
        "counted": money_text(tally.counted),
        "eligible": {"claims": tally.eligible, "low": money_text(tally.eligible_low), "high": money_text(tally.eligible_high)},
        "unconfirmed": {"claims": tally.unconfirmed, "low": money_text(0), "high": unconfirmed},
        "unknown": tally.unknown,
        "apart": tally.apart,
    }
