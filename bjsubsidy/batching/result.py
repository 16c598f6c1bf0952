"""Claims after caps as the rows of the answer: what every format writes, in fen and days, before anybody decided how."""

from collections.abc import Sequence
from typing import Literal

from bjsubsidy.batching.claims import Claims
from bjsubsidy.batching.row_problems import problem_said
from bjsubsidy.formula.sql import FIRM_COLUMN
from bjsubsidy.formula.tree import Test
from bjsubsidy.language import Lang, Text, clean
from bjsubsidy.law.catalogue import Catalogue, page_ranges
from bjsubsidy.law.condition import condition_id
from bjsubsidy.law.measure import Measure
from bjsubsidy.readers.headings import Layout
from bjsubsidy.record import Record

AnswerKind = Literal["name", "money", "day", "id", "verdict", "bound", "text"]


class AnswerColumn(Record):
    """A column of the answer: what stands over it and in it. `problem` is what a row has there that could not be read.

    `written`: what its table says there, as it is written; `zero`: it pays nothing; `said`: the problem itself; `placed`: where the
    row stands.
    """

    id: str
    kind: AnswerKind
    heading: Text
    means: Text
    problem: Literal["written", "zero", "said", "placed"] | None = None


ANSWER_ROW = (
    AnswerColumn("enterprise", "name", Text("企业", "enterprise"), Text("企业，照表中所写", "the firm, as the table has it"), "written"),
    AnswerColumn("item", "name", Text("项目", "item"), Text("项目，照表中所写", "the item, as the table has it"), "written"),
    AnswerColumn("input", "name", Text("计算项目", "input"), Text("计算项目的编号", "the id of the input"), "written"),
    AnswerColumn(
        *("amount", "money", Text("金额", "amount")),
        *(Text("金额，元；有问题的行照表中所写", "the amount in yuan; of a row with a problem as it is written"), "written"),
    ),
    AnswerColumn(
        *("on", "day", Text("日期", "on")),
        *(Text("费用发生日；有问题的行照表中所写", "the day of the expense; of a row with a problem as it is written"), "written"),
    ),
    AnswerColumn("measure", "id", Text("措施", "measure"), Text("措施的编号", "the id of the measure")),
    AnswerColumn(
        "verdict",
        "verdict",
        Text("结论", "verdict"),
        Text("结论：eligible、unconfirmed、ineligible", "eligible, unconfirmed or ineligible"),
    ),
    AnswerColumn("bound", "bound", Text("金额口径", "amount is"), Text("金额口径：exact、at-most、range", "exact, at-most or range")),
    AnswerColumn(
        *("low", "money", Text("最低", "low")),
        *(Text("上限后最低可得，元", "the least it brings after caps, in yuan"), "zero"),
    ),
    AnswerColumn(
        *("high", "money", Text("最高", "high")),
        *(Text("上限后最高可得，元；未知时为空", "the most it brings after caps, in yuan; empty where nobody can say yet"), "zero"),
    ),
    AnswerColumn(
        *("uncapped", "money", Text("上限前", "before caps")),
        Text("上限前按最高比例计的金额，元，不论结论", "the amount at the high rate before any cap, in yuan, whatever the verdict"),
    ),
    AnswerColumn(
        *("remaining", "money", Text("上限尚余", "cap remaining")),
        Text("本笔之后最紧的上限尚余，元；没有上限时为空", "what the tightest cap has left after the claim, in yuan; empty without a cap"),
    ),
    AnswerColumn("document", "text", Text("文件", "document"), Text("文号（没有的为名称）和条款", "the documents with their articles")),
    AnswerColumn("pages", "text", Text("页", "pages"), Text("汇编的页码", "the pages of the compendium")),
    AnswerColumn(
        *("problem", "text", Text("问题", "problem")),
        *(Text("读不出的单元格和原因；没有问题时为空", "what could not be read, and why; empty where all could"), "said"),
    ),
    AnswerColumn(
        *("row", "text", Text("行", "row")),
        Text(
            "在表中的位置，如“文件!工作表!行”，只有一个文件或工作表时不写；Spark 上为空",
            "where it stands: file!sheet!row, without file or sheet where there is one; empty on Spark",
        ),
        "placed",
    ),
    AnswerColumn(
        *("why", "text", Text("不符合或未知的条件", "unmet or unknown")),
        Text(
            "不符合或未知的条件的编号，以“; ”分隔：所问的情况；不问情况的为 from、until、apply-by（日期）、"
            "amount、in-month（金额）、received-instead（已收款）或 proposed（仅为建议）",
            "the ids of the conditions that are unmet or stay open, with “; ” between them: the fact each asks; without one from, "
            "until or apply-by (days), amount or in-month (the amount), received-instead (receipts), or proposed (not decided)",
        ),
    ),
    AnswerColumn(
        *("asks", "text", Text("需要的情况", "facts that would settle it")),
        Text(
            "待定时，能够确定结论的情况的编号，以“; ”分隔",
            "where it is unconfirmed the ids of the facts that would settle it, with “; ” between them",
        ),
    ),
)
ANSWER_COLUMNS = tuple(column.id for column in ANSWER_ROW)
TEXTS = tuple(column.id for column in ANSWER_ROW if column.kind == "name")
MONEY = tuple(column.id for column in ANSWER_ROW if column.kind == "money")
# What stands between the ids of one cell.
BETWEEN = "; "


