"""What `plan --against` tells: what changes between two profiles of the same firm."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from bjsubsidy.answers.dates import AS_OF_LABEL, contradictions_of, undated_items
from bjsubsidy.language import Lang, Text, clean, many
from bjsubsidy.law.catalogue import Catalogue
from bjsubsidy.planning.compare import Change, Comparison
from bjsubsidy.planning.plan import PlannedClaim
from bjsubsidy.planning.totals import beside_change, figure_of_change
from bjsubsidy.quantities import folded, money_text
from bjsubsidy.reports.document import money_of, outcome_of
from bjsubsidy.reports.phrases import MARKS, Phrases, grouped_money
from bjsubsidy.reports.plan_document import total_of, uncounted_of
from bjsubsidy.reports.plan_table import uncounted_lines, unproven
from bjsubsidy.reports.report import Days, Report, defaulted
from bjsubsidy.reports.sheet import Column, Sheet, Word, sheet

if TYPE_CHECKING:
    from bjsubsidy.reports.outputs.common import AnsweredJson
    from bjsubsidy.reports.outputs.plan import AgainstBody, ChangedJson


class AgainstReport(Report):
    """What changes between two profiles of one firm."""

    schema = "plan-against/2"

    def __init__(self, answer: Comparison, catalogue: Catalogue, lang: Lang, days: Days) -> None:
        super().__init__(catalogue, lang, days)
        self.answer = answer
        self.words = Phrases(catalogue, lang)

    @classmethod
    def shape(cls) -> Any:
        from bjsubsidy.reports.outputs.plan import AgainstJson

        return AgainstJson

    def body(self) -> "AgainstBody":
        answer = self.answer
        return {
            "before": {**total_of(answer.before.total), "uncounted": uncounted_of(answer.before)},
            "after": {**total_of(answer.after.total), "uncounted": uncounted_of(answer.after)},
            "as_of": self.days.as_of.isoformat() if self.days.as_of else None,
            "change": {"low": money_text(answer.low), "high": money_of(answer.high)},
            "claims": [_change(change) for change in answer.changes],
            "unchanged": answer.unchanged,
        }

    def table(self) -> Sheet:
        words = self.words
        columns: list[Column[Change]] = [
            Column("item", words.say("项目", "item"), lambda row: row.label),
            Column("before", words.say("原措施", "before"), lambda row: _measure(row.before, words)),
            Column("before_high", words.say("原最高（元）", "high (yuan)"), lambda row: _high(row.before), "money"),
            Column("after", words.say("现措施", "after"), lambda row: _measure(row.after, words)),
            Column("after_high", words.say("现最高（元）", "high (yuan)"), lambda row: _high(row.after), "money"),
            Column("low_change", words.say("最低增减", "change of low"), lambda row: row.low_by, "money"),
            Column("change", words.say("最高增减", "change of high"), lambda row: row.by, "money"),
        ]
        return sheet(columns, self.answer.changes, [], _lines(self.answer, words), title=words.say("两份资料的差别", "what changes"))

    def defaults(self) -> list[Text]:
        asked = defaulted([(AS_OF_LABEL, self.days.as_of, self.days.as_of_given)])
        return [*asked, *dict.fromkeys([*undated_items(self.answer.before.profile), *undated_items(self.answer.after.profile)])]

    def contradictions(self) -> list[Text]:
        profiles = (self.answer.before.profile, self.answer.after.profile)
        found = [text for profile in profiles for text in contradictions_of(profile.items, profile.as_of, self.catalogue)]
        return list(dict.fromkeys(found))

    def amount(self) -> str:
        return figure_of_change(self.answer, self.catalogue)

    def beside_amount(self) -> list[Text]:
        return beside_change(self.answer, self.catalogue)

    def notes(self) -> Sequence[Text]:
        return [*_of_two_firms(self.answer), *unproven(self.answer.before), *unproven(self.answer.after)]


def _of_two_firms(answer: Comparison) -> Sequence[Text]:
    """That the profiles are of two firms: by their codes where both have one, else by their names."""
    before, after = answer.before.profile, answer.after.profile
    pairs = (before.credit_code, after.credit_code), (before.name, after.name)
    one, other = next(((one, other) for one, other in pairs if one and other), ("", ""))
    if folded(one) == folded(other):
        return ()
    zh, en = (
        f"比较的是两家企业的资料：“{clean(one)}”和“{clean(other)}”",
        f"these are profiles of two firms: “{clean(one)}” and “{clean(other)}”",
    )
    return (Text(f"注意：{zh}", f"note: {en}"),)


def _measure(kept: PlannedClaim | None, words: Phrases) -> Word:
    if kept is None:
        return Word("", words.say("无", "none"))
    claim = kept.assessment.claim
    id = claim.measure.id
    return Word(id, f"{MARKS[claim.verdict]} {claim.measure.title.in_(words.lang)}", ((words.say("编号", "id"), id),))


def _high(kept: PlannedClaim | None) -> int | None:
    return 0 if kept is None else kept.assessment.high


def _lines(answer: Comparison, words: Phrases) -> list[str]:
    before, after = answer.before.total, answer.after.total
    unknown = words.say("未知", "unknown")
    first, second, change = (unknown if fen is None else grouped_money(fen) for fen in (before.high, after.high, answer.high))
    return [
        words.say(f"合计最高 {first} → {second}，增减 {change}", f"total high {first} → {second}, change {change}"),
        words.say(
            f"合计最低 {grouped_money(before.low)} → {grouped_money(after.low)}，增减 {grouped_money(answer.low)}",
            f"total low {grouped_money(before.low)} → {grouped_money(after.low)}, change {grouped_money(answer.low)}",
        ),
        words.say(f"不变的 {answer.unchanged} 项", f"{many(answer.unchanged, 'claim')} unchanged"),
        *(words.say(f"原资料：{line}", f"before: {line}") for line in uncounted_lines(answer.before, words)),
        *(words.say(f"现资料：{line}", f"after: {line}") for line in uncounted_lines(answer.after, words)),
    ]


def _change(change: Change) -> "ChangedJson":
    return {
        "item": change.label,
        "before": _claimed(change.before),
        "after": _claimed(change.after),
        "change": money_text(change.by),
        "low_change": money_text(change.low_by),
    }


def _claimed(kept: PlannedClaim | None) -> "AnsweredJson | None":
    return None if kept is None else outcome_of(kept.assessment)
