"""`bjsubsidy catalogue export`: the catalogue as one TOML file, which `--catalogue` reads back as the same catalogue."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bjsubsidy.cli.context import Context, open_catalogue
from bjsubsidy.language import Text

if TYPE_CHECKING:
    from bjsubsidy.cli.options import CatalogueFileArgument
    from bjsubsidy.law.catalogue import Catalogue

_SERIES = Text(
    "注意：利率序列不在其中；请把这份目录的 lpr.toml 放在它旁边",
    "note: the rate series is not part of it; keep the lpr.toml of this catalogue beside it",
)


def example(catalogue: Catalogue, entry: str | None) -> str:
    return "catalogue export -o measures.toml"


def run(context: Context, file: CatalogueFileArgument = None) -> int:
    from bjsubsidy.law.export import catalogue_toml

    context.refuse_format()
    catalogue = context.catalogue if file is None else open_catalogue(file)
    context.output.deliver(catalogue_toml(catalogue))
    if catalogue.all("series") != open_catalogue(None).all("series"):
        context.warn(_SERIES)
    return 0
