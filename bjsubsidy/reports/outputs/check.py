"""The document of `catalogue check`."""

from typing import Annotated

from typing_extensions import TypedDict

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


class FaultJson(TypedDict):
    """One fault and where it stands."""

    code: Annotated[str, Means(*MEANINGS["code"])]
    file: Annotated[str, Means(*MEANINGS["file"])]
    line: Annotated[int, Means(*MEANINGS["line"])]
    column: Annotated[int, Means(*MEANINGS["column"])]
    entry: Annotated[str, Means(*MEANINGS["entry"])]
    fault: Annotated[str, Means(*MEANINGS["fault"])]
    nearest: Annotated[str | None, Means(*MEANINGS["nearest"])]


class CheckBody(TypedDict):
    """What `catalogue check` found."""

    catalogues: Annotated[list[CheckedCatalogueJson], Means("检查的目录", "the catalogues that were checked")]
    faults: Annotated[list[FaultJson], Means("全部错误，按文件和行", "all faults, by file and line")]


class CheckJson(MadeJson, CheckBody):
    """The document of `catalogue check`."""
