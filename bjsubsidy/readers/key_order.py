"""In which order the keys of an entry are written: that of the fields of its shape, but for the shapes named here."""

from collections.abc import Mapping, Sequence
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin

from bjsubsidy.language import Text
from bjsubsidy.law.benefit_kinds import AwardFrom, BenefitStep, PartOfPeriod, ShareOf, Steps
from bjsubsidy.law.cap import Cap
from bjsubsidy.law.condition import Within
from bjsubsidy.law.entries import Beyond, DatedFigure, Deadline, Document, Edition, Fact, Input, Provision, Series, TimeLimit
from bjsubsidy.law.measure import Example, Measure, Status
from bjsubsidy.readers.catalogue_file import CatalogueFile, LayerFile
from bjsubsidy.record import Record, form_written, key, kinds, written_forms

# Fields that may be left out stand last in a shape; in a file they stand where a reader looks for them.
WRITTEN_ORDER: dict[type[Record], str] = {
    AwardFrom: "kind least-award of",
    BenefitStep: "at-least more-than at-most less-than rate sum each taper",
    Beyond: "id title text missing nature authority inputs readings sources",
    Cap: "amount by amounts counts scope",
    DatedFigure: "from value issued sources",
    Deadline: "id date kind title text authority measures readings sources",
    Document: "title number date issuer pages",
    Edition: "id until first-page last-page first-shown caution",
    Example: "amount gives low verdict on as-of with without received",
    Fact: "id of kind least most not-after name also question question-of yes no choices note",
    Input: "id name day also text",
    Measure: (
        "id title text input nature authority bound benefit caps conditions from until apply-by continues counted-by one-per excludes"
        " readings sources given on as-of examples"
    ),
    PartOfPeriod: "kind count whole of",
    ShareOf: "kind rate above-whole of",
    Provision: "id title text nature authority inputs readings sources",
    Status: "id title text authority match means conditions nature readings sources given on examples",
    Steps: "kind by award of slices above-whole bounding steps",
    TimeLimit: "id title text nature authority count unit runs-from measures rolls readings sources examples",
    Within: "days months years of",
}


def file_shape(raw: Mapping[str, Any]) -> type[Record] | None:
    """The shape of a file: a whole catalogue or a part of one, a layer, or a rate series; None where it is none of these."""
    if "layer" in raw:
        return LayerFile
    if {"id", "steps"} <= raw.keys():
        return Series
    return CatalogueFile if raw.keys() & {key(name) for name in CatalogueFile.fields} else None


def ordered_keys(shape: Any) -> Sequence[str]:
    """The keys of a table of this shape in the order in which they are written; none where any may stand in it."""
    if shape is Text:
        return Text._fields
    if not _is_record(shape):
        return ()
    if shape in WRITTEN_ORDER:
        return WRITTEN_ORDER[shape].split()
    kind_first = sorted(shape.fields, key=lambda name: name != "kind" or name not in shape.defaults)
    return [key(name) for name in kind_first]


def shape_within(shape: Any, part: str | int, inner: Any) -> Any:
    """The shape of what stands under a key, or at a place, of a value of some shape; None where it has none."""
    if get_origin(shape) is tuple and isinstance(part, int):
        return shape_of(get_args(shape)[0], inner)
    if get_origin(shape) is Mapping:
        return shape_of(get_args(shape)[1], inner)
    if not _is_record(shape):
        return None
    field = next((name for name in shape.fields if key(name) == part), None)
    return None if field is None else shape_of(shape.kind_of(field), inner)


def shape_of(kind: Any, written: Any) -> Any:
    """Which of the shapes of a type a value has."""
    if get_origin(kind) not in (Union, UnionType):
        return kind
    members = tuple(member for member in get_args(kind) if member is not NoneType)
    if len(members) == 1:
        return members[0]
    if tagged := kinds(members):
        return tagged.get(str(written.get("kind"))) if isinstance(written, dict) else None
    return written_forms(members).get(form_written(written))


def _is_record(shape: Any) -> bool:
    return isinstance(shape, type) and issubclass(shape, Record)
