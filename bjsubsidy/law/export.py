"""A catalogue as TOML, from its records: what is read back is the same catalogue."""

from collections.abc import Mapping
from typing import Any

from bjsubsidy.language import Text
from bjsubsidy.law.catalogue import SHAPES, Catalogue
from bjsubsidy.record import Record, key


def catalogue_toml(catalogue: Catalogue) -> str:
    """The text of a catalogue file: its rate series and working days are in it, and the layers that went into it are named."""
    import tomli_w

    sections: dict[str, Any] = {
        "edition": as_tables(catalogue.edition),
        "documents": {id: as_tables(catalogue.document(id)) for id in catalogue.rows("document")},
        "authorities": catalogue.raw.get("authorities", {}),
        **{name: catalogue.raw.get(name, {}) for name in ("columns", "candidates")},
        "workday": catalogue.raw.get("workday", ()),
        "merged": [as_tables(layer) for layer in catalogue.layers],
        **{kind: [as_tables(entry) for entry in catalogue.all(kind)] for kind in SHAPES if kind != "document" and catalogue.rows(kind)},
    }
    return tomli_w.dumps({name: section for name, section in sections.items() if section})


def as_tables(value: Any) -> Any:
    """A record as the table it is written as; what may be left out is. Texts are tables of both languages, tuples lists."""
    if isinstance(value, Record):
        fields = {name: value.__dict__[name] for name in value.fields if name == "kind" or _said(value, name)}
        return {key(name): as_tables(part) for name, part in fields.items()}
    if isinstance(value, Text):
        return {"zh": value.zh, "en": value.en}
    if isinstance(value, Mapping):
        return {name: as_tables(part) for name, part in value.items()}
    return [as_tables(part) for part in value] if isinstance(value, tuple) else value


def _said(record: Record, name: str) -> bool:
    """Whether a field has another value than where nothing is written."""
    return name not in record.defaults or record.__dict__[name] != record.defaults[name]
