"""Lines that a person types next, quoted for the shell."""

import os
from collections.abc import Collection, Sequence

from bjsubsidy.cli.context import Context
from bjsubsidy.cli.given import FACT_PREFIX, ParameterValue, spelt

_PROGRAM = "bjsubsidy"


def typed_line(words: Sequence[str]) -> str:
    """A line of the program with these words."""
    if os.name == "nt":
        from subprocess import list2cmdline

        return list2cmdline([_PROGRAM, *words])
    import shlex

    return shlex.join([_PROGRAM, *words])


def options_again(context: Context, without: Collection[str] = ()) -> list[str]:
    """The options that the line gave, but for some; what a variable of the environment says stands there still."""
    given = context.given
    kept = {name: value for name, value in given.values.items() if name not in given.variables and name not in without}
    return [word for name, value in kept.items() for word in option_words(name, value)]


def calc_again(context: Context, input: str) -> str:
    """The line of `calc` that asks all of it again."""
    amount = context.given.one("amount")
    return typed_line(["calc", input, *([] if amount is None else [amount]), *options_again(context, ("entry", "amount"))])


def option_words(parameter: str, value: ParameterValue) -> list[str]:
    """An option and its value; a fact that is a flag has two sides."""
    name = f"--{spelt(parameter)}"
    if isinstance(value, bool):
        return [name] if value else [f"--no-{spelt(parameter)}"] if parameter.startswith(FACT_PREFIX) else []
    return [word for each in ([value] if isinstance(value, str) else value) for word in _valued(name, each)]


def _valued(name: str, value: str) -> list[str]:
    return [f"{name}={value}"] if value.startswith("-") else [name, value]
