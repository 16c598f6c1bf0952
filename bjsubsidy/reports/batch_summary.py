"""What a run over a table came to, as lines for standard error and as JSON carries it."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from bjsubsidy.answers.amount import waiting
from bjsubsidy.answers.dates import AS_OF_LABEL
from bjsubsidy.batching.noted import MOST_PLACES, places_said
from bjsubsidy.batching.request import LeftOut, MeasureTally, Summary
from bjsubsidy.batching.row_problems import Cause, SaidProblem, quoted
from bjsubsidy.language import Lang, Text, clean, many
from bjsubsidy.law.catalogue import Catalogue
from bjsubsidy.quantities import money_text
from bjsubsidy.record import Record
from bjsubsidy.reports.layered import EntryName, layer_lines
from bjsubsidy.reports.phrases import grouped_money
from bjsubsidy.reports.report import Days

if TYPE_CHECKING:
    from bjsubsidy.reports.outputs.batch import CauseJson, SaidProblemJson, SummaryJson, TallyJson

# How many causes of problems the lines name.
_MOST_CAUSES = 8


class Elsewhere(Record):
    """Where what the lines do not name stands: all problems, and all rows that no sum holds; how a run `fails` on a problem."""

    problems: Text
    uncounted: Text
    fails: Text = Text("", "")


def summary_lines(said: Summary, catalogue: Catalogue, days: Days, lang: Lang, best: bool, elsewhere: Elsewhere) -> list[str]:
    """The day of asking, rows, problems by cause, and what each measure pays; alternatives on one item are never added."""
    lines = [asked(days), _rows(said, elsewhere.fails), *_causes(said.causes, elsewhere)]
    if said.unclaimed:
        why = Text("没有可选的措施", "nothing worth claiming") if best else Text("不在所选措施内", "none of these measures")
        at = places_said(said.unclaimed_places)
        lines.append(
            Text(f"{said.unclaimed:,} 行{why.zh}，没有输出{at.zh}", f"{many(said.unclaimed, 'row')} left out: {why.en} on them{at.en}")
        )
    if said.unproven:
        lines.append(
            Text(
                f"{said.unproven:,} 家企业的选择在限时内未证明为最优，可加大 --limit",
                f"the choice of {many(said.unproven, 'firm')} was not proven best in time; give a larger --limit",
            )
        )
    lines += layer_lines(catalogue, tallied_measures(said))
    if said.tallies:
        lines += [_measures(best), *map(_tally, said.tallies)]
    return [line.in_(lang) for line in [*lines, *_left_out(said, catalogue, elsewhere)]]


def _rows(said: Summary, fails: Text) -> Text:
    if not said.problems:
        return Text(f"共 {said.rows:,} 行，没有问题行", f"{many(said.rows, 'row')}, none with a problem")
    return Text(
        f"共 {said.rows:,} 行，其中 {said.problems:,} 行有问题，没有计入{fails.zh}",
        f"{many(said.rows, 'row')}, {said.problems:,} of them with a problem and not counted{fails.en}",
    )


def tallied_measures(said: Summary) -> list[EntryName]:
    """The measures that a run came to something under."""
    return [("measure", tally.measure.id) for tally in said.tallies]


def asked(days: Days) -> Text:
    """The day of asking, and whether somebody gave it: rows name their own days, and nothing else says this one."""
    today = today_taken(days)
    return Text(f"{AS_OF_LABEL.zh} {days.as_of}{today.zh}", f"{AS_OF_LABEL.en} {days.as_of}{today.en}")


def today_taken(days: Days) -> Text:
    """That today stands for a day of asking that nobody gave; nothing where somebody did."""
    return Text("", "") if days.as_of_given else Text("（没有写，按今天计）", " (not given: today is assumed)")


def _causes(causes: Sequence[Cause], elsewhere: Elsewhere) -> Iterator[Text]:
    """A line for each cause with its rows, and under it what its problems are where they differ; the others are counted."""
    for cause in causes[:_MOST_CAUSES]:
        rows, (heading, what, now) = cause_rows(cause), cause.problem
        of = (f"{heading}：", f"{heading}: ") if heading else ("", "")
        yield Text(f"  {of[0]}{what}{now}{rows.zh}", f"  {of[1]}{' '.join(filter(None, (what, now)))}{rows.en}")
        if cause.distinct > 1:
            yield from _each(cause)
    if others := len(causes[_MOST_CAUSES:]):
        kinds = many(others, "other kind of problem", "other kinds of problem")
        yield Text(f"  另有 {others} 种问题，{elsewhere.problems.zh}", f"  and {kinds}: {elsewhere.problems.en}")


def _each(cause: Cause) -> Iterator[Text]:
    """What differs among the problems of a cause, each with its own advice and rows."""
    for said in cause.each:
        value, rows = quoted(said.problem), cause_rows(said)
        now = "" if cause.problem.write else said.problem.write
        yield Text(f"    {value}{now and '：'}{now}{rows.zh}", f"    {value}{now and ': '}{now}{rows.en}")
    if cause.others[0]:
        others = other_problems(cause)
        yield Text(f"    {others.zh}", f"    {others.en}")


def other_problems(cause: Cause) -> Text:
    """How many different problems of a cause are not told, and on how many rows."""
    several, rows = cause.others
    return Text(
        f"另有 {several:,} 种这样的问题，共 {rows:,} 行", f"and {many(several, 'other problem')} of this kind, on {many(rows, 'row')}"
    )


def cause_rows(cause: SaidProblem) -> Text:
    """How many rows have a problem, and the first of them."""
    places = places_said([*cause.places, *([""] if cause.rows > MOST_PLACES else [])])
    return Text(f"——{cause.rows:,} 行{places.zh}", f" — {many(cause.rows, 'row')}{places.en}")


def cause_places(cause: SaidProblem) -> Text:
    """The first rows of a problem by themselves."""
    return some_places(cause.places, cause.rows)


def some_places(places: Sequence[str | None], count: int) -> Text:
    """Rows by their places, … where there are more of them."""
    known, more = [place for place in places if place is not None], "…" if count > len(places) else ""
    return Text("、".join(known) + more, ", ".join(known) + more)


def _measures(best: bool) -> Text:
    if best:
        return Text("各项措施的合计（元）：", "sums by measure (yuan):")
    return Text(
        "各项措施的合计（元；一个项目只能申请一项，各项不可相加）：",
        "sums by measure (yuan; one measure for one item, so they do not add up):",
    )


def _tally(tally: MeasureTally) -> Text:
    title, known, low = tally.measure.title, grouped_money(tally.counted), grouped_money(tally.eligible_low)
    high = (known, known) if tally.high is not None else (f"未知（已知的至多 {known}）", f"unknown (what is known: at most {known})")
    counts, apart = _counts(tally), Text("", "")
    if tally.apart:
        apart = Text(f"；{tally.apart:,} 笔未计入", f"; {tally.apart:,} not in the sums")
    return Text(
        f"  {title.zh}：最低 {low}，最高 {high[0]}（{tally.claims:,} 笔{counts.zh}{apart.zh}）",
        f"  {title.en}: low {low}, high {high[1]} ({many(tally.claims, 'claim')}{counts.en}{apart.en})",
    )


def _counts(tally: MeasureTally) -> Text:
    """How many claims have each verdict, and how many have no figure."""
    counts = [
        (tally.eligible, Text("符合", "eligible")),
        (tally.unconfirmed, Text("待定", "unconfirmed")),
        (tally.ineligible, Text("不符合", "ineligible")),
        (tally.unknown, Text("金额未知", "of unknown amount")),
    ]
    said = [(f"{name.zh} {count:,}", f"{count:,} {name.en}") for count, name in counts if count]
    return Text("：" + "，".join(zh for zh, _ in said), ": " + ", ".join(en for _, en in said)) if said else Text("", "")


def _left_out(said: Summary, catalogue: Catalogue, elsewhere: Elsewhere) -> list[Text]:
    """The first rows whose amount no sum holds, with the facts that would tell it."""
    if not said.left_out:
        return []
    rows = [left.uncounted.replace(item=_named(left)) for left in said.first]
    needs, others = waiting(rows, catalogue), Text("", "")
    if said.more:
        others = Text(
            f"；另有 {said.more:,} 行，{elsewhere.uncounted.zh}", f"; and {many(said.more, 'row')} more: {elsewhere.uncounted.en}"
        )
    line = Text(
        f"未计入合计 {said.left_out:,} 行：{needs.zh}{others.zh}", f"not in the sums, {many(said.left_out, 'row')}: {needs.en}{others.en}"
    )
    return [line]


def _named(left: LeftOut) -> str:
    """The firm and the item of a row, or its number where it has no name."""
    return clean(f"{left.enterprise} {left.uncounted.item or left.row}")


def summary_document(said: Summary, left_out: Iterable[LeftOut]) -> "SummaryJson":
    """The summary as JSON carries it; every row that a sum leaves out is named."""
    return {
        "rows": said.rows,
        "problems": said.problems,
        "causes": [_cause_of(cause) for cause in said.causes],
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


def _cause_of(cause: Cause) -> "CauseJson":
    each = [_said_problem(said) for said in cause.each]
    return {"column": cause.problem.heading or None, **_said_problem(cause), "distinct": cause.distinct, "each": each}


def _said_problem(said: SaidProblem) -> "SaidProblemJson":
    _, what, now = said.problem
    return {"problem": what, "write": now or None, "rows": said.rows, "first": list(said.places)}


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
