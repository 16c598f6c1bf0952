"""A catalogue as TOML, from its records: what is read back is the same catalogue."""

from collections.abc import Mapping
from typing import Any

from bjsubsidy.language import Text
from bjsubsidy.law.catalogue import SHAPES, Catalogue
from bjsubsidy.record import Record, key


def catalogue_toml(catalogue: Catalogue) -> str:
    """The text of a catalogue file; its rate series are files of their own, which `series_toml` writes."""
    import tomli_w

    apart = ("document", "series")
    sections: dict[str, Any] = {
        "edition": as_tables(catalogue.edition),
        "documents": {id: as_tables(catalogue.document(id)) for id in catalogue.rows("document")},
        "authorities": catalogue.raw.get("authorities", {}),
        **{name: catalogue.raw.get(name, {}) for name in ("columns", "candidates")},
        **{kind: [as_tables(entry) for entry in catalogue.all(kind)] for kind in SHAPES if kind not in apart and catalogue.rows(kind)},
    }
    return tomli_w.dumps({name: section for name, section in sections.items() if section})


def series_toml(catalogue: Catalogue, id: str) -> str:
    """The text of the file that holds a rate series."""
    import tomli_w

    return tomli_w.dumps(as_tables(catalogue.series(id)))


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
