"""The document of `catalogue check`."""

from typing import Annotated

from typing_extensions import TypedDict

from bjsubsidy.readers.fault_kinds import Severity
from bjsubsidy.readers.schema import Means
from bjsubsidy.reports.meanings import MEANINGS
from bjsubsidy.reports.outputs.common import MadeJson


class CheckedCatalogueJson(TypedDict):
    """A catalogue that was checked."""

    files: Annotated[list[str], Means("文件：目录，或与其各层", "its file, or those of its layers too")]
    usable: Annotated[bool, Means("--catalogue 是否接受", "whether --catalogue takes it")]
    entries: Annotated[
        dict[str, int], Means("各类条目的个数；不可用时为空", "how many entries it holds of each kind; empty where it cannot be used")
    ]
    undecided: Annotated[
        list[str],
        Means("组合太多、未能判断的条目和条件；不可用时为空", "entries and conditions that were not decided, having too many combinations"),
    ]


class MissJson(TypedDict):
    """A figure that the pages do not bear out, and where it stands."""

    file: Annotated[str, Means(*MEANINGS["file"])]
    line: Annotated[int, Means(*MEANINGS["line"])]
    column: Annotated[int, Means(*MEANINGS["column"])]
    entry: Annotated[str, Means(*MEANINGS["entry"])]
    pages: Annotated[list[int], Means("查找的页", "the pages on which it was looked for")]
    figure: Annotated[str, Means("数字、日期或页码，照写", "the figure, the day or the page as it is written")]
    miss: Annotated[str, Means("少了什么", "what is amiss, in words")]


class ExchangeableJson(TypedDict):
    """A cited figure, where it stands, and the figures of its pages that it could not be told from."""

    file: Annotated[str, Means(*MEANINGS["file"])]
    line: Annotated[int, Means(*MEANINGS["line"])]
    column: Annotated[int, Means(*MEANINGS["column"])]
    entry: Annotated[str, Means(*MEANINGS["entry"])]
    pages: Annotated[list[int], Means("所引的页", "the pages that are cited")]
    figure: Annotated[str, Means("所引的数字，照写", "the cited figure as it is written")]
    others: Annotated[list[str], Means("同页上换了也查不出的数字", "the figures of the same pages that could stand for it unnoticed")]


class HeldJson(TypedDict):
    """A catalogue held against the pages of a compendium."""

    files: Annotated[list[str], Means("文件：目录，或与其各层", "its file, or those of its layers too")]
    compendium: Annotated[str, Means("汇编文字的文件", "the file of the compendium's text")]
    figures: Annotated[int, Means("条目中的数字、日期和界限的个数", "how many figures, days and bounds its entries have")]
    found: Annotated[int, Means("其中在所引页上找到的", "how many of them are found on the cited pages")]
    on_pages: Annotated[int, Means("汇编各页上的数字的个数", "how many figures the pages of the compendium have")]
    cited: Annotated[int, Means("其中属于条目的", "how many of them belong to an entry")]
    set_aside: Annotated[int, Means("其中另列并写明理由的", "how many of them are set aside with a reason")]
    outside: Annotated[int, Means("未核对：不在汇编各页内的出处", "not checked: sources that the pages do not hold")]
    assumed: Annotated[int, Means("未核对：代替未知情况的数值", "not checked: values that stand for unknown facts")]
    worked_out: Annotated[
        int, Means("未核对：各页没有印出、由条文理解得出的数值", "not checked: values that no page prints and a reading works out")
    ]
    without_pages: Annotated[
        list[str], Means("未核对：没有给出页的文字的叠加层文件", "not checked: documents of layers of which no page was given")
    ]
    exchangeable: Annotated[
        list[ExchangeableJson],
        Means("换成同页另一数字也查不出的", "the cited figures that another of the same pages could stand for unnoticed"),
    ]
    misses: Annotated[list[MissJson], Means("未找到的，逐个列出", "what was not found, one by one")]


class FaultJson(TypedDict):
    """One fault and where it stands."""

    code: Annotated[str, Means(*MEANINGS["code"])]
    file: Annotated[str, Means(*MEANINGS["file"])]
    line: Annotated[int, Means(*MEANINGS["line"])]
    column: Annotated[int, Means(*MEANINGS["column"])]
    entry: Annotated[str, Means(*MEANINGS["entry"])]
    fault: Annotated[str, Means(*MEANINGS["fault"])]
    nearest: Annotated[str | None, Means(*MEANINGS["nearest"])]
    severity: Annotated[Severity, Means(*MEANINGS["severity"])]


class CheckBody(TypedDict):
    """What `catalogue check` found."""

    catalogues: Annotated[list[CheckedCatalogueJson], Means("检查的目录", "the catalogues that were checked")]
    faults: Annotated[
        list[FaultJson],
        Means(
            "全部错误；可用的目录则为全部警告；按文件和行", "all errors, or of a catalogue that can be used all warnings, by file and line"
        ),
    ]
    held: Annotated[list[HeldJson], Means("按汇编核对的结果；没有汇编时为空", "what a compendium bears out; empty where none was given")]


class CheckJson(MadeJson, CheckBody):
    """The document of `catalogue check`."""
