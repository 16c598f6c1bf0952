"""What a command line gave, and the function that answers it. Words become this in two ways only: by Typer and by the lane."""

from collections.abc import Mapping
from importlib import import_module
from typing import TYPE_CHECKING

from bjsubsidy.language import Lang
from bjsubsidy.record import Record

if TYPE_CHECKING:
    from bjsubsidy.cli.session import Session

Value = str | bool | list[str]

COMMON = ("format", "output", "lang", "catalogue", "quiet", "plain")
FACT = "fact_"


class Command(Record):
    """A command as it is run: the module of its name, and the formats it answers in, its own first."""

    name: str
    formats: tuple[str, ...]

    @property
    def words(self) -> str:
        """The command as a person writes it."""
        return self.name.replace("_", " ")


class Given:
    """The value of each parameter that a line gave: text, True or False of a flag, a list where it may be repeated.

    `variables` names the variable of the environment for each that came from there.
    """

    def __init__(self, values: Mapping[str, Value], variables: Mapping[str, str]) -> None:
        self.values = values
        self.variables = variables

    def one(self, parameter: str) -> str | None:
        value = self.values.get(parameter)
        return value if isinstance(value, str) else None

    def many(self, parameter: str) -> list[str]:
        value = self.values.get(parameter, [])
        return value if isinstance(value, list) else []

    def has(self, parameter: str) -> bool:
        return parameter in self.values

    def place(self, parameter: str) -> str:
        """What a person wrote it as: its option, or the variable that stands for it."""
        return self.variables.get(parameter) or f"--{spelt(parameter)}"

    def facts(self) -> dict[str, Value]:
        """What was given of the facts of the catalogue, by id."""
        return {spelt(name): value for name, value in self.values.items() if name.startswith(FACT)}

    def own(self) -> dict[str, Value]:
        """What the command's function takes: neither what stands on every command nor the facts."""
        return {name: value for name, value in self.values.items() if name not in COMMON and not name.startswith(FACT)}


def spelt(parameter: str) -> str:
    """The option of a parameter, and the fact of a fact's: `as_of` is as-of, `from_` is from, `fact_loan_rate` is loan-rate."""
    name = parameter.removeprefix(FACT) if parameter.startswith(FACT) else parameter.rstrip("_")
    return name.replace("_", "-")


def parameter_of(fact: str) -> str:
    return FACT + fact.replace("-", "_")


def call(command: Command, given: Given, lang: Lang, session: "Session | None" = None) -> int:
    """The exit code of a command's function, `run` in the module of its name; a session has opened the catalogue already."""
    from bjsubsidy.cli.context import Context

    context = Context(command, given, lang)
    if session is not None:
        context.catalogue = session.catalogue(given.one("catalogue"))
    code: int = import_module(f"bjsubsidy.cli.{command.name}").run(context, **given.own())
    return code
