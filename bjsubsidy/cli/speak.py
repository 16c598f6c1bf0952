"""How Typer's commands speak here: help, errors and Typer's own words in both languages.

`Spoken` is mixed into Typer's classes of commands and groups. Help is drawn here since Typer's tables cut the names of options at
80 columns, and Chinese questions, which have no spaces, at the edge. Every error of grammar becomes our one line.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

from bjsubsidy.cli.offers import Offer, Offers
from bjsubsidy.cli.options import HELP
from bjsubsidy.cli.slips import OPTION, no_value, parsed_line, without_value
from bjsubsidy.errors import SEE_HELP, Problem, UnknownName, Usage, extra_word, missing_word
from bjsubsidy.language import Lang, Text, clean


class HelpPage(Exception):
    """A help page, whole; it leaves Typer as it is."""

    def __init__(self, page: str) -> None:
        super().__init__(page)
        self.page = page


class Spoken:
    """Mixed into TyperCommand and TyperGroup; `lang` and what its help shows are set when a command is made."""

    lang: Lang = "zh"
    module: str = ""
    formats: Sequence[str] = ()
    entry: str | None = None
    offers: Mapping[str, Offers]
    parts: Sequence[tuple[str, Sequence[tuple[str, Text]]]] = ()

    def get_help_option(self, ctx: Any) -> Any:
        option = super().get_help_option(ctx)  # type: ignore[misc]
        if option is not None:
            # Typer keeps the names in a set; their order would change from run to run.
            option.opts.sort(key=len)
            option.help, option.rich_help_panel, option.callback = HELP.in_(self.lang), "common", self._shown
            # Of a flag that is not given Typer would have pydantic say that it is None.
            option.default = False
        return option

    def _shown(self, ctx: typer.Context, param: object, value: bool) -> None:
        if value and not ctx.resilient_parsing:
            from bjsubsidy.cli.page import page

            raise HelpPage(page(self, ctx))

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Typer's, but for what it lets pass: an option given twice, an option as the value of another, a value stuck to `-o`."""
        if ctx.resilient_parsing:
            return super().parse_args(ctx, args)  # type: ignore[misc,no-any-return]
        try:
            line = parsed_line(self.get_params(ctx), ctx, args)  # type: ignore[attr-defined]
            line.refuse_slips()
            if line.rest and not ctx.allow_extra_args:
                raise extra_word(line.rest[0])
            asked = [] if line.rest or line.has("help") else self.asked_for(ctx, args)
            left: list[str] = super().parse_args(ctx, [*args, *asked])  # type: ignore[misc]
            self.check([*line.rest, *asked], ctx)
            return left
        except typer.TyperException as error:
            raise self.told(error, ctx) from None

    def asked_for(self, ctx: Any, words: Sequence[str]) -> list[str]:
        """Words that a person is asked for where a line has none beside its options."""
        return []

    def check(self, rest: Sequence[str], ctx: Any) -> None:
        """Refuse what a group does not take as the words after its own."""

    def _spellings(self) -> list[str]:
        """Every spelling of every option of this command."""
        options = [param for param in self.params if param.param_type_name == "option"]  # type: ignore[attr-defined]
        return [spelling for param in options for spelling in (*param.opts, *param.secondary_opts)] + ["--help", "-h"]

    def told(self, error: Any, ctx: Any) -> Problem:
        """An error of Typer's grammar in our words; its classes are told apart by name, since they are private."""
        kind, param = type(error).__name__, getattr(error, "param", None)
        if kind == "NoSuchOption":
            # A word with one dash is looked for whole first, then letter by letter.
            whole = getattr(error.__context__, "option_name", error.option_name)
            return self.unknown(error.option_name, ctx, whole)
        if kind == "BadOptionUsage":
            flag = next(p for p in self.get_params(ctx) if error.option_name in (*p.opts, *p.secondary_opts))  # type: ignore[attr-defined]
            return no_value(flag, error.option_name) if flag.is_flag else without_value(error.option_name)
        if kind == "MissingParameter" and param is not None:
            return missing_word(param.metavar, Text(param.help, param.help), self._offered(param, ctx))
        if kind == "BadParameter" and param is not None:
            name = param.opts[0] if param.param_type_name == "option" else param.metavar
            what = Text(f"{name} 的值有读不出的字符", f"the value of {name} has characters that cannot be read")
            return Usage(what, Text("请重新输入。", "Type it again."))
        said = clean(error.format_message()).rstrip(".。")
        return Usage(Text(said, said), SEE_HELP)

    def _offered(self, param: Any, ctx: Any) -> Sequence[Offer]:
        """What can stand for an argument, where help lists it."""
        from bjsubsidy.cli.session import catalogue_at

        offers = self.offers.get(param.name)
        return offers.of(catalogue_at(ctx), self.entry) if offers is not None and offers.shown else ()

    def unknown(self, name: str, ctx: Any, whole: str) -> Problem:
        """Why a word that looks like an option is none here."""
        if not name.startswith("--") and not name[1:2].isalpha():
            return self.no_option(whole)
        slips = [spelling for spelling in self._spellings() if spelling.startswith("--") and alike(name, spelling)]
        return UnknownName(OPTION, name, slips, otherwise=SEE_HELP)

    def no_option(self, word: str) -> Problem:
        """A dash and a figure is a negative amount, where an amount is asked for."""
        if any(param.metavar == "AMOUNT" for param in self.params if param.param_type_name == "argument"):  # type: ignore[attr-defined]
            from bjsubsidy.quantities import parse_money

            try:
                parse_money(word)
            except Problem as problem:
                return problem
        return UnknownName(OPTION, word, self._spellings())


# What a name of an option may say of its figure.
_UNIT = "(?:^|-)(usd|cny|rmb|yuan|fen|qian|wan|yi|percent|万元|元|美元)(?=-|$)"


def alike(written: str, spelling: str) -> bool:
    """Whether one may be a slip for the other; never where a figure would then stand in another unit."""
    from difflib import SequenceMatcher

    words, known = (re.findall(_UNIT, text.strip("-")) for text in (written, spelling))
    return words == known and SequenceMatcher(None, written.strip("-"), spelling.strip("-")).ratio() * 10 >= 7


class SpokenCommand(Spoken, TyperCommand):
    """A command that speaks both languages."""


class SpokenGroup(Spoken, TyperGroup):
    """A group that does."""
