"""Slips that Typer lets pass: an option given twice, or as the value of another, a value stuck to a short option.

They are found in what Typer's parser makes of a line, read once more with each spelling of an option as an option of its own.
"""

from collections.abc import Iterator, Mapping, Sequence
from copy import copy
from typing import Any

from typer.core import TyperCommand

from bjsubsidy.errors import Problem, UnknownName, Usage
from bjsubsidy.language import Text
from bjsubsidy.record import Record

OPTION = Text("选项", "option")


class WholeWord(str):
    """A word of a line. A value that stood behind `=`, or stuck to its option, is cut out of a word, and is none itself."""

    __slots__ = ()


class ParsedLine(Record):
    """The values that each spelling was given, spellings in the order of the line; the option of each; the words that are left."""

    given: Mapping[str, Sequence[object]]
    options: Mapping[str, Any]
    rest: Sequence[str]

    def has(self, name: str) -> bool:
        """Whether an option was given, by whichever spelling."""
        return any(self.options[spelling].name == name for spelling in self.given if spelling in self.options)

    def refuse_slips(self) -> None:
        """The first slip of the line, as a `Problem`."""
        for spelling, values in self.given.items():
            option = self.options.get(spelling)
            if option is None:
                continue
            for value in values:
                self._refuse_value(spelling, value)
            if not option.multiple and sum(len(self.given.get(other, ())) for other in _spellings(option)) > 1:
                raise given_twice(option, self.given)

    def _refuse_value(self, spelling: str, value: object) -> None:
        if not isinstance(value, str):
            return
        if isinstance(value, WholeWord) and value.partition("=")[0] in self.options:
            raise without_value(spelling)
        if not isinstance(value, WholeWord) and not spelling.startswith("--"):
            raise UnknownName(OPTION, spelling + value, [spelling])


def parsed_line(params: Sequence[Any], ctx: Any, words: Sequence[str]) -> ParsedLine:
    """What Typer's parser reads in the words of a command with these parameters."""
    options = {spelling: param for param in params if param.param_type_name == "option" for spelling in _spellings(param)}
    apart = TyperCommand(None, params=[each for param in params for each in _by_spelling(param)], add_help_option=False)
    given, rest, _ = apart.make_parser(ctx).parse_args([WholeWord(word) for word in words])
    return ParsedLine(given, options, rest)


def _spellings(option: Any) -> list[str]:
    return [*option.opts, *option.secondary_opts]


def _by_spelling(param: Any) -> Iterator[Any]:
    """An option once for each of its spellings, each keeping all that it is given; an argument as it is."""
    if param.param_type_name != "option":
        yield param
        return
    for spelling in _spellings(param):
        option = copy(param)
        option.name, option.opts, option.secondary_opts, option.multiple = spelling, [spelling], [], True
        yield option


def without_value(spelling: str) -> Problem:
    """An option that needs a value stands last, or before another option."""
    return Usage(Text(f"选项 {spelling} 缺少值", f"option {spelling} needs a value"), Text("请在其后写上值。", "Write the value after it."))


def no_value(flag: Any, spelling: str) -> Problem:
    """A flag was given a value."""
    names = [*flag.opts[:1], *flag.secondary_opts]
    now = Text(f"请写 {' 或 '.join(names)}。", f"Write {' or '.join(names)}.")
    return Usage(Text(f"选项 {spelling} 不带值", f"option {spelling} takes no value"), now)


def given_twice(option: Any, given: Mapping[str, object]) -> Problem:
    """An option given twice, or both sides of a pair, by the spellings that were `given`."""
    keep, name = Text("请只保留一个。", "Keep one of them."), option.opts[0]
    other = next((spelling for spelling in option.secondary_opts if spelling in given), None)
    if other is not None and any(spelling in given for spelling in option.opts):
        return Usage(Text(f"{name} 与 {other} 互相矛盾", f"{name} and {other} contradict each other"), keep)
    return Usage(Text(f"选项 {name} 给了两次", f"option {name} is given twice"), keep)
