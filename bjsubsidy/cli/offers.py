"""What can be written for a value, with what each means: for completion, for help, and for a refusal that says what is meant."""

from collections.abc import Callable, Sequence
from typing import Any

from bjsubsidy.answers.search import LISTED, SHOWN_KINDS
from bjsubsidy.language import LANGS, Text
from bjsubsidy.law.catalogue import KIND_WORDS, Catalogue, Kind
from bjsubsidy.law.entries import Fact
from bjsubsidy.record import Record

Offer = tuple[str, Text]


class Offers(Record):
    """`of` gives the ids and their names from the catalogue, on an input where there is one; `shown` where the help lists them.

    `after` is what follows the word where it is the first part of one.
    """

    of: Callable[[Catalogue, str | None], Sequence[Offer]]
    shown: bool = False
    after: str = ""


def plain(*ids: str, shown: bool = False) -> Offers:
    """Words that need no name."""
    return Offers(lambda catalogue, input: [(id, Text("", "")) for id in ids], shown)


LANGUAGE_OFFERS = plain(*LANGS)
ENGINES = ("duckdb", "spark")
ENGINE_OFFERS = plain(*ENGINES, shown=True)
REPORT_FORMATS = ("html", "xlsx")
REPORT_OFFERS = plain(*REPORT_FORMATS, shown=True)
NEW_KIND_OFFERS = plain("measure", shown=True)
SHELLS = ("bash", "zsh", "fish", "powershell", "pwsh")
SHELL_OFFERS = plain(*SHELLS, shown=True)


def of_kinds(*kinds: Kind, shown: bool = False) -> Offers:
    """The entries of these kinds by id, in catalogue order; an id that several kinds share stands once."""

    def of(catalogue: Catalogue, input: str | None) -> list[Offer]:
        found = {id: row for kind in kinds for id, row in catalogue.rows(kind).items()}
        return [(id, name_of(row)) for id, row in found.items()]

    return Offers(of, shown)


def computed(catalogue: Catalogue) -> list[Offer]:
    """The inputs that a measure is computed from."""
    return [(id, name_of(row)) for id, row in catalogue.rows("input").items() if catalogue.measures_on(id)]


def _measures(catalogue: Catalogue, input: str | None) -> list[Offer]:
    """All measures, or those on an input."""
    found = catalogue.measures() if input is None else catalogue.measures_on(input)
    return [(measure.id, measure.title) for measure in found]


def _columns(catalogue: Catalogue, input: str | None) -> list[Offer]:
    """What a table of items may have."""
    from bjsubsidy.readers.headings import of_items, own_names

    known = of_items(catalogue)
    return [(id, own_names(id)) for id in known.own] + [(id, fact.name) for id, fact in known.facts.items()]


def _date_kinds(catalogue: Catalogue, input: str | None) -> Sequence[Offer]:
    from bjsubsidy.reports.phrases import DATE_KINDS

    return list(DATE_KINDS.items())


def _documented(catalogue: Catalogue, input: str | None) -> Sequence[Offer]:
    from bjsubsidy.cli.schema import documented

    return [(command, Text("", "")) for command in documented()]


def _faults(catalogue: Catalogue, input: str | None) -> Sequence[Offer]:
    from bjsubsidy.readers.codes import CODES

    return [(code.code, code.holds) for code in CODES.values()]


FAULT_OFFERS = Offers(_faults)
MEASURE_OFFERS = Offers(_measures)
DOCUMENTED_OFFERS = Offers(_documented, shown=True)
RECEIVED_OFFERS = Offers(_measures, after="=")
COLUMN_OFFERS = Offers(_columns, after="=")
ENTRY_OFFERS = of_kinds(*SHOWN_KINDS)
DATE_KIND_OFFERS = Offers(_date_kinds, shown=True)
ENTRY_KIND_OFFERS = Offers(lambda catalogue, input: [(kind, KIND_WORDS[kind]) for kind in LISTED], shown=True)


def commands_after(ctx: Any, incomplete: str) -> list[tuple[str, str]]:
    """The commands that can follow the words that `help` was given, each with its title."""
    at = ctx.find_root()
    for word in ctx.params.get("command") or ():
        command = at.command.get_command(at, word)
        if not hasattr(command, "names"):
            return []
        at = command.make_context(word, [], parent=at, resilient_parsing=True)
    return [(item.value, item.help or "") for item in at.command.shell_complete(at, incomplete)]


def choices(fact: Fact) -> Offers:
    """The answers of a fact that is a choice."""
    return Offers(lambda catalogue, input: [(choice.id, choice.name) for choice in fact.choices], shown=True)


def name_of(row: Any) -> Text:
    """The name of an entry as written: its title, or what else it is called by."""
    said = row.get("title") or row["name"]
    return Text(said["zh"], said["en"])
