"""The documents of what is read off the catalogue: `status`, `due`, `deadlines`, `measures`, `show`, `version`."""

from collections.abc import Mapping
from functools import reduce
from operator import or_
from typing import Annotated, Any, Literal

from typing_extensions import TypedDict

from bjsubsidy.answers.claim import Verdict
from bjsubsidy.law.catalogue import SHAPES, Kind
from bjsubsidy.law.entries import Ambiguity, ProvisionNature
from bjsubsidy.law.measure import Bound
from bjsubsidy.readers.schema import Means, Shaped
from bjsubsidy.reports.meanings import MEANINGS
from bjsubsidy.reports.outputs.common import ConditionJson, DayText, DeadlineJson, EnvelopeJson, FromLayerJson, SourceJson


class StatusBody(FromLayerJson):
    """What `status` answers."""

    status: Annotated[str, Means("身份认定的编号", "the id of the status")]
    title: Annotated[str, Means(*MEANINGS["title"])]
    on: Annotated[DayText, Means("判断之日", "the day on which the status is judged")]
    verdict: Annotated[Verdict, Means(*MEANINGS["verdict"])]
    conditions: Annotated[list[ConditionJson], Means("各项条件", "its conditions")]
    sources: Annotated[list[SourceJson], Means("出处", "where it stands")]
    notes: Annotated[list[str], Means("须知：条文理解", "what to know: readings of the text")]
    readings: Annotated[list[str], Means("其中条文理解的编号", "the ids of the readings among them")]


class StatusJson(EnvelopeJson, StatusBody):
    """The document of `status`."""


class DueBody(FromLayerJson):
    """What `due` answers."""

    limit: Annotated[str, Means("时限的编号", "the id of the time limit")]
    title: Annotated[str, Means(*MEANINGS["title"])]
    start: Annotated[DayText, Means("起算日", "the day it starts from")]
    due: Annotated[DayText, Means("到期日", "the day it ends")]
    provisional: Annotated[bool, Means("所涉工作日安排尚未公布，结果为暂定", "working days on the way are not announced yet")]
    days: Annotated[
        list[DayText],
        Means(
            "计入的各工作日；按月、年计的为期满日和顺延的各日",
            "the working days counted; of months or years the last day and those it moved over",
        ),
    ]
    sources: Annotated[list[SourceJson], Means("出处", "where it stands")]
    notes: Annotated[list[str], Means("须知：条文理解", "what to know: readings of the text")]
    readings: Annotated[list[str], Means("其中条文理解的编号", "the ids of the readings among them")]


class DueJson(EnvelopeJson, DueBody):
    """The document of `due`."""


class VersionBody(TypedDict):
    """What `version` answers beside the head of every document."""

    until: Annotated[DayText, Means("目录的截止日", "the last day of the edition")]


class VersionJson(EnvelopeJson, VersionBody):
    """The document of `version`."""


class DeadlinesBody(TypedDict):
    """What `deadlines` answers."""

    as_of: Annotated[str | None, Means(*MEANINGS["as_of"])]
    deadlines: Annotated[list[DeadlineJson], Means("固定日期，按日期排列", "the fixed dates, by day")]


class DeadlinesJson(EnvelopeJson, DeadlinesBody):
    """The document of `deadlines`."""


class ListedJson(FromLayerJson):
    """An entry in short."""

    id: Annotated[str, Means(*MEANINGS["id"])]
    kind: Annotated[Kind, Means(*MEANINGS["entry_kind"])]
    title: Annotated[str, Means(*MEANINGS["title"])]
    text: Annotated[str, Means("说明", "what it says")]
    inputs: Annotated[list[str], Means(*MEANINGS["inputs"])]
    bound: Annotated[
        Bound | Literal["open"] | None,
        Means("金额口径；open 原文未载明金额；不付款的为 null", "the bound; open where no figure is printed; null where nothing is paid"),
    ]
    nature: Annotated[ProvisionNature | Literal["limit", "status"] | None, Means("性质；日期没有，为 null", "the nature; null for a date")]
    confirmed_before: Annotated[DayText | None, Means(*MEANINGS["confirmed-before"])]
    authority: Annotated[list[str], Means(*MEANINGS["authority"])]
    sources: Annotated[list[SourceJson], Means("出处", "where it stands")]


class MeasuresBody(TypedDict):
    """What `measures` answers."""

    measures: Annotated[list[ListedJson], Means("所列条目，按目录的顺序", "the entries, in the order of the catalogue")]


class MeasuresJson(EnvelopeJson, MeasuresBody):
    """The document of `measures`."""


_ENTRY: Any = reduce(or_, dict.fromkeys(SHAPES.values()))


class EntryJson(FromLayerJson):
    """One entry of an id."""

    kind: Annotated[Kind, Means(*MEANINGS["entry_kind"])]
    id: Annotated[str, Means(*MEANINGS["id"])]
    entry: Annotated[
        Mapping[str, Any],
        Shaped(_ENTRY),
        Means("条目在目录中的写法，字段见 data/README.md", "the entry as the catalogue has it; its fields are in data/README.md"),
    ]
    readings: Annotated[
        list[Annotated[Mapping[str, Any], Shaped(Ambiguity)]], Means("条目所依据的条文理解", "the readings it rests on, whole")
    ]


class ShowBody(EntryJson):
    """What `show` answers: the first entry of the id, and all of them."""

    entries: Annotated[list[EntryJson], Means("这个编号的全部条目，首个同上", "every entry of the id, the one above first")]


class ShowJson(EnvelopeJson, ShowBody):
    """The document of `show`."""
