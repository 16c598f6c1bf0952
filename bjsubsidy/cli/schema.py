"""`bjsubsidy schema COMMAND`: the JSON Schema of a command's JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bjsubsidy.cli.context import Context
from bjsubsidy.errors import UnknownName
from bjsubsidy.language import Text

if TYPE_CHECKING:
    from bjsubsidy.cli.options import DocumentedArgument


def run(context: Context, command: DocumentedArgument) -> int:
    from bjsubsidy.cli.app import COMMANDS
    from bjsubsidy.readers.schema import document_schema
    from bjsubsidy.reports.outputs.documents import DOCUMENTS, documents_of
    from bjsubsidy.writers.json import json_text

    if command not in DOCUMENTS:
        raise UnknownName(Text("有 JSON 的命令", "command with JSON"), command, list(DOCUMENTS))
    types = documents_of(command)
    made = document_schema(types, context.lang, context.catalogue)
    own = next(name for name in types.values() if name is not None)
    head = {"$schema": made["$schema"], "$id": f"urn:{own.replace('/', ':')}", "title": f"bjsubsidy {command}"}
    context.output.refuse_terminal()
    context.output.deliver(json_text({**head, "description": COMMANDS[command].in_(context.lang), **made, **head}))
    return 0
