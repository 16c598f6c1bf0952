"""The usage of commands, made from the same data that reads their words."""

from collections.abc import Sequence

from bjsubsidy.answers.search import measures_on
from bjsubsidy.cli.commands import COMMANDS, COMMON, VERSION, Command
from bjsubsidy.language import Lang, Text, clean
from bjsubsidy.law.catalogue import Catalogue
from bjsubsidy.law.entries import Fact
from bjsubsidy.readers.command import Option, fact_options

_USAGE = Text("用法：", "usage: ")
_OVERVIEW = Text(
    "北京企业可申请哪些支持、多少、上限、条件、期限，以及出自哪一页。",
    "What support a Beijing firm can claim: how much, cap, conditions, dates, and the page it stands on.",
)
_ONE = Text("bjsubsidy 命令 --help 查看一个命令的用法。", "bjsubsidy COMMAND --help shows one command's usage.")


def _text(lines: Sequence[str]) -> str:
    return "".join(f"{clean(part)}\n" for line in lines for part in line.split("\n"))


def overview(lang: Lang) -> str:
    lines = [_OVERVIEW.in_(lang), "", f"{_USAGE.in_(lang)}bjsubsidy {Text('命令 …', 'COMMAND …').in_(lang)}", ""]
    for command in COMMANDS.values():
        names = " ".join(["bjsubsidy", command.name, *(name for name, _ in command.arguments)])
        lines += [f"  {names}", f"      {command.title.in_(lang)}"]
    lines += ["", *_options([*COMMON, VERSION], lang), "", _ONE.in_(lang)]
    return _text(lines)


def usage(command: Command, lang: Lang, known: Sequence[str] = ()) -> str:
    return _text([*_head(command, lang), *known, *([""] if known else []), *_tail(command, lang)])


def calc_usage(command: Command, catalogue: Catalogue, inputs: Sequence[str], lang: Lang) -> str:
    """With an input: exactly the facts its measures ask; without one: the inputs."""
    if not inputs:
        known = [catalogue.input(id) for id in catalogue.rows("input") if catalogue.measures_on(id)]
        rows = [line for input in known for line in (f"  {input.id}", f"      {input.name.in_(lang)}")]
        heading = Text("计算项目（INPUT），加 --help 查看各自的事实：", "inputs (INPUT); add --help to see the facts each asks:")
        return _text([*_head(command, lang), heading.in_(lang), *rows, "", *_tail(command, lang)])
    measures = measures_on(catalogue, inputs[0])
    about = [f"  {measure.id}\n      {measure.title.in_(lang)}" for measure in measures]
    input = catalogue.input(inputs[0])
    lines = [*_head(command, lang), f"{input.id}: {input.text.in_(lang)}", "", Text("措施：", "measures:").in_(lang), *about, ""]
    return _text([*lines, *_facts(catalogue.facts_asked(measures), lang), *_tail(command, lang)])


def status_usage(command: Command, catalogue: Catalogue, ids: Sequence[str], lang: Lang) -> str:
    if not ids:
        rows = [line for status in catalogue.all("status") for line in (f"  {status.id}", f"      {status.title.in_(lang)}")]
        heading = Text("身份认定（ID），加 --help 查看各自的事实：", "statuses (ID); add --help to see the facts each asks:")
        return _text([*_head(command, lang), heading.in_(lang), *rows, "", *_tail(command, lang)])
    status = catalogue.status(ids[0])
    asked = [catalogue.fact(id) for id in catalogue.rows("fact") if id in status.asks(catalogue)]
    lines = [*_head(command, lang), status.text.in_(lang), ""]
    return _text([*lines, *_facts(asked, lang), *_tail(command, lang)])


def _head(command: Command, lang: Lang) -> list[str]:
    names = " ".join(["bjsubsidy", command.name, *(name for name, _ in command.arguments)])
    lines = [command.title.in_(lang), "", f"{_USAGE.in_(lang)}{names} {Text('[选项]', '[options]').in_(lang)}", ""]
    arguments = [f"  {name}: {what.in_(lang)}" for name, what in command.arguments]
    return [*lines, *arguments, ""] if arguments else lines


def _facts(facts: Sequence[Fact], lang: Lang) -> list[str]:
    if not facts:
        return []
    heading = Text("事实（不给即为未知）：", "facts (left out means unknown):")
    return [heading.in_(lang), *(line for fact in facts for line in _fact(fact, lang)), ""]


def _fact(fact: Fact, lang: Lang) -> list[str]:
    """A fact's option and question, and what its choices mean."""
    choices = [f"      {choice.id}: {choice.name.in_(lang)}" for choice in fact.choices]
    return [*_options(fact_options([fact]), lang), *choices]


def _tail(command: Command, lang: Lang) -> list[str]:
    formats = Text(f"格式：{'、'.join(command.formats)}", f"formats: {', '.join(command.formats)}").in_(lang)
    return [Text("选项：", "options:").in_(lang), *_options([*command.options, *COMMON], lang), "", formats]


def _options(options: Sequence[Option], lang: Lang) -> list[str]:
    return [line for option in options for line in (f"  {_spelling(option)}", f"      {option.help.in_(lang)}")]


def _spelling(option: Option) -> str:
    short = f"-{option.short}, " if option.short else ""
    other = f" / --no-{option.name}" if option.pair else ""
    return f"{short}--{option.name}{other}" + (f" {option.value}" if option.value else "")
