"""`bjsubsidy version`: of the program, and which catalogue answers."""

from bjsubsidy.cli.context import Context
from bjsubsidy.language import clean
from bjsubsidy.law.catalogue import Catalogue


def example(catalogue: Catalogue, entry: str | None) -> str:
    return "version"


def run(context: Context) -> int:
    context.refuse_format()
    context.output.deliver(version(context.catalogue))
    return 0


def version(catalogue: Catalogue) -> str:
    """Program, edition and SHA-256 of the catalogue, on one line."""
    from bjsubsidy import __version__

    return clean(f"bjsubsidy {__version__}, {catalogue.edition.id}, {catalogue.sha256}") + "\n"
