"""One run of the command line as its Typer commands see it: the language, and the catalogue, opened once."""

from collections.abc import Sequence
from functools import cache
from typing import Any, Literal

import typer

from bjsubsidy.cli.context import open_catalogue
from bjsubsidy.cli.given import GivenParameters, ParameterValue
from bjsubsidy.cli.options import CatalogueOption
from bjsubsidy.cli.slips import given_twice
from bjsubsidy.cli.text import take_text
from bjsubsidy.language import Lang
from bjsubsidy.law.catalogue import Catalogue


class Session:
    """`paths` are the catalogue that a line names further on; `listing` by what, while only names of commands are asked for.

    `completed` is the parameter whose value a shell asked for.
    """

    def __init__(self, lang: Lang) -> None:
        self.lang = lang
        self.paths: Sequence[str] = ()
        self.listing: Literal["id", "name"] | None = None
        self.completed: Any = None
        self._opened: dict[tuple[str, ...], Catalogue] = {}

    def catalogue(self, paths: Sequence[str]) -> Catalogue:
        named = tuple(paths)
        if named not in self._opened:
            self._opened[named] = open_catalogue(named)
        return self._opened[named]


def session_of(ctx: Any) -> Session:
    """The session that a run of the program carries in Typer's context."""
    found: Session = ctx.obj
    return found


def catalogue_at(ctx: Any) -> Catalogue:
    """The catalogue that the line names at this command, before it or after it; else that of the environment."""
    named = {_source(node, "catalogue"): node.params["catalogue"] for node in levels(ctx) if node.params.get("catalogue")}
    session = session_of(ctx)
    return session.catalogue(named.get(_LINE) or session.paths or named.get(_ENVIRONMENT) or ())


def looked_ahead(words: Sequence[str]) -> Sequence[str]:
    """The catalogue named in words that no command has read yet, as Typer reads them."""
    return _look().make_context("", list(words), resilient_parsing=True).params["catalogue"]  # type: ignore[no-any-return]


@cache
def _look() -> Any:
    settings = {"ignore_unknown_options": True, "allow_extra_args": True}
    app = typer.Typer(add_completion=False, rich_markup_mode=None)

    @app.command(add_help_option=False, context_settings=settings)
    def look(catalogue: CatalogueOption = None) -> None:
        """Only its words are read."""

    command: Any = typer.main.get_command(app)
    take_text(command.params)
    return command


_LINE, _ENVIRONMENT = "COMMANDLINE", "ENVIRONMENT"


def gathered(ctx: Any) -> GivenParameters:
    """What a line gave at any level: an option of every command may stand at one of them, and is given once.

    A variable of the environment stands for what the line gave nowhere.
    """
    line: dict[str, ParameterValue] = {}
    around: dict[str, ParameterValue] = {}
    variables: dict[str, str] = {}
    for node in levels(ctx):
        for param in node.command.params:
            source = _source(node, param.name)
            if source == _LINE and param.name in line:
                raise given_twice(param, {})
            if source == _LINE:
                line[param.name] = node.params[param.name]
            elif source == _ENVIRONMENT:
                around[param.name], variables[param.name] = node.params[param.name], param.envvar
    return GivenParameters({**around, **line}, {name: variable for name, variable in variables.items() if name not in line})


def _source(node: Any, parameter: str) -> str:
    """Where Typer has the value of a parameter from."""
    return getattr(node.get_parameter_source(parameter), "name", "")


def levels(ctx: Any) -> list[Any]:
    """The contexts from the program to a command."""
    return [] if ctx is None else [*levels(ctx.parent), ctx]
