"""The answer as a workbook: numbers as numbers, text never as a formula, and a sheet of subtotals."""

from collections.abc import Iterable, Sequence
from typing import Any

from bjsubsidy.batching.request import Summary
from bjsubsidy.batching.result import COLUMNS, MONEY, ResultQuery
from bjsubsidy.language import Lang, Text, clean
from bjsubsidy.law.catalogue import Catalogue
from bjsubsidy.reports.batch import asked
from bjsubsidy.reports.phrases import NATURES
from bjsubsidy.writers.batch.answer import Answer, cells
from bjsubsidy.writers.page import MOST_ROWS, Page, TooLong, opened

_CLAIMS, _SUMMARY = Text("申请", "claims"), Text("汇总", "summary")
_ALL = Text("（全部企业）", "(all enterprises)")
_SUBTOTALS = (
    Text("企业", "enterprise"),
    Text("措施", "measure"),
    Text("名称", "title"),
    Text("性质", "nature"),
    Text("笔数", "claims"),
    Text("符合的金额", "eligible"),
    Text("待定的最高额", "unconfirmed, at most"),
)


def subtotals(answer: ResultQuery) -> str:
    """Of each firm and measure, in order of appearance: enterprise, place of the measure, claims, eligible and unconfirmed high in fen."""
    highs = ", ".join(f"CAST(coalesce(sum(high) FILTER (verdict = '{v}'), 0) AS STRING)" for v in ("eligible", "unconfirmed"))
    claims = f"SELECT * FROM ({answer.sql}) WHERE m >= 0"
    return f"SELECT enterprise, m, count(*), {highs} FROM ({claims}) GROUP BY enterprise, m ORDER BY min(row), m"


def widths(answer: ResultQuery) -> str:
    """One row: the columns' widest cells, a Chinese character counting two."""
    names = [*COLUMNS, *(f"x{n}" for n, _ in enumerate(answer.carried))]
    return f"SELECT {', '.join(f'max({_wide(name)})' for name in names)} FROM ({answer.sql})"


def _wide(name: str) -> str:
    cell = f'CAST("{name}" AS STRING)'
    return f"length(format('{{:,}}', \"{name}\")) + 2" if name in MONEY else f"(strlen({cell}) + length({cell})) // 2"


def write(answer: Answer, place: str) -> None:
    rows, engine, summary, lang = answer.rows, answer.engine, answer.summary, answer.lang
    wide, firms = engine.query(widths(rows))[0], engine.query(subtotals(rows))
    count = summary.claims + summary.problems
    if max(count, len(firms) + len(summary.tallies) + 1) > MOST_ROWS:
        raise TooLong(what=Text(f"共 {count} 行", f"there are {count} rows"))
    with opened(place, folder=answer.folder) as book:
        _claims(Page(book, _CLAIMS.in_(lang), [*COLUMNS, *rows.carried], [_width(w) for w in wide]), engine.stream(cells(rows)))
        headings = [heading.in_(lang) for heading in _SUBTOTALS]
        page = Page(book, _SUMMARY.in_(lang), headings, [40, 24, 48, 16, 8, 20, 20])
        _subtotals(page, firms, summary, answer.catalogue, lang)
        page.next()
        page.text(0, asked(answer.days).in_(lang))


def _claims(page: Page, rows: Iterable[Sequence[Any]]) -> None:
    money = {place for place, name in enumerate(COLUMNS) if name in MONEY}
    amount, on = COLUMNS.index("amount"), COLUMNS.index("on")
    for *values, amount_written, on_written in rows:
        page.next()
        instead = {amount: amount_written, on: on_written}
        for place, value in enumerate(values):
            if value is not None and place in money:
                page.fen(place, int(value))
            else:
                page.cell(place, instead.get(place) if value is None else value)


def _subtotals(page: Page, firms: Sequence[Sequence[Any]], summary: Summary, catalogue: Catalogue, lang: Lang) -> None:
    every = list(catalogue.rows("measure"))
    all_firms = [(_ALL.in_(lang), t.measure.id, t.claims, t.eligible_high, t.unconfirmed_high) for t in summary.tallies]
    for enterprise, id, claims, eligible, unconfirmed in [*all_firms, *((firm, every[m], *rest) for firm, m, *rest in firms)]:
        page.next()
        measure = catalogue.measure(id)
        for place, text in enumerate((enterprise, clean(id), clean(measure.title.in_(lang)), NATURES[measure.nature].in_(lang))):
            page.text(place, clean(text))
        page.cell(4, claims)
        page.fen(5, int(eligible))
        page.fen(6, int(unconfirmed))


def _width(wide: int | None) -> int:
    return min(wide or 0, 60)
