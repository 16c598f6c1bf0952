"""`bjsubsidy catalogue export`: a catalogue, its layers in it, as one TOML file, which `--catalogue` reads back as the same catalogue."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bjsubsidy.cli.context import Context, open_catalogue

if TYPE_CHECKING:
    from bjsubsidy.cli.options import CatalogueFilesArgument
    from bjsubsidy.law.catalogue import Catalogue


def example(catalogue: Catalogue, entry: str | None) -> str:
    return "catalogue export -o measures.toml"


def run(context: Context, file: CatalogueFilesArgument = None) -> int:
    from bjsubsidy.law.export import catalogue_toml

    context.refuse_format()
    context.output.deliver(catalogue_toml(open_catalogue(file) if file else context.catalogue))
    return 0
