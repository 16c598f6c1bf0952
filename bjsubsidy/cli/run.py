"""Find the command, read its words, and let its module answer."""

import sys
from collections.abc import Sequence
from importlib import import_module

from bjsubsidy.cli.commands import COMMANDS, COMMON, VERSION, split
from bjsubsidy.cli.context import open_catalogue
from bjsubsidy.errors import UnknownName, Usage
from bjsubsidy.language import Lang, Text, clean
from bjsubsidy.readers.command import parse


def run(words: Sequence[str], lang: Lang) -> int:
    """The exit code of a command line."""
    if words[:1] == ["complete"]:
        from bjsubsidy.cli.completion import candidates

        sys.stdout.write("".join(f"{candidate}\n" for candidate in candidates(words[1:])))
        return 0
    name, rest = split(words)
    if name is None:
        return _without_command(rest, lang)
    if name not in COMMANDS:
        raise UnknownName(Text("命令", "command"), name, list(COMMANDS))
    module = import_module(f"bjsubsidy.cli.{name}")
    return int(module.run(COMMANDS[name], rest, lang))


def _without_command(words: list[str], lang: Lang) -> int:
    from bjsubsidy.cli.help import overview

    parsed = parse(words, [*COMMON, VERSION])
    if parsed.has("version"):
        from bjsubsidy import __version__

        catalogue = open_catalogue(parsed.one("catalogue"))
        sys.stdout.write(clean(f"bjsubsidy {__version__}, {catalogue.edition.id}, {catalogue.sha256}") + "\n")
        return 0
    if not parsed.has("help"):
        raise Usage(Text("缺少命令", "no command is given"), Text("bjsubsidy --help 列出全部命令。", "bjsubsidy --help lists them."))
    sys.stdout.write(overview(lang))
    return 0
