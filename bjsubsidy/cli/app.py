"""The command line, told to Typer: functions with annotated options, found and made when they are asked for."""

import io
import os
import sys
from collections.abc import Sequence
from contextlib import redirect_stderr, redirect_stdout, suppress
from functools import cache
from typing import Any

import typer

from bjsubsidy.cli.given import GivenParameters, call
from bjsubsidy.cli.groups import Program
from bjsubsidy.cli.make import command_of, group_app
from bjsubsidy.cli.options import COMPLETION, INSTALL, INSTALLED, SHOW, VersionOption
from bjsubsidy.cli.page import page
from bjsubsidy.cli.session import Session, gathered, session_of
from bjsubsidy.cli.shells import answered_shell, join_options
from bjsubsidy.cli.speak import HelpPage
from bjsubsidy.errors import Problem, Unwritable, Usage, missing_word, system_reason
from bjsubsidy.language import Lang, Text
from bjsubsidy.writers import FORMATS

PROGRAM = "bjsubsidy"
COMPLETES = "_BJSUBSIDY_COMPLETE"

TITLE = Text(
    "北京企业可申请哪些支持、多少、上限、条件、期限，以及出自哪一页。",
    "What support a Beijing firm can claim: how much, cap, conditions, dates, and the page it stands on.",
)
COMMANDS = {
    "calc": Text("计算一笔金额在各项措施下的支持", "what one amount brings under every measure on it"),
    "sweep": Text("金额变化时支持如何变化，以及转折点", "how support changes with the amount, and its breakpoints"),
    "plan": Text("一家企业申请哪些措施最有利", "the best set of claims for one firm"),
    "batch": Text("计算一张表里的许多企业", "many firms: one table in, one table out"),
    "deadlines": Text("列出固定日期", "the fixed dates"),
    "due": Text("由起算日推算到期日", "the day a time limit ends"),
    "status": Text("判断企业或产品是否符合身份认定", "whether a firm or product has a status"),
    "measures": Text("列出和查找条目", "list and search the entries"),
    "show": Text("显示一个条目的全文、出处和条文理解", "one entry in full, with its sources and readings"),
    "schema": Text("输出一个命令的 JSON 的 JSON Schema", "print the JSON Schema of a command's JSON"),
    "catalogue": Text("检查或导出目录，输出其结构说明", "check or export a catalogue, print its schema"),
    "completion": Text("输出命令补全脚本", "print the shell's completion script"),
    "help": Text("显示一个命令的用法", "show how a command is used"),
    "version": Text("显示版本", "show the version"),
}


def run(words: Sequence[str], lang: Lang) -> int:
    """The exit code of a command line, read by Typer."""
    session = Session(lang)
    if COMPLETES in os.environ:
        return _completed(words, session)
    try:
        return program(lang).main(list(words), PROGRAM, standalone_mode=False, obj=session) or 0
    except HelpPage as shown:
        sys.stdout.write(shown.page)
    return 0


def _completed(words: Sequence[str], session: Session) -> int:
    """The exit code of the answer to a shell; where the line cannot be read nothing is offered, and nothing said."""
    join_options(os.environ)

    def offer() -> None:
        with suppress(Problem):
            program(session.lang).main(list(words), PROGRAM, standalone_mode=False, obj=session)

    return answered_shell(session, offer)


@cache
def program(lang: Lang) -> Any:
    """The whole command line in a language; its commands are made when they are asked for."""
    group = group_app(Program, PROGRAM, TITLE, lang, list(FORMATS), _without_command, [("version", VersionOption, False)])
    group.titles = COMMANDS
    install, show = group.params[-2:]
    _say(install, INSTALL.in_(lang), INSTALLED.in_(lang))
    _say(show, SHOW.in_(lang), None)
    return group


def _say(param: Any, help: str, said: str | None) -> None:
    """Typer's own option of completion in our words; what it prints, but where something else is `said`."""
    param.help, param.rich_help_panel, typers = help, "common", param.callback

    def done(ctx: typer.Context, param: Any, value: Any) -> Any:
        if not value or ctx.resilient_parsing:
            return value
        written = io.StringIO()
        try:
            with redirect_stdout(written), redirect_stderr(io.StringIO()):
                typers(ctx, param, value)
        except typer.Exit:
            raise Usage(Text("认不出当前的命令行程序", "the current shell is not known"), COMPLETION) from None
        except OSError as error:
            raise Unwritable(path=str(error.filename), why=system_reason(error)) from None
        except SystemExit:
            raise HelpPage(written.getvalue() if said is None else said) from None

    param.callback = done


def _without_command(ctx: typer.Context) -> int:
    """What the program does before a command, or without one: its version, its commands."""
    given = gathered(ctx)
    if given.has("version"):
        others = {name: value for name, value in given.values.items() if name != "version"}
        asked, session = GivenParameters(others, given.variables), session_of(ctx)
        raise typer.Exit(call(command_of("version"), asked, session.lang, session))
    if ctx.invoked_subcommand is None:
        if given.values.keys() - given.variables.keys():
            raise missing_word(*Program.word)
        raise HelpPage(page(ctx.command, ctx))
    return 0
