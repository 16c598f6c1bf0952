"""The answer as a workbook: numbers as numbers, text never as a formula, and a sheet of subtotals."""

from collections.abc import Callable, Iterable, Sequence
from functools import cache
from typing import Any

from bjsubsidy.batching.request import LeftOut, MeasureTally, Summary, tallied
from bjsubsidy.batching.result import ANSWER_COLUMNS, MONEY, ResultQuery
from bjsubsidy.language import Lang, Text, clean, many
from bjsubsidy.law.catalogue import Catalogue
from bjsubsidy.reports.batch import asked, in_words, tallied_measures
from bjsubsidy.reports.layered import layer_lines
from bjsubsidy.reports.phrases import NATURES, Phrases
from bjsubsidy.reports.report import as_note, late
from bjsubsidy.writers.batch.answer import BatchAnswer, answer_cells
from bjsubsidy.writers.worksheet import MOST_ROWS, Page, TooLong, opened_workbook

_CLAIMS, _SUMMARY = Text("申请", "claims"), Text("汇总", "summary")
_ALL = Text("（全部企业）", "(all firms)")
_SUBTOTALS = (
    Text("企业", "enterprise"),
    Text("措施", "measure"),
    Text("名称", "title"),
    Text("性质", "nature"),
    Text("笔数", "claims"),
    Text("符合，最低（元）", "eligible, low (yuan)"),
    Text("符合，最高（元）", "eligible, high (yuan)"),
    Text("待定，最高（元）", "unconfirmed, at most (yuan)"),
    Text("未计入（笔）", "not counted (claims)"),
)
_LEFT = Text("未计入合计", "not in the sums")
_LEFT_OUT = (
    Text("企业", "enterprise"),
    Text("项目", "item"),
    Text("行", "row"),
    Text("措施", "measures"),
    Text("需要的情况", "facts that would tell"),
)
_UNKNOWN = Text("未知", "unknown")


def subtotals(answer: ResultQuery, unclaimed: str) -> str:
    """Of each firm and measure, in order of appearance: its first name, m and the figures of a tally but its measure.

    `unclaimed` is the query of measures of unknown amount that no claim stands for.
    """
    claims = f"SELECT firm, enterprise, number, m, verdict, low, high, apart FROM ({answer.sql}) WHERE m >= 0"
    others = f"SELECT firm, enterprise, row AS number, m, NULL AS verdict, 0 AS low, NULL AS high, FALSE AS apart FROM ({unclaimed})"
    sums = tallied("verdict = 'eligible'", "verdict = 'unconfirmed'")
    named = "first_value(enterprise) OVER (PARTITION BY firm ORDER BY number) AS named"
    rows = f"SELECT *, {named} FROM ({claims} UNION ALL {others})"
    return f"SELECT min(named), m, {sums} FROM ({rows}) GROUP BY firm, m ORDER BY min(number), m"


def widths(answer: ResultQuery) -> str:
    """One row: the columns' widest cells, a Chinese character counting two."""
    names = [*ANSWER_COLUMNS, *(f"x{n}" for n, _ in enumerate(answer.carried))]
    return f"SELECT {', '.join(f'max({_wide(name)})' for name in names)} FROM ({answer.sql})"


def _wide(name: str) -> str:
    cell = f'CAST("{name}" AS STRING)'
    return f"length(format('{{:,}}', \"{name}\")) + 2" if name in MONEY else f"(strlen({cell}) + length({cell})) // 2"


def write(answer: BatchAnswer, place: str) -> None:
    """Sheets of claims, of sums and of what was left out; `TooLong` where a sheet does not hold the rows."""
    rows, engine, summary, lang = answer.rows, answer.engine, answer.summary, answer.lang
    wide, firms = engine.query(widths(rows))[0], engine.query(subtotals(rows, answer.run.unclaimed()))
    count = summary.claims + summary.problems
    if max(count, len(firms) + len(summary.tallies) + 1, summary.left_out) > MOST_ROWS:
        raise TooLong(what=Text(f"共 {count} 行", f"there are {many(count, 'row')}"))
    with opened_workbook(place, folder=answer.folder) as book:
        page = Page(book, _CLAIMS.in_(lang), [*ANSWER_COLUMNS, *rows.carried], [_width(w) for w in wide])
        words = Phrases(answer.catalogue, lang)
        _claims(page, engine.stream(answer_cells(rows)), _UNKNOWN.in_(lang), cache(lambda ids: clean(in_words(ids, words))))
        headings = [heading.in_(lang) for heading in _SUBTOTALS]
        page = Page(book, _SUMMARY.in_(lang), headings, [40, 24, 48, 16, 8, 20, 20, 20, 12])
        _subtotals(page, firms, summary, answer.catalogue, lang)
        layers = layer_lines(answer.catalogue, tallied_measures(summary))
        for line in (asked(answer.days), *map(as_note, [*summary.contradictions, *late(answer.catalogue, answer.days.on), *layers])):
            page.next()
            page.text(0, clean(line.in_(lang)))
        if summary.left_out:
            headings = [heading.in_(lang) for heading in _LEFT_OUT]
            _left_out(Page(book, _LEFT.in_(lang), headings, [40, 40, 8, 32, 40]), answer.run.left_out())


def _claims(page: Page, rows: Iterable[Sequence[Any]], unknown: str, named: Callable[[str], str]) -> None:
    ids = {ANSWER_COLUMNS.index(name) for name in ("why", "asks")}
    money = {place for place, name in enumerate(ANSWER_COLUMNS) if name in MONEY}
    amount, on, high, verdict = (ANSWER_COLUMNS.index(name) for name in ("amount", "on", "high", "verdict"))
    for *values, amount_written, on_written in rows:
        page.next()
        instead = {amount: amount_written, on: on_written}
        for place, value in enumerate(values):
            if value is not None and place in money:
                page.fen(place, int(value))
            elif value is None and place == high and values[verdict] is not None:
                page.text(place, unknown)
            elif value is not None and place in ids:
                page.text(place, named(value))
            else:
                page.cell(place, instead.get(place) if value is None else value)


def _subtotals(page: Page, firms: Sequence[Sequence[Any]], summary: Summary, catalogue: Catalogue, lang: Lang) -> None:
    measures = [catalogue.measure(id) for id in catalogue.rows("measure")]
    of_firms = [(firm, MeasureTally(measures[m], *(int(figure) for figure in figures))) for firm, m, *figures in firms]
    for enterprise, tally in [*((_ALL.in_(lang), tally) for tally in summary.tallies), *of_firms]:
        page.next()
        measure = tally.measure
        # A firm is shown as its table writes it, as on the sheet of claims; what the catalogue says is cleaned.
        page.text(0, enterprise)
        for place, text in enumerate((measure.id, measure.title.in_(lang), NATURES[measure.nature].in_(lang)), 1):
            page.text(place, clean(text))
        page.cell(4, tally.claims)
        page.fen(5, tally.eligible_low)
        page.fen(6, tally.eligible_high)
        if tally.unknown:
            page.text(7, _UNKNOWN.in_(lang))
        else:
            page.fen(7, tally.unconfirmed_high)
        page.cell(8, tally.unknown + tally.apart)


def _left_out(page: Page, rows: Iterable[LeftOut]) -> None:
    for left in rows:
        page.next()
        page.text(0, left.enterprise)
        page.text(1, left.uncounted.item)
        page.text(2, left.row)
        page.text(3, clean("; ".join(left.uncounted.measures)))
        page.text(4, clean("; ".join(left.uncounted.facts)))


def _width(wide: int | None) -> int:
    return min(wide or 0, 60)
