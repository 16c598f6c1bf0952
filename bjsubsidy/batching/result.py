"""Claims after caps as the rows of the answer: what every format writes, in fen and days, before anybody decided how."""

from collections.abc import Sequence

from bjsubsidy.batching.claims import Claims
from bjsubsidy.language import clean
from bjsubsidy.law.catalogue import Catalogue, page_ranges
from bjsubsidy.law.measure import Measure
from bjsubsidy.readers.headings import Layout
from bjsubsidy.record import Record

TEXTS = ("enterprise", "item", "input")
MONEY = ("amount", "low", "high", "uncapped", "remaining")
ANSWER_COLUMNS = (
    "enterprise",
    "item",
    "input",
    "amount",
    "on",
    "measure",
    "verdict",
    "bound",
    "low",
    "high",
    "uncapped",
    "remaining",
    "document",
    "pages",
    "problem",
)


class ResultQuery(Record):
    """A query that gives the answer, in order. Columns: row, m and apart, ANSWER_COLUMNS, then x0, x1, … for those `carried`.

    `apart` are claims that no sum holds, for the choice that their caps count by is open. Money is fen. A cell that could not be
    read stands as it was written in amount_written or on_written. Documents are printable; `odd` where some are more than plain
    words and CSV has to look at them again.
    """

    sql: str
    carried: tuple[str, ...]
    odd: bool = False


def answer_rows(rule: Claims, layout: Layout, claims: str) -> ResultQuery:
    """`claims` has typed columns, raw columns, m, met, uncapped, low, high, remaining and apart."""
    catalogue, text = rule.catalogue, rule.dialect.text
    name = rule.dialect.name
    columns = {
        **{id: _as_written(id, layout, rule) for id in TEXTS},
        "amount": name("amount"),
        "on": name("on"),
        "measure": rule.by_measure(lambda measure: text(measure.id)),
        "verdict": "CASE WHEN m >= 0 THEN CASE WHEN met THEN 'eligible' WHEN NOT met THEN 'ineligible' ELSE 'unconfirmed' END END",
        "bound": rule.by_measure(lambda measure: text(measure.bound)),
        "low": "low",
        "high": "high",
        "uncapped": "uncapped",
        "remaining": "remaining",
        "document": rule.by_measure(lambda measure: text(clean(documents(measure, catalogue)))),
        "pages": rule.by_measure(lambda measure: text(measure_pages(measure))),
        "problem": "problem",
        "amount_written": _raw("amount", layout),
        "on_written": _raw("on", layout),
    }
    said = [f"{value} AS {name(id)}" for id, value in columns.items()]
    said += [f"c{place} AS x{number}" for number, (place, _) in enumerate(layout.carried)]
    carried = headings([heading for _, heading in layout.carried])
    return ResultQuery(
        f"SELECT row, m, apart, {', '.join(said)} FROM ({claims})",
        carried,
        any(_odd(documents(measure, catalogue)) for _, measure in rule.numbered),
    )


def _odd(text: str) -> bool:
    """Whether documents are more than words that stand in a line of CSV as they are."""
    return bool(text) and (not text[0].isalnum() or any(mark in text for mark in '"\r\n'))


def headings(carried: Sequence[str]) -> tuple[str, ...]:
    """The carried headings, a number after one that stands already."""
    taken = {column.lower() for column in ANSWER_COLUMNS}
    named = []
    for heading in carried:
        name, count = heading or "_", 1
        while name.lower() in taken:
            count += 1
            name = f"{heading}_{count}"
        taken.add(name.lower())
        named.append(name)
    return tuple(named)


def documents(measure: Measure, catalogue: Catalogue) -> str:
    """Every document of a measure with its article."""
    said = [(catalogue.document(source.document or ""), source.article) for source in measure.sources if source.document]
    return "; ".join(dict.fromkeys(f"{document.number or document.title.zh} {article}" for document, article in said))


def measure_pages(measure: Measure) -> str:
    """The pages of the compendium, ranges joined."""
    return page_ranges(tuple(page for source in measure.sources if source.document for page in source.pages))


def _raw(id: str, layout: Layout) -> str:
    column = layout.column(id)
    return "CAST(NULL AS STRING)" if column is None else f"CASE WHEN m < 0 THEN CAST(c{column.place} AS STRING) END"


def _as_written(id: str, layout: Layout, rule: Claims) -> str:
    column = layout.column(id)
    if column is None:
        return "CAST(NULL AS STRING)"
    return f"coalesce({rule.dialect.name(id)}, CAST(c{column.place} AS STRING))"
