"""The answer of a run over a table as a sheet for the terminal, and its summary as lines."""

from collections.abc import Callable, Sequence
from typing import Any, Literal

from bjsubsidy.batching.request import Summary, Tally
from bjsubsidy.batching.result import COLUMNS
from bjsubsidy.language import Lang, Text
from bjsubsidy.reports.phrases import VERDICTS, money
from bjsubsidy.reports.report import AS_OF, Days
from bjsubsidy.reports.sheet import Cell, Column, Sheet, Word, sheet

# A row: the answer's columns but row and m, then the amount and the day as they were written.
Row = Sequence[Any]


def batch(rows: Sequence[Row], lang: Lang) -> Sheet:
    """What could not be read stands as it was written."""

    def column(id: str, heading: Text, kind: Literal["text", "word", "date"] = "text") -> Column[Row]:
        place = COLUMNS.index(id)
        return Column(id, heading.in_(lang), lambda row: row[place], kind)

    def fen(id: str, heading: Text) -> Column[Row]:
        place = COLUMNS.index(id)
        return Column(id, heading.in_(lang), lambda row: None if row[place] is None else int(row[place]), "money")

    amount, on = fen("amount", Text("金额", "amount")), column("on", Text("日期", "on"), "date")
    verdict = column("verdict", Text("结论", "verdict"), "word")
    columns = [
        column("enterprise", Text("企业", "enterprise")),
        column("item", Text("项目", "item")),
        amount.replace(cell=_or_as_written(amount, -2)),
        on.replace(cell=_or_as_written(on, -1)),
        column("measure", Text("措施", "measure")),
        verdict.replace(cell=_in_words(verdict, lang)),
        fen("low", Text("最低", "low")),
        fen("high", Text("最高", "high")),
        fen("remaining", Text("上限余额", "cap left")),
        column("problem", Text("问题", "problem")),
    ]
    return sheet(columns, rows)


def _or_as_written(column: Column[Row], place: int) -> Callable[[Row], Cell]:
    def cell(row: Row) -> Cell:
        read = column.cell(row)
        written: str | None = row[place]
        return written if read is None else read

    return cell


def _in_words(column: Column[Row], lang: Lang) -> Callable[[Row], Cell]:
    def cell(row: Row) -> Cell:
        verdict = column.cell(row)
        return None if verdict is None else Word(str(verdict), VERDICTS[str(verdict)].in_(lang))

    return cell


def summary(said: Summary, days: Days, lang: Lang, best: bool) -> list[str]:
    """What a run came to: the day of asking, rows, problems, and what each measure pays; alternatives on one item are never added."""
    problems = Text(f"其中 {said.problems:,} 行有问题", f"{said.problems:,} of them with a problem")
    lines = [asked(days).in_(lang), Text(f"共 {said.rows:,} 行，{problems.zh}", f"{_many(said.rows, 'row')}, {problems.en}").in_(lang)]
    if said.unclaimed:
        why = Text("没有可选的措施", "nothing worth claiming") if best else Text("不在所选措施内", "none of these measures")
        left_out = Text(f"{said.unclaimed:,} 行{why.zh}，没有输出", f"{_many(said.unclaimed, 'row')} left out: {why.en} on them")
        lines.append(left_out.in_(lang))
    if said.unproven:
        unproven = Text(
            f"{said.unproven:,} 家企业的选择在限时内未证明为最优，可加大 --limit",
            f"the choice of {_many(said.unproven, 'firm')} was not proven best in time; give a larger --limit",
        )
        lines.append(unproven.in_(lang))
    return lines + [_tally(tally, lang) for tally in said.tallies]


def asked(days: Days) -> Text:
    """The day of asking, and whether somebody gave it: rows name their own days, and nothing else says this one."""
    today = Text("", "") if days.as_of_given else Text("（没有写，按今天计）", " (not given: today is taken)")
    return Text(f"{AS_OF.zh} {days.as_of}{today.zh}", f"{AS_OF.en} {days.as_of}{today.en}")


def _tally(tally: Tally, lang: Lang) -> str:
    unbounded = Text(f"，{tally.unbounded:,} 笔算不出", f", {tally.unbounded:,} without a figure") if tally.unbounded else Text("", "")
    return Text(
        f"{tally.measure.id}：{tally.claims:,} 笔，符合 {tally.eligible:,} 笔 {money(tally.eligible_high)} 元，"
        f"待定 {tally.unconfirmed:,} 笔至多 {money(tally.unconfirmed_high)} 元{unbounded.zh}",
        f"{tally.measure.id}: {_many(tally.claims, 'claim')}, {tally.eligible:,} eligible {money(tally.eligible_high)} yuan, "
        f"{tally.unconfirmed:,} unconfirmed at most {money(tally.unconfirmed_high)} yuan{unbounded.en}",
    ).in_(lang)


def _many(count: int, thing: str) -> str:
    return f"{count:,} {thing}{'' if count == 1 else 's'}"