class ResultQuery(Record):
    """A query that gives the answer, in order: number, m, apart, firm, ANSWER_COLUMNS, then x0, x1, … for those `carried`.

    `number` is the row's place among all rows, m the measure's in the catalogue, `firm` what the firm of a row is compared by.
    `apart` are claims that no sum holds, for the choice that their caps count by is open. Money is fen. A cell that could not be
    read stands as it was written in amount_written or on_written, and problem_marked has the parts of the problem. Documents are
    printable; `odd` where some are more than plain words and CSV has to look at them again.
    """

    sql: str
    carried: tuple[str, ...]
    odd: bool = False


def answer_rows(rule: Claims, layout: Layout, claims: str, place: str, lang: Lang) -> ResultQuery:
    """`claims` has typed columns, raw columns, m, met, uncapped, low, high, remaining and apart; `place` says where a row stands."""
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
        "problem": problem_said("problem", rule.dialect, lang),
        "row": place,
        "why": f"CASE WHEN NOT coalesce(met, FALSE) THEN {rule.by_measure(lambda measure: _not_met(measure, rule))} END",
        "asks": f"CASE WHEN met IS NULL THEN {rule.by_measure(lambda measure: _missing(measure, rule))} END",
        "amount_written": _raw("amount", layout),
        "on_written": _raw("on", layout),
        "problem_marked": "problem",
    }
    said = [f"{value} AS {name(id)}" for id, value in columns.items()]
    said += [f"c{place} AS x{number}" for number, (place, _) in enumerate(layout.carried)]
    carried = headings([heading for _, heading in layout.carried])
    return ResultQuery(
        f"SELECT row AS number, m, apart, {FIRM_COLUMN}, {', '.join(said)} FROM ({claims})",
        carried,
        any(_odd(documents(measure, catalogue)) for _, measure in rule.numbered),
    )


def _not_met(measure: Measure, rule: Claims) -> str | None:
    """The ids of the conditions that are unmet or stay open, in the order of the rule."""
    tests: dict[str, list[Test]] = {}
    for test in rule.tests(measure):
        tests.setdefault(condition_id(test), []).append(test)
    return _listed([f"CASE WHEN {rule.reading.all(of)} THEN NULL ELSE {rule.dialect.text(id)} END" for id, of in tests.items()], rule)


def _missing(measure: Measure, rule: Claims) -> str | None:
    """The facts that nobody gave and a condition that stays open asks, in the order of the rule."""
    asking: dict[str, list[str]] = {}
    for test in rule.tests(measure):
        for fact, where in rule.reading.open_facts(test):
            asking.setdefault(fact, []).append(where)
    lacks = {fact: f"{rule.reading.column(fact)} IS NULL AND ({' OR '.join(open_)})" for fact, open_ in asking.items()}
    return _listed([f"CASE WHEN {lack} THEN {rule.dialect.text(fact)} END" for fact, lack in lacks.items()], rule)


def _listed(ids: Sequence[str], rule: Claims) -> str | None:
    return f"nullif(concat_ws({rule.dialect.text(BETWEEN)}, {', '.join(ids)}), '')" if ids else None


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


def documents(measure: Measure, catalogue: Catalogue, lang: Lang = "zh") -> str:
    """Every document of a measure with its article, in the words of a language; programs read the Chinese."""
    said = [(catalogue.document(source.document or ""), source.article) for source in measure.sources if source.document]
    return "; ".join(dict.fromkeys(f"{document.number or document.title.in_(lang)} {article}" for document, article in said))


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
