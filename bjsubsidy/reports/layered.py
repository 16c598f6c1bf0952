"""What an answer tells of layers: which of them went into its catalogue, and which entry comes from which."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from bjsubsidy.language import Text
from bjsubsidy.law.catalogue import Catalogue
from bjsubsidy.law.layers import MergedLayer

if TYPE_CHECKING:
    from bjsubsidy.reports.outputs.common import CatalogueJson, FromLayerJson, LayerJson

# An entry by its kind and its id.
EntryName = tuple[str, str]

_DOES = {"adds": Text("新增", "added"), "replaces": Text("替换", "replaced"), "ends": Text("截止", "ended")}


def catalogue_of(catalogue: Catalogue) -> "CatalogueJson":
    """Which catalogue answers, and the layers that went into it, where any did."""
    named: CatalogueJson = {"edition": catalogue.edition.id, "sha256": catalogue.sha256}
    return {**named, "layers": [_layer(layer) for layer in catalogue.layers]} if catalogue.layers else named


def _layer(layer: MergedLayer) -> "LayerJson":
    return {
        "id": layer.id,
        "over": layer.over,
        "title": {"zh": layer.title.zh, "en": layer.title.en},
        "adds": {kind: list(ids) for kind, ids in layer.adds.items()},
        "replaces": {kind: list(ids) for kind, ids in layer.replaces.items()},
        "ends": list(layer.ends),
    }


def from_layer(kind: str, id: str, catalogue: Catalogue) -> "FromLayerJson":
    """The layer that an entry comes from; nothing where it is the edition's own."""
    layer = catalogue.layer_of(kind, id)
    return {} if layer is None else {"layer": layer.id}


def of_layers(catalogue: Catalogue, told: Sequence[EntryName] | None) -> list[EntryName]:
    """Those of some entries that layers wrote: added, or replaced."""
    written = [(entry, catalogue.layer_of(*entry)) for entry in told or ()]
    return [entry for entry, layer in written if layer is not None and layer.does(*entry) != "ends"]


def layer_lines(catalogue: Catalogue, told: Sequence[EntryName] | None) -> list[Text]:
    """A line on each layer that something `told` comes from; on every layer where it is not known what is told."""
    lines = [(layer, _named(layer, catalogue, told or ())) for layer in catalogue.layers]
    return [_line(layer, named) for layer, named in lines if named or told is None]


def _named(layer: MergedLayer, catalogue: Catalogue, told: Sequence[EntryName]) -> list[tuple[str, Text]]:
    """The entries that come from a layer, each with what it does to them."""
    own = [(kind, id) for kind, id in dict.fromkeys(told) if catalogue.layer_of(kind, id) is layer]
    return [(id, _DOES[layer.does(kind, id) or "adds"]) for kind, id in own]


def _line(layer: MergedLayer, named: Sequence[tuple[str, Text]]) -> Text:
    zh = "、".join(f"{id}（{does.zh}）" for id, does in named)
    en = ", ".join(f"{id} ({does.en})" for id, does in named)
    return Text(
        f"目录上叠加了“{layer.title.zh}”（{layer.id}）{'：' if zh else ''}{zh}",
        f"the layer “{layer.title.en}” ({layer.id}) lies over the catalogue{': ' if en else ''}{en}",
    )
