"""The table of the lane, dumped from Typer's commands: written into the wheel when it is built, and by the test of the lane."""

from collections.abc import Iterator
from typing import Any

from bjsubsidy.cli.app import COMPLETES, PROGRAM, program
from bjsubsidy.cli.options import LANE_COMMANDS_NOT, LANE_NOT, LANE_VALUES
from bjsubsidy.cli.session import Session


def module() -> str:
    """The table as a Python module: what reads it when the program starts is the loader of compiled modules."""
    return (
        f'"""Made when the wheel is built: the options of Typer\'s commands, for lines that go past Typer."""\n\nTABLE = {lane_table()!r}\n'
    )


def lane_table() -> dict[str, Any]:
    """Every command that answers in a format of the lane, by its words, with its arguments and options."""
    top = program("zh")
    ctx = top.make_context(PROGRAM, [], resilient_parsing=True, obj=Session("zh"))
    left = [param.envvar for param in top.params if param.name in LANE_NOT and param.envvar]
    return {
        "not": (*left, COMPLETES),
        "values": tuple(LANE_VALUES.items()),
        "options": dict(_options(top)),
        "commands": {words: row for words, command in commands(top, ctx) if (row := _row(command)) is not None},
    }


def commands(group: Any, ctx: Any, before: tuple[str, ...] = ()) -> Iterator[tuple[str, Any]]:
    """The commands within a group, at any depth, by their words."""
    for name in group.list_commands(ctx):
        command = group.get_command(ctx, name)
        if hasattr(command, "list_commands"):
            inner = command.make_context(name, [], parent=ctx, resilient_parsing=True)
            yield from commands(command, inner, (*before, name))
        else:
            yield " ".join((*before, name)), command


def _row(command: Any) -> tuple[Any, ...] | None:
    """The module, formats, entry, fewest and named arguments, options and variables of a command."""
    answers = any(value in command.formats for values in LANE_VALUES.values() for value in values)
    if not answers or command.module in LANE_COMMANDS_NOT:
        return None
    arguments = [param for param in command.params if param.param_type_name == "argument"]
    fewest = sum(param.required for param in arguments)
    variables = tuple((param.name, param.envvar) for param in command.params if param.envvar and param.name not in LANE_NOT)
    names = tuple(param.name for param in arguments)
    return command.module, command.formats, command.entry, (fewest, names), tuple(_options(command)), variables


def _options(command: Any) -> Iterator[tuple[str, tuple[str, bool | None, bool]]]:
    """Each spelling of each option that the lane takes."""
    for param in command.params:
        if param.param_type_name != "option" or param.name in LANE_NOT or not param.expose_value:
            continue
        for spelling in param.opts:
            yield spelling, (param.name, True if param.is_flag else None, param.multiple)
        for spelling in param.secondary_opts:
            yield spelling, (param.name, False, False)
