"""The lane: lines that scripts call thousands of times go past Typer to the same function of the command.

It is a cache of Typer and no grammar of its own. A table of the options is dumped from Typer's commands when the wheel is built; a
line is taken where it is plainly right by that table, and everything else goes to Typer. A checkout has no table, hence no lane, and
the same answers.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from bjsubsidy.cli.given import Command, GivenParameters, ParameterValue

LaneTable = Mapping[str, Any]
# Of an option: the parameter, what a flag stands for (None where a value follows), whether it may be repeated.
Option = tuple[str, bool | None, bool]


def built_table() -> LaneTable | None:
    """The table that the wheel was built with."""
    try:
        from bjsubsidy.cli.grammar import TABLE
    except ImportError:
        return None
    found: LaneTable = TABLE
    return found


def taken(words: Sequence[str], environment: Mapping[str, str], table: LaneTable | None) -> tuple[Command, GivenParameters] | None:
    """The command of a line and what the line gave; None where Typer is to read it."""
    if table is None or any(name in environment for name in table["not"]) or not readable(words):
        return None
    values: dict[str, ParameterValue] = {}
    start = _read(words, table["options"], values, None)
    if start is None or start == len(words):
        return None
    for length in (1, 2):
        found = table["commands"].get(" ".join(words[start : start + length]))
        if found is not None:
            return _of_command(found, words[start + length :], environment, table, values)
    return None


def readable(words: Iterable[str]) -> bool:
    """Whether all of it is text; Typer says of what is none where it stands."""
    try:
        "".join(words).encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _of_command(
    found: Any, words: Sequence[str], environment: Mapping[str, str], table: LaneTable, values: dict[str, ParameterValue]
) -> tuple[Command, GivenParameters] | None:
    name, formats, entry, arguments, options, variables = found
    positionals: list[str] = []
    if _read(words, dict(options), values, positionals) is None or not arguments[0] <= len(positionals) <= len(arguments[1]):
        return None
    values.update(zip(arguments[1], positionals, strict=False))
    from_environment = {parameter: variable for parameter, variable in variables if parameter not in values and environment.get(variable)}
    values.update((parameter, environment[variable]) for parameter, variable in from_environment.items())
    if any(values.get(parameter) not in allowed for parameter, allowed in table["values"]):
        return None
    if entry is not None:
        values["entry"] = entry
    return Command(name, formats), GivenParameters(values, from_environment)


def _read(
    words: Sequence[str], options: Mapping[str, Option], values: dict[str, ParameterValue], positionals: list[str] | None
) -> int | None:
    """Options into `values`, other words into `positionals`; None where a word is not plainly one of them.

    Without `positionals` it ends before the first other word; the number of words it read.
    """
    place = 0
    while place < len(words):
        word = words[place]
        place += 1
        if word[:1] != "-" or word == "-":
            if positionals is None:
                return place - 1
            positionals.append(word)
            continue
        spelling, attached, value = word.partition("=")
        if spelling not in options:
            return None
        parameter, stands_for, many = options[spelling]
        if stands_for is not None:
            value_read: ParameterValue | None = None if attached else stands_for
        elif attached:
            value_read = value if spelling[:2] == "--" else None
        else:
            value_read = words[place] if place < len(words) and (words[place][:1] != "-" or words[place] == "-") else None
            place += 1
        if value_read is None or (parameter in values and not many):
            return None
        if many:
            held = values.setdefault(parameter, [])
            assert isinstance(held, list)
            held.append(str(value_read))
        else:
            values[parameter] = value_read
    return place
