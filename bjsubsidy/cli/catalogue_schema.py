"""`bjsubsidy catalogue schema`: the JSON Schema of catalogues and layers, or of a firm's profile, for editors and other validators."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bjsubsidy.cli.context import Context
from bjsubsidy.writers import json

if TYPE_CHECKING:
    from bjsubsidy.cli.options import OfProfileOption
    from bjsubsidy.law.catalogue import Catalogue
    from bjsubsidy.writers import Drawable

GIVES: tuple[Drawable, ...] = ("schema",)


def example(catalogue: Catalogue, entry: str | None) -> str:
    return "catalogue schema -o measures.schema.json"


def run(context: Context, profile: OfProfileOption = False) -> int:
    from bjsubsidy.readers.schema import catalogue_schema, profile_schema

    form = context.output.format
    schema = profile_schema(context.catalogue) if profile else catalogue_schema()
    context.output.deliver(form.filed(json.json_text(schema)))
    return 0
