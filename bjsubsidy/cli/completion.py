"""Shell completion of commands, inputs, measures, facts and their choices.

`bjsubsidy completion SHELL` prints a script; the script asks `bjsubsidy complete WORDS…`, whose last word is unfinished.
"""

from collections.abc import Sequence

from bjsubsidy.cli.commands import COMMANDS, COMMON, Command, split
from bjsubsidy.cli.context import open_catalogue, read
from bjsubsidy.errors import UnknownName
from bjsubsidy.language import LANGS, Lang, Text
from bjsubsidy.law.catalogue import Catalogue
from bjsubsidy.law.entries import Fact
from bjsubsidy.readers.command import Option, fact_options, positionals

SCRIPTS = {
    "bash": """_bjsubsidy() {
  mapfile -t COMPREPLY < <(bjsubsidy complete "${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
}
complete -o default -F _bjsubsidy bjsubsidy
""",
    "zsh": """#compdef bjsubsidy
_bjsubsidy() {
  compadd -- ${(f)"$(bjsubsidy complete "${(@)words[2,CURRENT]}" 2>/dev/null)"} || _files
}
compdef _bjsubsidy bjsubsidy
""",
    "fish": """complete -c bjsubsidy -a '(bjsubsidy complete (commandline -opc)[2..] (commandline -ct) 2>/dev/null)'
""",
}


def run(command: Command, words: Sequence[str], lang: Lang) -> int:
    context = read(command, words, lang)
    if context is None:
        return 0
    shell = positionals(context.parsed, command.arguments)[0]
    if shell not in SCRIPTS:
        raise UnknownName(Text("命令行外壳", "shell"), shell, list(SCRIPTS))
    if context.output.format:
        context.output.deliver(SCRIPTS[shell])
    return 0


def candidates(words: Sequence[str]) -> list[str]:
    """What the last word can become."""
    before, partial = list(words[:-1]), words[-1] if words else ""
    name, rest = split(before)
    found = list(COMMANDS) if name is None else _of_command(COMMANDS.get(name), rest, partial, open_catalogue(None))
    return [candidate for candidate in found if candidate.startswith(partial)]


def _of_command(command: Command | None, before: list[str], partial: str, catalogue: Catalogue) -> list[str]:
    if command is None:
        return []
    every = [*command.options, *COMMON, *fact_options(catalogue.all("fact"))]
    first = _first(before, {f"--{option.name}" for option in every if option.value} | {"-o"})
    facts = _facts(command, first, catalogue)
    options = {f"--{option.name}": option for option in (*command.options, *COMMON, *fact_options(facts))}
    if before and before[-1] in options and options[before[-1]].value:
        return _values(options[before[-1]], command, first, catalogue, facts)
    if partial.startswith("-"):
        return [*options, *(f"--no-{option.name}" for option in options.values() if option.pair)]
    return [] if first else _arguments(command, catalogue)


def _first(before: list[str], valued: set[str]) -> str:
    """The first word that is neither an option nor the value of one."""
    previous = ""
    for word in before:
        if not word.startswith("-") and previous not in valued:
            return word
        previous = word
    return ""


def _facts(command: Command, first: str, catalogue: Catalogue) -> list[Fact]:
    if command.name in ("calc", "sweep"):
        return catalogue.facts_asked(catalogue.measures_on(first))
    if command.name == "status" and first in catalogue.rows("status"):
        return [catalogue.fact(id) for id in catalogue.status(first).asks(catalogue)]
    return []


def _values(option: Option, command: Command, first: str, catalogue: Catalogue, facts: list[Fact]) -> list[str]:
    for fact in facts:
        if fact.id == option.name:
            return [choice.id for choice in fact.choices]
    known: dict[str, list[str]] = {
        "measure": [m.id for m in catalogue.measures_on(first)] if command.name in ("calc", "sweep") else list(catalogue.rows("measure")),
        "received": [f"{id}=" for id in catalogue.rows("measure")],
        "format": list(command.formats),
        "lang": list(LANGS),
        "input": list(catalogue.rows("input")),
    }
    return known.get(option.name, list(option.choices))


def _arguments(command: Command, catalogue: Catalogue) -> list[str]:
    from bjsubsidy.answers.search import SHOWN

    inputs = [id for id in catalogue.rows("input") if catalogue.measures_on(id)]
    names: dict[str, list[str]] = {
        "calc": inputs,
        "sweep": inputs,
        "status": list(catalogue.rows("status")),
        "due": list(catalogue.rows("limit")),
        "show": list(dict.fromkeys(id for kind in SHOWN for id in catalogue.rows(kind))),
        "completion": list(SCRIPTS),
    }
    return names.get(command.name, [])
