"""The documents of `calc` and `sweep`."""

from typing import Annotated, NotRequired

from typing_extensions import TypedDict

from bjsubsidy.answers.claim import Verdict
from bjsubsidy.answers.curve import BreakpointKind
from bjsubsidy.readers.schema import Means
from bjsubsidy.reports.meanings import MEANINGS
from bjsubsidy.reports.outputs.common import AnsweredJson, AssessmentJson, DayText, EnvelopeJson, FactTable, Money, QuestionJson


class StaircaseJson(TypedDict):
    """Equal jumps, one after another."""

    next: Annotated[Money, Means("第一次跳变的金额，元", "the amount of the first jump, in yuan")]
    every: Annotated[str, Means("相邻两次跳变的金额之差，元，精确", "how far one jump is from the next, in yuan, exactly")]
    adds: Annotated[str, Means("每次跳变支持的增减，元，精确", "by how much each changes the support, in yuan, exactly")]


class BreakpointJson(AnsweredJson):
    """An amount from which a measure pays otherwise, and what it brings there."""

    kind: Annotated[BreakpointKind, Means(*MEANINGS["breakpoint"])]
    amount: Annotated[Money, Means(*MEANINGS["breaks_at"])]
    steps: NotRequired[
        Annotated[
            StaircaseJson,
            Means("此后按相等的台阶变化；没有台阶时不列", "the equal steps in which it goes on; left out where there are none"),
        ]
    ]


class QueryJson(TypedDict):
    """What was asked."""

    input: Annotated[str, Means(*MEANINGS["input"])]
    on: Annotated[DayText, Means(*MEANINGS["on"])]
    as_of: Annotated[DayText, Means(*MEANINGS["as_of"])]
    facts: Annotated[FactTable, Means("所给的情况，按编号；比率为小数", "the facts that were given, by id; rates are decimal fractions")]


class CalcBody(QueryJson):
    """What `calc` answers."""

    amount: Annotated[Money, Means(*MEANINGS["amount"])]
    best: Annotated[str | None, Means(*MEANINGS["best"])]
    assessments: Annotated[
        list[AssessmentJson],
        Means(
            "该计算项目的各项措施，互为替代，按结论、最高额、编号排列",
            "every measure on the input, as alternatives: by verdict, high amount, id",
        ),
    ]
    questions: Annotated[
        list[QuestionJson], Means("未答而有关系的问题，关系最大的在前", "unknown facts that could bring anything, the most first")
    ]
    breakpoints: NotRequired[
        Annotated[
            list[BreakpointJson],
            Means("仅 --curve：各措施的转折点", "with --curve only: where each measure breaks"),
        ]
    ]


class CalcJson(EnvelopeJson, CalcBody):
    """The document of `calc`."""


class SweepRowJson(TypedDict):
    """One amount, and what it brings under each measure."""

    amount: Annotated[Money, Means("这一步的金额，元", "the amount of this step, in yuan")]
    assessments: Annotated[list[AnsweredJson], Means("各项措施", "what each measure brings")]


StretchJson = TypedDict(
    "StretchJson",
    {
        "from": Annotated[Money, Means("自该金额，元，含", "from this amount, in yuan, included")],
        "to": Annotated[
            Money | None, Means("至该金额，元，含；更大的都可以时为 null", "to this amount, included; null where every larger one is")
        ],
        "verdict": Annotated[Verdict, Means(*MEANINGS["verdict"])],
    },
)


class NearestJson(TypedDict):
    """The nearest amount of support that some input brings."""

    amount: Annotated[Money, Means("最接近的支持额，元", "the nearest support, in yuan")]
    inputs: Annotated[list[StretchJson], Means("带来它的金额", "the amounts that bring it")]


class ReachedJson(TypedDict):
    """Which amounts bring what was asked for, under one measure."""

    measure: Annotated[str, Means(*MEANINGS["measure"])]
    inputs: Annotated[
        list[StretchJson], Means("带来这么多支持的金额；没有时为空", "the amounts that bring it; none where the list is empty")
    ]
    nearest: Annotated[NearestJson | None, Means("没有时，最接近的；否则为 null", "where none brings it, the nearest; else null")]
    unknown: Annotated[bool, Means("金额未知，无人能断言没有", "an amount is unknown, so nobody can say that none brings it")]


class ReachJson(TypedDict):
    """What `--reach` asks."""

    amount: Annotated[Money, Means("要达到的支持额，元", "the support to reach, in yuan")]
    measures: Annotated[list[ReachedJson], Means("各项措施", "under each measure")]


class SweepBody(QueryJson):
    """What `sweep` answers."""

    rows: Annotated[list[SweepRowJson], Means("每一步的金额", "each step of the amount")]
    breakpoints: Annotated[list[BreakpointJson], Means("各措施的转折点", "where each measure breaks")]
    reach: Annotated[ReachJson | None, Means("--reach 的答案；没有问时为 null", "what --reach asks; null where it was not asked")]


class SweepJson(EnvelopeJson, SweepBody):
    """The document of `sweep`."""
