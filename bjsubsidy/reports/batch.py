"""The answer of a run over a table as a sheet for the terminal, and its summary as lines."""

from collections.abc import Iterable, Sequence
from typing import Any

from bjsubsidy.batching.request import Summary, Tally
from bjsubsidy.batching.result import COLUMNS
from bjsubsidy.language import Lang, Text
from bjsubsidy.reports.phrases import VERDICTS, money
from bjsubsidy.reports.report import AS_OF, Days
from bjsubsidy.reports.sheet import Cell, Column, Sheet, Word

_SHOWN: tuple[tuple[str, Text], ...] = (
    ("enterprise", Text("企业", "enterprise")),
    ("item", Text("项目", "item")),
    ("amount", Text("金额", "amount")),
    ("on", Text("日期", "on")),
    ("measure", Text("措施", "measure")),
    ("verdict", Text("结论", "verdict")),
    ("low", Text("最低", "low")),
    ("high", Text("最高", "high")),
    ("remaining", Text("上限余额", "cap left")),
    ("problem", Text("问题", "problem")),
)
_MONEY = ("amount", "low", "high", "remaining")


def batch(rows: Iterable[Sequence[Any]], lang: Lang) -> Sheet:
    """`rows` are the answer's columns but row and m; what could not be read, as it was written, stands last."""
    kinds = {"amount": "money", "low": "money", "high": "money", "remaining": "money", "on": "date", "verdict": "word"}
    columns = [Column(id, heading.in_(lang), kinds.get(id, "text")) for id, heading in _SHOWN]  # type: ignore[arg-type]
    places = [COLUMNS.index(id) for id, _ in _SHOWN]
    return Sheet(columns, [[_cell(COLUMNS[place], row, place, lang) for place in places] for row in rows])


def _cell(name: str, row: Sequence[Any], place: int, lang: Lang) -> Cell:
    value = row[place]
    if name == "verdict" and value is not None:
        return Word(value, VERDICTS[value].in_(lang))
    if value is None and name in ("amount", "on"):
        written: str | None = row[-2] if name == "amount" else row[-1]
        return written
    return int(value) if name in _MONEY and value is not None else value


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
