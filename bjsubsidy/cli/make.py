"""Typer's commands from our functions: annotated parameters, facts of an entry, and what stands on every command."""

import inspect
from collections.abc import Callable, Iterable, Iterator, Sequence
from copy import copy
from importlib import import_module
from typing import TYPE_CHECKING, Annotated, Any, get_args, get_type_hints

import typer

from bjsubsidy.cli import ended, options
from bjsubsidy.cli.given import COMMON_PARAMETERS, Command, GivenParameters, call
from bjsubsidy.cli.offers import Offers, plain
from bjsubsidy.cli.session import catalogue_at, gathered, session_of
from bjsubsidy.cli.shells import complete_whole_words
from bjsubsidy.cli.speak import SpokenCommand
from bjsubsidy.cli.text import take_text
from bjsubsidy.language import Lang, Text
from bjsubsidy.writers import formats_of

if TYPE_CHECKING:
    from bjsubsidy.cli.groups import Listing

CommandAnswer = Callable[[typer.Context], int]
_HELP = {"help_option_names": ["--help", "-h"]}


class Maker:
    """Makes parameters in a language, about an input or a status where the command is about one."""

    def __init__(self, lang: Lang, entry: str | None = None) -> None:
        self.lang = lang
        self.entry = entry
        self.offers: dict[str, Offers] = {}

    def of_function(self, name: str) -> Iterator[inspect.Parameter]:
        """The annotated parameters of a command's function; what is not annotated is no word of a line."""
        function = command_module(name).run
        hints = get_type_hints(function, localns=vars(options), include_extras=True)
        for parameter in inspect.signature(function).parameters.values():
            if hasattr(hints[parameter.name], "__metadata__"):
                yield self.parameter(parameter.name, hints[parameter.name], parameter.default)

    def common(self, formats: Sequence[str]) -> Iterator[inspect.Parameter]:
        """What stands on every command; `--format` names the formats of this one, and is not shown where it has none."""
        for each in COMMON_PARAMETERS:
            annotation = options.COMMON_OPTIONS[each]
            if each == "format":
                kind, info, said = get_args(annotation)
                info = copy(info)
                info.metavar, info.hidden = "|".join(formats), not formats
                annotation = Annotated[kind, info, said, plain(*formats)]
            yield self.parameter(each, annotation, False if get_args(annotation)[0] is bool else None)

    def parameter(self, name: str, annotation: Any, default: Any) -> inspect.Parameter:
        """One parameter as Typer reads it, with its help in the language and what completes it."""
        kind, info, said, *offers = get_args(annotation)
        info = copy(info)
        info.help = said.in_(self.lang)
        for offered in offers:
            self.offers[name] = offered
            info.autocompletion = self._completing(offered)
        return inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=Annotated[kind, info])

    def _completing(self, offers: Offers) -> Callable[..., list[tuple[str, str]]]:
        def complete(ctx: typer.Context, incomplete: str) -> list[tuple[str, str]]:
            found = [(id, name.in_(self.lang)) for id, name in offers.of(catalogue_at(ctx), self.entry)]
            pairs = found if incomplete.isascii() else [(name, id) for id, name in found]
            return [(word + offers.after, said) for word, said in pairs]

        return complete


def command_module(name: str) -> Any:
    """The module of a command, by its words: `run` answers it, `example` stands on its page, `GIVES` says what formats may draw."""
    return import_module(f"bjsubsidy.cli.{name.replace(' ', '_')}")


def command_of(module: str) -> Command:
    """The command whose function a module has, with the formats that draw what it gives."""
    return Command(module, formats_of(getattr(command_module(module), "GIVES", ())))


def made(maker: Maker, name: str, title: Text, module: str, cls: type[SpokenCommand], facts: Iterable[inspect.Parameter] = ()) -> Any:
    """The command of a name: the parameters of its module's function, and the facts of the entry that it is about."""
    run = command_of(module)
    parameters = [*maker.of_function(module), *facts, *maker.common(run.formats)]
    app = typer.Typer(add_completion=False, rich_markup_mode=None)
    metavar = _options(maker.lang)
    app.command(name, cls=cls, help=title.in_(maker.lang), options_metavar=metavar)(_signed(_answering(run, maker.entry), parameters))
    command: Any = typer.main.get_command(app)
    command.lang, command.offers, command.entry = maker.lang, maker.offers, maker.entry
    command.module, command.formats = run.name, run.formats
    complete_whole_words(command.params)
    take_text(command.params)
    return command


def _answering(command: Command, entry: str | None) -> CommandAnswer:
    """Answers by the command's function, with the entry that it is about; it ends as the lines of the lane end."""

    def answer(ctx: typer.Context) -> int:
        given, session = gathered(ctx), session_of(ctx)
        values = given.values if entry is None else {**given.values, "entry": entry}
        return ended(lambda: call(command, GivenParameters(values, given.variables), session.lang, session), session.lang)

    return answer


def group_app(
    cls: "type[Listing]",
    name: str,
    title: Text,
    lang: Lang,
    formats: Sequence[str],
    answer: CommandAnswer | None = None,
    more: Sequence[Any] = (),
) -> Any:
    """A group, with what stands on every command; `formats` are those of any of its commands.

    One that answers does so without a command too, and installs completion.
    """
    maker = Maker(lang)
    app = typer.Typer(
        cls=cls,
        name=name,
        help=title.in_(lang),
        add_completion=answer is not None,
        rich_markup_mode=None,
        context_settings=_HELP,
        pretty_exceptions_enable=False,
        invoke_without_command=answer is not None,
        subcommand_metavar=f"{cls.word[0]} …",
        options_metavar=_options(lang),
    )
    app.callback()(_signed(answer or (lambda ctx: 0), [*(maker.parameter(*each) for each in more), *maker.common(formats)]))
    group: Any = typer.main.get_command(app)
    group.lang, group.offers = lang, maker.offers
    complete_whole_words(group.params)
    take_text(group.params)
    return group


def _signed(answer: CommandAnswer, parameters: Sequence[inspect.Parameter]) -> Callable[..., int]:
    """A function that Typer reads these parameters off; its answer takes what was given from the context."""

    def run(ctx: typer.Context, **_: Any) -> int:
        return answer(ctx)

    context = inspect.Parameter("ctx", inspect.Parameter.POSITIONAL_OR_KEYWORD, annotation=typer.Context)
    run.__signature__ = inspect.Signature([context, *parameters])  # type: ignore[attr-defined]
    run.__annotations__ = {}
    return run


def _options(lang: Lang) -> str:
    return Text("[选项]", "[OPTIONS]").in_(lang)
