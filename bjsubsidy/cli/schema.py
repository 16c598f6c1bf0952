"""`bjsubsidy schema COMMAND`: the JSON Schema of a command's JSON."""

from __future__ import annotations

from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from bjsubsidy.cli.context import Context
from bjsubsidy.errors import UnknownName
from bjsubsidy.language import Text

if TYPE_CHECKING:
    from bjsubsidy.cli.options import DocumentedArgument
    from bjsubsidy.law.catalogue import Catalogue
    from bjsubsidy.writers import Drawable

GIVES: tuple[Drawable, ...] = ("schema",)


def example(catalogue: Catalogue, entry: str | None) -> str:
    return "schema calc"


def run(context: Context, command: DocumentedArgument) -> int:
    from bjsubsidy.readers.schema import document_schema
    from bjsubsidy.writers.json import json_text

    form = context.output.format
    known = documented()
    if command not in known:
        raise UnknownName(Text("有 JSON 的命令", "command with JSON"), command, list(known))
    made = document_schema(known[command], context.lang, context.catalogue)
    own = next(name for name in known[command].values() if name is not None)
    head = {"$schema": made["$schema"], "$id": f"urn:{own.replace('/', ':')}", "title": f"bjsubsidy {command}"}
    said = json_text({**head, "description": _titles()[command].in_(context.lang), **made, **head})
    context.output.deliver(form.filed(said))
    return 0


def documented() -> dict[str, dict[Any, str | None]]:
    """The commands with JSON: every type that theirs may have, its own document first, with what the key `schema` says in it."""
    from bjsubsidy.cli.make import command_module

    modules = {words: command_module(words) for words in _titles() if find_spec(f"bjsubsidy.cli.{words.replace(' ', '_')}")}
    return {words: module.REPORT.shapes() for words, module in modules.items() if hasattr(module, "REPORT")}


def _titles() -> dict[str, Text]:
    """The commands by their words, those of `catalogue` too."""
    from bjsubsidy.cli.app import COMMANDS
    from bjsubsidy.cli.groups import Catalogues

    return {**COMMANDS, **{f"catalogue {name}": title for name, title in Catalogues.titles.items()}}
