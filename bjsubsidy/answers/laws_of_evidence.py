"""Rules beside their own evidence: a figure that no source of the entry and no reading of it prints, an authority of another place."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from bjsubsidy.answers.worked_out import figures_in, readings_named, says, words_of
from bjsubsidy.errors import Mistake
from bjsubsidy.language import Text
from bjsubsidy.law.catalogue import Catalogue
from bjsubsidy.readers.evidence import cited_rows
from bjsubsidy.readers.faults import Fault, Path
from bjsubsidy.readers.partial import UNIQUE, PartialCatalogue


def evidence_laws(draft: PartialCatalogue) -> Iterator[Fault]:
    """Every value of a rule that the figures of its sources do not say, nor those of the readings it rests on."""
    for kind in UNIQUE:
        for place, row in draft.asked(kind):
            yield from _unsaid((kind, place), row, _explained(row, draft.catalogue))


def _unsaid(path: Path, row: Mapping[str, Any], worked_out: Sequence[str]) -> Iterator[Fault]:
    """Nothing of sources that name no figure at all: that is told by itself."""
    own: list[str] = []
    for cited in cited_rows(path, row):
        named = [figure for citation in cited.citations for figure in citation.figures]
        # A dated value comes after its entry, whose figures may say its day.
        figures = figures_in([*named, *own, *worked_out])
        own += named
        for value in cited.values if named else ():
            if not (value.path[2:3] in _OF_DATES or value.is_nothing() or says(value, figures)):
                what = Text(f"“{value.said}”不在本条目出处的 figures 之中", f"“{value.said}” is not among the figures of its sources")
                yield Fault(value.path, Mistake(what, _WHERE_FROM), "figure-without-a-source")


# The days of a measure have an entry each, which names its own evidence.
_OF_DATES = (("from",), ("until",), ("apply-by",))
_WHERE_FROM = Text(
    "请核对；原文有的照写进 figures，推算出来的写一条条文理解，说明怎样得出。",
    "Check it; name it in figures as printed, or say in a reading how it is worked out.",
)


def _explained(row: Mapping[str, Any], catalogue: Catalogue) -> list[str]:
    """What the readings of an entry say, and their figures."""
    readings = readings_named(row, catalogue.rows("reading"))
    return [*words_of(readings), *(figure for each in readings for source in each["sources"] for figure in source.get("figures", ()))]


def authority_laws(draft: PartialCatalogue) -> Iterator[Fault]:
    """Authorities that entries of a layer take from the catalogue below though all their documents are the layer's."""
    catalogue = draft.catalogue
    for kind in UNIQUE if catalogue.layers else ():
        for place, row in draft.asked(kind):
            layer = catalogue.layer_of(kind, row["id"])
            if layer is not None and layer.does(kind, row["id"]) != "ends" and _of_layers_alone(row, catalogue):
                yield from _taken((kind, place, "authority"), row, layer.authorities, catalogue)


def _of_layers_alone(row: Mapping[str, Any], catalogue: Catalogue) -> bool:
    documents = {source["document"] for source in row.get("sources", ()) if "document" in source}
    return bool(documents) and len(catalogue.documents_of_layers(documents)) == len(documents)


def _taken(path: Path, row: Mapping[str, Any], named: Sequence[str], catalogue: Catalogue) -> Iterator[Fault]:
    for name in row.get("authority", ()):
        if name not in named:
            en = catalogue.authority(name).en
            what = Text(f"“{name}”没有列在本层的 [authorities]，取的是下面的“{en}”", f"“{name}” is “{en}” of the catalogue below")
            yield Fault(path, Mistake(what, _NAME_IT), "authority-from-below")


_NAME_IT = Text(
    "就是它的，请在本层的 [authorities] 里照写一行；别处的，请写全称（如“某市财政局”）并附英文名。",
    "If it is that one, repeat its line in [authorities] of the layer; if another, give its full name and its English name.",
)
