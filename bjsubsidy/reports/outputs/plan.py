"""The documents of `plan` and `plan --against`."""

from typing import Annotated

from typing_extensions import TypedDict

from bjsubsidy.answers.claim import Verdict
from bjsubsidy.law.measure import Nature
from bjsubsidy.planning.given_up import Reason
from bjsubsidy.readers.schema import Means
from bjsubsidy.reports.meanings import MEANINGS
from bjsubsidy.reports.outputs.common import (
    AnsweredJson,
    AssessmentJson,
    CapJson,
    ChangeOfMoney,
    DayText,
    DeadlineJson,
    EnvelopeJson,
    FactTable,
    Money,
    QuestionJson,
    TotalJson,
    UncountedJson,
)


class PlanTotalJson(TotalJson):
    """The sum of the plan, and by nature."""

    natures: Annotated[dict[Nature, TotalJson], Means("按性质；暂退款只在这里", "by nature; refunds stand here only")]


class PlannedClaimJson(AssessmentJson):
    """A claim of the plan."""

    item: Annotated[str, Means(*MEANINGS["item"])]
    input: Annotated[str, Means(*MEANINGS["input"])]
    amount: Annotated[Money, Means(*MEANINGS["amount"])]
    on: Annotated[DayText, Means(*MEANINGS["on"])]
    assumed: Annotated[
        FactTable, Means("未提供而代为取定的选项，按情况编号", "choices that nobody gave and that are assumed, by the id of the fact")
    ]


class GivenUpJson(TypedDict):
    """A measure that an item does not claim."""

    item: Annotated[str, Means(*MEANINGS["item"])]
    measure: Annotated[str, Means(*MEANINGS["measure"])]
    verdict: Annotated[Verdict, Means(*MEANINGS["verdict"])]
    high: Annotated[
        Money | None,
        Means("与其他申请并存时最高可得，元；未知时为 null", "the most it would bring beside the other claims; null where unknown"),
    ]
    reason: Annotated[Reason, Means("未采用的原因", "why it is given up, as an id")]
    why: Annotated[str, Means("原因的文字", "the reason in words")]


class CapBalanceJson(CapJson):
    """A cap after the plan."""

    measure: Annotated[str, Means(*MEANINGS["measure"])]
    received: Annotated[Money | None, Means("计划之前已用，元；未知时为 null", "used before the plan, in yuan; null where it is unknown")]
    claimed: Annotated[Money, Means("计划用去，元", "used by the plan, in yuan")]
    named: Annotated[
        dict[str, str | bool | int],
        Means("按什么合计的具体值；未指明的不列", "what it was counted by; a scope that nobody named is left out"),
    ]
    fits: Annotated[list[str], Means("另有申请而仍放得下的项目", "the items claimed elsewhere that would still fit")]


class PlanQuestionJson(QuestionJson):
    """A question, and what it is about."""

    items: Annotated[list[str], Means("有关的项目", "the items it is about")]
    measures: Annotated[list[str], Means("有关的措施", "the measures it is about")]


class PlanBody(TypedDict):
    """What `plan` answers."""

    enterprise: Annotated[str | None, Means("企业名称", "the name of the firm")]
    as_of: Annotated[DayText, Means(*MEANINGS["as_of"])]
    strict: Annotated[bool, Means("待定的是否按 0 计", "whether unconfirmed counts as nothing")]
    total: Annotated[PlanTotalJson, Means("资金、减免和补偿的合计", "the sum of grants, savings and compensation")]
    strict_low: Annotated[
        Money | None,
        Means(
            "--strict 所选组合的合计最低，元；不比这里多或没有证完时为空",
            "the low total of the set of --strict, in yuan; null where it is no more than this one's or not proven",
        ),
    ]
    uncounted: Annotated[list[UncountedJson], Means("金额未知而未计入的项目", "items that no total holds, for their amount is unknown")]
    sum_proven: Annotated[bool, Means("合计最高额是否已证明最大", "whether the high total is proven the largest")]
    proven: Annotated[
        bool, Means("是否已证明按合计最高额没有更好的组合", "whether it is proven that no other set is better by the high total")
    ]
    gap: Annotated[Money, Means("更好的组合至多再多多少，元", "how much more a better set could bring at most, in yuan")]
    refund_gap: Annotated[Money, Means("更好的组合至多再多退多少，元", "how much more a better set could have refunded, in yuan")]
    claims: Annotated[list[PlannedClaimJson], Means("所选的申请", "the claims that are chosen")]
    given_up: Annotated[list[GivenUpJson], Means("未采用的措施", "the measures that are given up")]
    caps: Annotated[list[CapBalanceJson], Means("计划之后的各项上限", "the caps after the plan")]
    questions: Annotated[list[PlanQuestionJson], Means("先问什么", "what to ask first")]
    deadlines: Annotated[list[DeadlineJson], Means("与所选申请有关的日期", "the dates that matter for these claims")]
    limits: Annotated[list[str], Means("与所选申请有关的时限", "the ids of the time limits that matter for them")]


class PlanJson(EnvelopeJson, PlanBody):
    """The document of `plan`."""


class SideJson(TotalJson):
    """One of the two plans."""

    uncounted: Annotated[list[UncountedJson], Means("金额未知而未计入的项目", "items that no total holds")]


class TotalChangeJson(TypedDict):
    """After less before."""

    low: Annotated[ChangeOfMoney, Means("最低合计的增减，元", "the change of the low total, in yuan")]
    high: Annotated[
        ChangeOfMoney | None, Means("最高合计的增减，元；未知时为 null", "the change of the high total; null where it is unknown")
    ]


class ChangedJson(TypedDict):
    """An item whose claim differs."""

    item: Annotated[str, Means(*MEANINGS["item"])]
    before: Annotated[AnsweredJson | None, Means("原申请；没有时为 null", "its claim before; null where it has none")]
    after: Annotated[AnsweredJson | None, Means("现申请；没有时为 null", "its claim after; null where it has none")]
    change: Annotated[ChangeOfMoney, Means(*MEANINGS["change"])]
    low_change: Annotated[ChangeOfMoney, Means(*MEANINGS["low_change"])]


class AgainstBody(TypedDict):
    """What `plan --against` answers."""

    before: Annotated[SideJson, Means("第一份资料的计划", "the plan of the first profile")]
    after: Annotated[SideJson, Means("第二份资料的计划", "the plan of the second profile")]
    as_of: Annotated[DayText | None, Means(*MEANINGS["as_of"])]
    change: Annotated[TotalChangeJson, Means("后者减前者", "after less before")]
    claims: Annotated[list[ChangedJson], Means("不同的项目", "the items that differ")]
    unchanged: Annotated[int, Means("不变的项数", "how many claims are the same")]


class AgainstJson(EnvelopeJson, AgainstBody):
    """The document of `plan --against`."""
