"""A help page: an example first, then panels in which neither the name of an option nor a question is ever cut."""

import io
import sys
from collections.abc import Iterator, Sequence
from importlib import import_module
from typing import Any

from rich.console import Console, Group
from rich.padding import Padding
from rich.panel import Panel
from rich.text import Text as Rich

from bjsubsidy.cli.offers import Offer
from bjsubsidy.cli.options import PANELS
from bjsubsidy.cli.session import catalogue_at
from bjsubsidy.language import Lang, Text, clean
from bjsubsidy.law.catalogue import Catalogue

_WIDEST = 100


def page(command: Any, ctx: Any) -> str:
    """The whole page of a command or group, as wide as the terminal."""
    lang: Lang = command.lang
    written = io.StringIO()
    console = Console(file=written, highlight=False, width=_width(), force_terminal=_coloured(), legacy_windows=False)
    usage = " ".join([ctx.command_path, *_usage(command)])
    shown = f"{ctx.find_root().info_name} {_example(command, catalogue_at(ctx))}"
    console.print(Rich.assemble((Text("例：", "Example: ").in_(lang), "dim"), (clean(shown), "green")), soft_wrap=True)
    console.print(Rich(Text("用法：", "Usage: ").in_(lang) + usage, overflow="fold"))
    console.print(Rich(clean(command.help or ""), "bold", overflow="fold"))
    for title, lines in _panels(command, ctx).items():
        console.print(Panel(Group(*lines), title=title, title_align="left", border_style="dim"))
    return written.getvalue()


def _usage(command: Any) -> Iterator[str]:
    """What follows a command's name: options, arguments, and the words of a group's commands."""
    yield command.options_metavar
    for param in command.params:
        if param.param_type_name == "argument":
            yield argument(param)
    if hasattr(command, "names"):
        yield command.subcommand_metavar


def argument(param: Any) -> str:
    """An argument as the usage names it: in brackets where it may be left out, with dots where several may stand."""
    return (param.metavar if param.required else f"[{param.metavar}]") + ("…" if param.nargs == -1 else "")


def _example(command: Any, catalogue: Catalogue) -> str:
    """That of a command's module; a group names another's, or has the name of the one that its commands share."""
    words: str = import_module(f"bjsubsidy.cli.{command.module or command.name}").example(catalogue, command.entry)
    return words


def _width() -> int:
    if not sys.stdout.isatty():
        return 80
    from shutil import get_terminal_size

    return min(get_terminal_size().columns, _WIDEST)


def _coloured() -> bool:
    return sys.stdout.isatty()


def _panels(command: Any, ctx: Any) -> dict[str, list[Padding]]:
    """The lines of each panel: commands and measures first, then the parameters by what they are about."""
    found = {title: _lines(rows, command.lang) for title, rows in command.parts}
    if hasattr(command, "names"):
        found[f"{command.word[1].in_(command.lang)} {command.word[0]}"] = _lines(command.names(ctx), command.lang)
    for panel, title in PANELS.items():
        lines = [line for param in _shown(command, ctx) if param.rich_help_panel == panel for line in _param(param, command, ctx)]
        if lines:
            found[title.in_(command.lang)] = lines
    return found


def _shown(command: Any, ctx: Any) -> list[Any]:
    return [param for param in command.get_params(ctx) if not getattr(param, "hidden", False)]


def _lines(rows: Sequence[Offer], lang: Lang) -> list[Padding]:
    return [part for id, name in rows for part in _line(id, "", name.in_(lang))]


def _param(param: Any, command: Any, ctx: Any) -> Iterator[Padding]:
    """A parameter: its spellings and what it takes, what it means, and the words it takes with what each means."""
    if param.param_type_name == "argument":
        yield from _line(param.metavar, "", param.help or "")
    else:
        names = ", ".join(param.opts) + "".join(f" / {other}" for other in param.secondary_opts)
        yield from _line(names, "" if param.is_flag else param.metavar or "", param.help or "")
    offers = command.offers.get(param.name)
    for id, name in offers.of(catalogue_at(ctx), command.entry) if offers and offers.shown else ():
        said = clean(name.in_(command.lang))
        yield Padding(Rich.assemble((id, "cyan"), f"  {said}" if said not in ("", id) else "", overflow="fold"), (0, 0, 0, 6))


def _line(name: str, takes: str, said: str) -> Iterator[Padding]:
    """A name with what it takes, and under it what it means."""
    yield Padding(Rich.assemble((clean(name), "bold cyan"), (f" {takes}" if takes else "", "yellow"), overflow="fold"), 0)
    yield Padding(Rich(clean(said), overflow="fold"), (0, 0, 0, 4))
