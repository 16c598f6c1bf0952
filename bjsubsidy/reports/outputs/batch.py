"""The rows of `batch`, made from its columns, and the document that holds them with their summary."""

from typing import Annotated, Any

from typing_extensions import TypedDict

from bjsubsidy.answers.claim import Verdict
from bjsubsidy.batching.result import ANSWER_ROW, AnswerColumn, AnswerKind
from bjsubsidy.law.measure import Bound, Nature
from bjsubsidy.readers.schema import Means
from bjsubsidy.reports.meanings import MEANINGS
from bjsubsidy.reports.outputs.common import DayText, EnvelopeJson, HeadJson, Money, UncountedJson

_WRITTEN_AS: dict[AnswerKind, Any] = {
    "name": str | None,
    "money": Money,
    "day": DayText,
    "id": str,
    "verdict": Verdict,
    "bound": Bound,
    "text": str,
}
# What a claim may leave open: the amount that nobody can say yet, what is left of no cap, and what stands in its way.
_OPEN = ("high", "uncapped", "remaining", "why", "asks")


def _of_claim(column: AnswerColumn) -> Any:
    if column.problem == "said":
        return None
    return _WRITTEN_AS[column.kind] | None if column.id in _OPEN else _WRITTEN_AS[column.kind]


def _of_problem(column: AnswerColumn) -> Any:
    return {"written": str | None, "zero": Money, "said": str, "placed": str, None: None}[column.problem]


def _row(name: str, of: Any) -> Any:
    """The type of a row: its columns, and whatever else its table has."""
    made: Any = TypedDict
    return made(name, {column.id: Annotated[of(column), Means(*column.means)] for column in ANSWER_ROW}, extra_items=object)


ClaimRowJson: Any = _row("ClaimRowJson", _of_claim)
ProblemRowJson: Any = _row("ProblemRowJson", _of_problem)
RowJson: Any = ClaimRowJson | ProblemRowJson


class LeftOutJson(UncountedJson):
    """A row that no sum holds."""

    enterprise: Annotated[str, Means("企业", "the firm")]
    row: Annotated[str, Means("在文件中的行", "its row in the file")]


class SumJson(TypedDict):
    """Claims of one verdict."""

    claims: Annotated[int, Means("笔数", "how many")]
    low: Annotated[Money, Means("最低合计，元", "the low sum, in yuan")]
    high: Annotated[Money | None, Means("最高合计，元；有金额未知的为 null", "the high sum; null where it leaves out an unknown amount")]


class EligibleJson(TypedDict):
    """Claims that are eligible."""

    claims: Annotated[int, Means("笔数", "how many")]
    low: Annotated[Money, Means("最低合计，元", "the low sum, in yuan")]
    high: Annotated[Money, Means("最高合计，元", "the high sum, in yuan")]


class TallyJson(TypedDict):
    """What one measure came to."""

    measure: Annotated[str, Means(*MEANINGS["measure"])]
    nature: Annotated[Nature, Means(*MEANINGS["nature"])]
    claims: Annotated[int, Means("笔数", "how many claims")]
    low: Annotated[Money, Means("最低合计，元", "the low sum, in yuan")]
    high: Annotated[Money | None, Means("最高合计，元；有金额未知的为 null", "the high sum; null where it leaves out an unknown amount")]
    counted: Annotated[Money, Means("已知金额的最高合计，元", "the most of what is known, in yuan")]
    eligible: Annotated[EligibleJson, Means("符合的", "the eligible ones")]
    unconfirmed: Annotated[SumJson, Means("待定的", "the unconfirmed ones")]
    unknown: Annotated[int, Means("金额未知的笔数", "claims whose amount is unknown")]
    apart: Annotated[
        int, Means("计算上限所需的选项未定、未计入合计的笔数", "claims that no sum holds, for a choice that their caps count by is open")
    ]


class SaidProblemJson(TypedDict):
    """A problem and its rows."""

    problem: Annotated[str, Means("问题；各行不同之处为 …", "what is wrong, with … for what differs from row to row")]
    write: Annotated[
        str | None, Means("应当怎样写；各行不同的为 null", "what to write; null where that differs from row to row, or is not said")
    ]
    rows: Annotated[int, Means("行数", "how many rows have it")]
    first: Annotated[list[str | None], Means("前几行的位置", "where the first of them stand")]


class CauseJson(SaidProblemJson):
    """Problems of one cause: what holds for all their rows."""

    column: Annotated[str | None, Means("列的标题；指整行的为 null", "the heading of the column; null where the whole row is meant")]
    distinct: Annotated[int, Means("不同问题的个数", "how many different problems they are")]
    each: Annotated[list[SaidProblemJson], Means("其中行数最多的几个", "those of most rows, each by itself")]


class SummaryJson(TypedDict):
    """What a run came to."""

    rows: Annotated[int, Means("读到的行数", "the rows that were read")]
    problems: Annotated[int, Means("有问题的行数", "rows with a problem")]
    causes: Annotated[list[CauseJson], Means("按原因归类的问题，行数多的在前", "problems by cause, those of most rows first")]
    unclaimed: Annotated[
        int, Means("没有输出的行数：不在所选措施内，或没有可选的措施", "rows left out: none of the measures, or nothing worth claiming")
    ]
    unproven: Annotated[int, Means("--best 未在限时内证明的企业数", "firms whose choice was not proven best in time, with --best")]
    measures: Annotated[list[TallyJson], Means("各项措施", "what each measure came to")]
    uncounted: Annotated[list[LeftOutJson], Means("未计入合计的行", "the rows that no sum holds")]


class BatchHeadJson(HeadJson):
    """What the document of a run says before its rows."""

    as_of: Annotated[DayText | None, Means(*MEANINGS["as_of"])]


class BatchBody(TypedDict):
    """What the document of a run says behind its rows."""

    summary: Annotated[SummaryJson, Means("汇总", "the summary")]


class BatchJson(EnvelopeJson, BatchHeadJson, BatchBody):
    """The document of `batch -o FILE.json`."""

    rows: Annotated[list[RowJson], Means("每行每项措施一条", "one for each row under each measure")]
