"""What several documents hold: the head, money and days as they are written, sources, conditions, caps, claims and questions."""

from typing import Annotated, Literal, NotRequired

from typing_extensions import TypedDict

from bjsubsidy.answers.claim import State, Verdict
from bjsubsidy.language import Text
from bjsubsidy.law.cap import Counts
from bjsubsidy.law.entries import DateKind
from bjsubsidy.law.measure import Bound, Nature
from bjsubsidy.quantities import CHANGE_FORM, DAY_FORM, MONEY_FORM
from bjsubsidy.readers.schema import FactValues, Means, WrittenAs
from bjsubsidy.reports.meanings import MEANINGS

Money = Annotated[str, WrittenAs(MONEY_FORM)]
ChangeOfMoney = Annotated[str, WrittenAs(CHANGE_FORM)]
DayText = Annotated[str, WrittenAs(DAY_FORM)]
FactTable = Annotated[dict[str, str | bool | int], FactValues()]

_HIGH = Text("最高，元；未知时为 null", "the most, in yuan; null where it is unknown")
_LOW = Text("最低，元", "the least, in yuan")


class TitleJson(TypedDict):
    """A title in both languages."""

    zh: Annotated[str, Means("中文", "in Chinese")]
    en: Annotated[str, Means("英文", "in English")]


class LayerJson(TypedDict):
    """A layer that went into the catalogue."""

    id: Annotated[str, Means("层的编号", "the id of the layer")]
    over: Annotated[str, Means("叠在什么之上：packaged、版本或另一层", "what it lies over: packaged, the edition or another layer")]
    title: Annotated[TitleJson, Means("层的名称", "the title of the layer")]
    adds: Annotated[dict[str, list[str]], Means("新增的条目，按种类", "the entries that it adds, by kind")]
    replaces: Annotated[dict[str, list[str]], Means("替换的条目，按种类", "the entries that it replaces, by kind")]
    ends: Annotated[list[str], Means("截止的措施", "the measures that it ends")]


class FromLayerJson(TypedDict):
    """Where an entry that is not the edition's own comes from."""

    layer: NotRequired[
        Annotated[str, Means("条目所出的层；出自版本本身的没有", "the layer it comes from; left out where it is the edition's own")]
    ]


class CatalogueJson(TypedDict):
    """Which catalogue answered."""

    edition: Annotated[str, Means("目录的版本", "the edition of the catalogue")]
    sha256: Annotated[str, WrittenAs("^[0-9a-f]{64}$"), Means("目录内容的 SHA-256", "the SHA-256 of the catalogue")]
    layers: NotRequired[Annotated[list[LayerJson], Means("叠加的各层；没有时不列", "the layers over it; left out where there are none")]]


class MadeJson(TypedDict):
    """Which shape a document has, and what made it."""

    schema: Annotated[
        str, Means("这份 JSON 的形状；形状改变时编号才改变", "the shape of this JSON; its number changes when the shape does")
    ]
    program: Annotated[str, Means("程序的版本", "the version of the program")]


class HeadJson(MadeJson):
    """What every document of an answer says first."""

    catalogue: Annotated[CatalogueJson, Means("作答的目录", "the catalogue that answered")]
    on_given: Annotated[
        bool, Means("发生日是否写明（命令、文件或环境）", "whether the line, a file or the environment gave the day of the item")
    ]
    as_of_given: Annotated[
        bool, Means("查询日是否写明（命令、文件或环境）", "whether the line, a file or the environment gave the day of asking")
    ]


class EnvelopeJson(HeadJson):
    """What a document says beside its answer."""

    cautions: Annotated[
        list[str],
        Means("作答前须知：按今天计的日期、版本之后的日期", "what to know first: days that today stands for, days after the edition"),
    ]


class PrintedJson(TypedDict):
    """Where something stands in the compendium."""

    document: Annotated[str, Means("文件的编号", "the key of the document")]
    number: Annotated[str | None, Means("文号；没有印文号时为 null", "its number as printed; null where none is")]
    article: Annotated[str | None, Means("条款；不分条时为 null", "the article; null where it has none")]
    pages: Annotated[list[int], Means(*MEANINGS["pages"])]


class OutsideJson(TypedDict):
    """Where something stands outside the compendium."""

    outside: Annotated[Literal[True], Means("出自汇编以外", "it stands outside the compendium")]
    where: Annotated[str, Means("汇编以外的出处", "where it stands then")]


SourceJson = PrintedJson | OutsideJson


