"""The example that a help page begins with: made of entries of the catalogue, so that it runs."""

from collections.abc import Callable, Mapping
from datetime import date
from shlex import quote

from bjsubsidy.law.catalogue import Catalogue
from bjsubsidy.law.entries import Written

_FEW = 2


def example(command: str, entry: str | None, catalogue: Catalogue) -> str:
    """The words after the program's name."""
    words: dict[str, Callable[[], str]] = {
        "": lambda: calc_example(catalogue, None),
        "calc": lambda: calc_example(catalogue, entry),
        "sweep": lambda: f"sweep {_input(catalogue, entry)} --steps 5",
        "plan": lambda: "plan firm.toml",
        "batch": lambda: "batch firms.csv -o answers.xlsx",
        "deadlines": lambda: f"deadlines --after {catalogue.edition.until}",
        "due": lambda: due_example(catalogue),
        "status": lambda: status_example(catalogue, entry),
        "measures": lambda: f"measures --input {_input(catalogue, None)}",
        "show": lambda: f"show {next(iter(catalogue.rows('measure')), 'ID')}",
        "catalogue": lambda: "catalogue check measures.toml",
        "catalogue check": lambda: "catalogue check measures.toml",
        "catalogue schema": lambda: "catalogue schema -o measures.schema.json",
        "catalogue export": lambda: "catalogue export -o measures.toml",
        "completion": lambda: "completion bash",
        "help": lambda: "help calc",
        "version": lambda: "version",
    }
    return f"bjsubsidy {words[command]()}"


def calc_example(catalogue: Catalogue, input: str | None) -> str:
    """The first worked example of a measure on the input, with a few of its facts."""
    named = _input(catalogue, input)
    for measure in catalogue.measures_on(named):
        for worked in measure.examples[:1]:
            return f"calc {named} {worked.amount}{_facts(measure.given)}"
    return f"calc {named} AMOUNT"


def status_example(catalogue: Catalogue, id: str | None) -> str:
    """A status with a few of the facts that the catalogue gives for its examples; the first where none is named."""
    named = id or next(iter(catalogue.rows("status")), "ID")
    given = catalogue.status(named).given if named in catalogue.rows("status") else {}
    return f"status {named}{_facts(given)}"


def due_example(catalogue: Catalogue) -> str:
    """The first worked example of a time limit."""
    for limit in catalogue.all("limit"):
        for worked in limit.examples[:1]:
            return f"due {limit.id} {worked.start}"
    return "due LIMIT START"


def _input(catalogue: Catalogue, id: str | None) -> str:
    """The input, or the first that a measure is computed from."""
    return id or next((row["input"] for row in catalogue.rows("measure").values()), "INPUT")


def _facts(given: Mapping[str, Written]) -> str:
    return "".join(f" {_fact(id, value)}" for id, value in list(given.items())[:_FEW])


def _fact(id: str, value: Written) -> str:
    if isinstance(value, bool):
        return f"--{id}" if value else f"--no-{id}"
    return f"--{id} {value if isinstance(value, (int, date)) else quote(value)}"
