"""The manual pages, made of the commands that `docs/commands.md` is made of; the build hook puts them where `man` looks."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from bjsubsidy import __version__
from bjsubsidy.cli.app import PROGRAM, TITLE
from bjsubsidy.cli.given import COMMON_PARAMETERS
from bjsubsidy.cli.make import command_module
from bjsubsidy.cli.page import argument
from bjsubsidy.language import Lang, Text
from bjsubsidy.law.catalogue import Catalogue
from docs.commands import EXIT_CODES, FACTS_TOO, NAMES_TOO, STREAMS, described

# Where each language's page stands below share/man.
PLACES: dict[Lang, str] = {"zh": "zh_CN/man1", "en": "man1"}
NAME, SYNOPSIS, ABOUT = Text("名称", "NAME"), Text("用法", "SYNOPSIS"), Text("说明", "DESCRIPTION")
COMMANDS, COMMON = Text("命令", "COMMANDS"), Text("每个命令都有的选项", "OPTIONS OF EVERY COMMAND")
VARIABLES, CODES, EXAMPLES = Text("环境变量", "ENVIRONMENT"), Text("退出码", "EXIT STATUS"), Text("例", "EXAMPLES")
USAGE = Text("命令 [选项] …", "COMMAND [OPTIONS] …")
STANDS_FOR, FORMATS = Text("代替 {}", "stands for {}"), Text("格式：{}", "formats: {}")


# Behind a Chinese letter a line may end, but not before what closes.
_CHINESE = re.compile(r"([\u3000-\u9fff\uff00-\uffef])(?![。，、；：？！）》”]|$)")


def pages(catalogue: Catalogue) -> dict[str, str]:
    """The pages by their places below share/man."""
    return {f"{place}/{PROGRAM}.1": page(lang, catalogue) for lang, place in PLACES.items()}


def page(lang: Lang, catalogue: Catalogue) -> str:
    """One page as the macros `man` take it."""
    rows = described()
    common = {param.name: param for param in rows["calc"]["params"][lang]}
    printed: date = catalogue.edition.until
    titled = f'.TH BJSUBSIDY 1 "{printed}" "{PROGRAM} {__version__}" "{_said(catalogue.edition.id)}"'
    head = ["'\\\" -*- coding: utf-8 -*-", titled, ".ad l", ".nh"]
    sections = (
        (NAME, [f"{PROGRAM} \\- {_said(TITLE.in_(lang).rstrip('。.'))}"]),
        (SYNOPSIS, [f".B {PROGRAM}", _said(USAGE.in_(lang))]),
        (ABOUT, [part for text in (FACTS_TOO, NAMES_TOO, STREAMS) for part in (".PP", _said(_bare(text.in_(lang))))]),
        (COMMANDS, [line for name, row in rows.items() for line in _command(name, row, lang)]),
        (COMMON, [line for name in COMMON_PARAMETERS for line in _option(common[name], "FORMAT" if name == "format" else None)]),
        (VARIABLES, list(_variables(rows, lang))),
        (CODES, [line for code, said in EXIT_CODES.items() for line in _term(str(code), said.in_(lang))]),
        (EXAMPLES, list(_examples(rows, catalogue))),
    )
    lines = [line for title, part in sections for line in (f".SH {title.in_(lang)}", *part)]
    return "\n".join([*head, *lines]) + "\n"


def _command(name: str, row: dict[str, Any], lang: Lang) -> Iterator[str]:
    params = row["params"][lang]
    words = [name, *([row["group"].word[0]] if row["group"] else []), *(argument(p) for p in params if p.param_type_name == "argument")]
    yield f".SS {_said(' '.join(words))}"
    yield _said(row["about"][lang])
    if row["formats"]:
        yield from (".PP", _said(FORMATS.in_(lang).format(", ".join(row["formats"]))))
    for param in params:
        if param.name not in COMMON_PARAMETERS:
            yield from _option(param)


def _option(param: Any, takes: str | None = None) -> Iterator[str]:
    """An option or a word with what it takes, and what it means."""
    names = [param.metavar] if param.param_type_name == "argument" else [*param.opts, *param.secondary_opts]
    taken = takes or ("" if param.param_type_name == "argument" or param.is_flag else param.metavar or "")
    yield from _term(", ".join(names) + (f" {taken}" if taken else ""), param.help)


def _term(name: str, said: str) -> Iterator[str]:
    yield from (".TP", f"\\fB{_said(name)}\\fR", _said(said))


def _variables(rows: dict[str, dict[str, Any]], lang: Lang) -> Iterator[str]:
    params = [param for row in rows.values() for param in row["params"][lang] if getattr(param, "envvar", None)]
    for variable, option in sorted({(param.envvar, param.opts[0]) for param in params}):
        yield from _term(variable, STANDS_FOR.in_(lang).format(option))


def _examples(rows: dict[str, dict[str, Any]], catalogue: Catalogue) -> Iterator[str]:
    """The line that each command's help begins with."""
    yield ".nf"
    for name, row in rows.items():
        words: str = command_module(name.replace(" ", "_")).example(catalogue, row["entry"])
        yield _said(f"{PROGRAM} {words}")
    yield ".fi"


def _bare(text: str) -> str:
    """Without the marks of Markdown."""
    return text.replace("`", "")


def _said(text: str) -> str:
    """Text as roff takes it: nothing of it is a request, and a dash is the one that is typed."""
    written = _CHINESE.sub(r"\1\\:", text.replace("\\", "\\e").replace("-", "\\-"))
    return f"\\&{written}" if written[:1] in (".", "'") else written