class ConditionJson(TypedDict):
    """A condition and what it came to."""

    id: Annotated[
        str,
        Means(
            "条件的编号：所问的情况；不问情况的为 from、until、apply-by（日期）、amount、in-month（金额）、"
            "received-instead（已收款）或 proposed（仅为建议）",
            "the fact it asks; without one from, until or apply-by (days), amount or in-month (the amount), "
            "received-instead (receipts), or proposed (not decided)",
        ),
    ]
    fact: Annotated[str | None, Means("所问的情况；不问情况的为 null", "the fact it asks first; null where it asks none")]
    state: Annotated[State, Means(*MEANINGS["state"])]
    text: Annotated[str, Means(*MEANINGS["condition"])]


class CapJson(TypedDict):
    """A cap as a claim meets it."""

    amount: Annotated[Money, Means("上限，元", "the cap, in yuan")]
    counts: Annotated[
        Counts, Means("amount 限所得金额，base 限基数", "amount where it limits what is paid, base where it limits what is counted")
    ]
    scope: Annotated[list[str], Means("按什么合计：enterprise、year 或情况", "what it is counted by: enterprise, year or facts")]
    used: Annotated[Money | None, Means("本笔之前已用，元；未知时为 null", "used before this claim, in yuan; null where it is unknown")]
    remaining: Annotated[
        Money | None, Means("本笔之前尚余，元；未知时为 null", "left before this claim, in yuan; null where it is unknown")
    ]
    binds_at: Annotated[
        Money | None, Means("用满整个上限的金额，元；没有时为 null", "the amount that uses the whole cap, in yuan; null where none does")
    ]
    binding: Annotated[bool, Means("本笔是否超过尚余", "whether this claim is above what is left")]


class AnsweredJson(TypedDict):
    """A claim in short."""

    measure: Annotated[str, Means(*MEANINGS["measure"])]
    verdict: Annotated[Verdict, Means(*MEANINGS["verdict"])]
    low: Annotated[Money, Means(*MEANINGS["low"])]
    high: Annotated[Money | None, Means(*MEANINGS["high"])]


class AssessmentJson(FromLayerJson):
    """A claim whole: amounts, caps, conditions, where it stands, how it is worked out."""

    measure: Annotated[str, Means(*MEANINGS["measure"])]
    verdict: Annotated[Verdict, Means(*MEANINGS["verdict"])]
    bound: Annotated[Bound, Means(*MEANINGS["bound"])]
    nature: Annotated[Nature, Means(*MEANINGS["nature"])]
    low: Annotated[Money, Means(*MEANINGS["low"])]
    high: Annotated[Money | None, Means(*MEANINGS["high"])]
    uncapped: Annotated[Money | None, Means(*MEANINGS["uncapped"])]
    caps: Annotated[list[CapJson], Means("各项上限", "its caps")]
    conditions: Annotated[list[ConditionJson], Means("各项条件", "its conditions")]
    authority: Annotated[list[str], Means(*MEANINGS["authority"])]
    sources: Annotated[list[SourceJson], Means("出处", "where it stands")]
    notes: Annotated[list[str], Means("须知：假定的数值、条文理解", "what to know: values assumed, readings of the text")]
    readings: Annotated[list[str], Means("其中条文理解的编号", "the ids of the readings among them")]
    steps: Annotated[list[str], Means("算式，逐步", "the working, step by step")]


class QuestionJson(TypedDict):
    """An unknown fact that could bring something."""

    fact: Annotated[str, Means(*MEANINGS["fact"])]
    amount: Annotated[
        Money | None, Means("最多关系到多少，元；未知时为 null", "the most it could bring, in yuan; null where nobody can say")
    ]


class UncountedJson(TypedDict):
    """An item that no total holds."""

    item: Annotated[str, Means(*MEANINGS["item"])]
    measures: Annotated[list[str], Means("金额未知的措施", "the measures whose amount is unknown")]
    facts: Annotated[list[str], Means("能定出金额的情况", "the facts that would tell it")]


class TotalJson(TypedDict):
    """A sum of claims."""

    low: Annotated[Money, Means(*_LOW)]
    high: Annotated[Money | None, Means(*_HIGH)]
    counted: Annotated[Money, Means("已知金额的最高合计，元", "the most of what is known, in yuan")]


class DeadlineJson(FromLayerJson):
    """A fixed date."""

    id: Annotated[str, Means(*MEANINGS["id"])]
    date: Annotated[DayText, Means(*MEANINGS["date"])]
    kind: Annotated[DateKind, Means(*MEANINGS["date_kind"])]
    title: Annotated[str, Means(*MEANINGS["title"])]
    measures: Annotated[list[str], Means(*MEANINGS["measures"])]
    sources: Annotated[list[SourceJson], Means("出处", "where it stands")]
