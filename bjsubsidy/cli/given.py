"""What a command line gave, and the function that answers it. Words become this in two ways only: by Typer and by the lane."""

from collections.abc import Mapping
from importlib import import_module
from typing import TYPE_CHECKING

from bjsubsidy.language import Lang
from bjsubsidy.record import Record

if TYPE_CHECKING:
    from bjsubsidy.cli.session import Session

ParameterValue = str | bool | list[str]

COMMON_PARAMETERS = ("format", "output", "lang", "catalogue", "quiet", "plain")
FACT_PREFIX = "fact_"


class Command(Record):
    """A command as it is run: the module of its name, and the formats it answers in, its own first."""

    name: str
    formats: tuple[str, ...]

    @property
    def words(self) -> str:
        """The command as a person writes it."""
        return self.name.replace("_", " ")


class GivenParameters:
    """The value of each parameter that a line gave: text, True or False of a flag, a list where it may be repeated.

    `variables` names the variable of the environment for each that came from there.
    """

    def __init__(self, values: Mapping[str, ParameterValue], variables: Mapping[str, str]) -> None:
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

    def facts(self) -> dict[str, ParameterValue]:
        """What was given of the facts of the catalogue, by id."""
        return {spelt(name): value for name, value in self.values.items() if name.startswith(FACT_PREFIX)}

    def own(self) -> dict[str, ParameterValue]:
        """What the command's function takes: neither what stands on every command nor the facts."""
        return {name: value for name, value in self.values.items() if name not in COMMON_PARAMETERS and not name.startswith(FACT_PREFIX)}


def spelt(parameter: str) -> str:
    """The option of a parameter, and the fact of a fact's: `as_of` is as-of, `from_` is from, `fact_loan_rate` is loan-rate."""
    name = parameter.removeprefix(FACT_PREFIX) if parameter.startswith(FACT_PREFIX) else parameter.rstrip("_")
    return name.replace("_", "-")


def parameter_of(fact: str) -> str:
    """The parameter of a command that carries a fact, as the name of a Python argument."""
    return FACT_PREFIX + fact.replace("-", "_")


def call(command: Command, given: GivenParameters, lang: Lang, session: "Session | None" = None) -> int:
    """The exit code of a command's function, `run` in the module of its name; a session may have opened the catalogue already."""
    from bjsubsidy.cli.context import Context

    context = Context(command, given, lang, session)
    code: int = import_module(f"bjsubsidy.cli.{command.name}").run(context, **given.own())
    return code
