"""`bjsubsidy calc INPUT AMOUNT`: one amount, or many from standard input, under every measure on the input."""

import sys
from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from bjsubsidy.answers.calc import Calc, calc
from bjsubsidy.answers.find import measures_on
from bjsubsidy.cli.commands import COMMON, Command
from bjsubsidy.cli.context import Context, open_catalogue
from bjsubsidy.errors import NotAsked, NotOnInput, Problem, Usage
from bjsubsidy.language import Lang, Text
from bjsubsidy.law.catalogue import Catalogue
from bjsubsidy.law.measure import Measure
from bjsubsidy.law.rule import Share
from bjsubsidy.quantities import Value, money_text, parse_money
from bjsubsidy.readers.command import Parsed, fact_options, facts_given, parse, positionals
from bjsubsidy.readers.item import Item, Receipt
from bjsubsidy.record import Record


class Asked(Record):
    """Everything `calc` was asked but the amount."""

    input: str
    on: date
    as_of: date
    facts: dict[str, Value]
    measures: list[Measure]
    receipts: list[Receipt]
    strict: bool


def run(command: Command, words: Sequence[str], lang: Lang) -> int:
    context = read_with_facts(command, words, lang)
    if context.parsed.has("help"):
        from bjsubsidy.cli.help import calc_usage

        sys.stdout.write(calc_usage(command, context.catalogue, context.parsed.positionals[:1], lang))
        return 0
    given = positionals(context.parsed, command.arguments)
    asked = _asked(context, given[0])
    return _many(context, asked) if given[1] == "-" else _one(context, asked, given[1])


def read_with_facts(command: Command, words: Sequence[str], lang: Lang) -> Context:
    """The words of a command whose options are the facts of the catalogue."""
    catalogue = open_catalogue(_catalogue_of(words))
    context = Context(command, parse(words, [*COMMON, *command.options, *fact_options(catalogue.all("fact"))]), lang)
    context.catalogue = catalogue
    return context


def _catalogue_of(words: Sequence[str]) -> str | None:
    """The catalogue must be open before the facts on the line can be told from other options."""
    for place, word in enumerate(words):
        if word.startswith("--catalogue"):
            name, given, path = word.partition("=")
            if name == "--catalogue":
                return path if given else next(iter(words[place + 1 :]), None)
    return None


def _asked(context: Context, input: str) -> Asked:
    catalogue, parsed = context.catalogue, context.parsed
    on, as_of = context.day("on") or context.today, context.day("as-of") or context.today
    on_input = measures_on(catalogue, input)
    facts = catalogue.facts_asked(on_input)
    _refuse_other_facts(parsed, catalogue, input, {fact.id for fact in facts})
    return Asked(
        input,
        on,
        as_of,
        facts_given(parsed, facts),
        _chosen(catalogue, input, on_input, parsed.options.get("measure", [])),
        _receipts(parsed, catalogue, input, as_of),
        parsed.has("strict"),
    )


def _refuse_other_facts(parsed: Parsed, catalogue: Catalogue, input: str, asked: set[str]) -> None:
    for fact in catalogue.rows("fact"):
        if parsed.has(fact) and fact not in asked:
            raise NotAsked(fact=fact, input=input).at(f"--{fact}")


def _chosen(catalogue: Catalogue, input: str, on_input: list[Measure], ids: list[str]) -> list[Measure]:
    try:
        chosen = {catalogue.computable(id).id for id in ids}
    except Problem as problem:
        raise problem.at("--measure") from None
    for id in ids:
        if id not in {measure.id for measure in on_input}:
            raise NotOnInput(measure=id, own=catalogue.measure(id).input, input=input).at("--measure")
    return [measure for measure in on_input if not ids or measure.id in chosen]


def _receipts(parsed: Parsed, catalogue: Catalogue, input: str, as_of: date) -> list[Receipt]:
    written, path = parsed.options.get("received", []), parsed.one("received-file")
    if not written and path is None:
        return []
    from bjsubsidy.readers.receipts import parse_receipt, read_register

    receipts = read_register(path, catalogue, as_of) if path is not None else []
    typed = [parse_receipt(text, catalogue, as_of) for text in written]
    for receipt in typed:
        own = catalogue.measure(receipt.measure).input
        if own != input:
            raise NotOnInput(measure=receipt.measure, own=own, input=input).at("--received")
    return receipts + typed


def _answer(context: Context, asked: Asked, amount: str) -> Calc:
    fen = parse_money(amount)
    _refuse_deductions_above(asked, fen)
    item = Item(asked.input, fen, asked.on, asked.facts)
    return calc(context.catalogue, item, asked.as_of, asked.measures, asked.receipts, asked.strict)


def _refuse_deductions_above(asked: Asked, fen: int) -> None:
    """What is deducted from the amount cannot be more than the amount."""
    for measure in asked.measures:
        less = measure.benefit.less if isinstance(measure.benefit, Share) else None
        deducted = asked.facts.get(less or "", 0)
        if isinstance(deducted, int) and deducted > fen:
            what = Text(
                f"{money_text(deducted)} 超过金额 {money_text(fen)}", f"{money_text(deducted)} is above the amount {money_text(fen)}"
            )
            raise Usage(what, Text("请更正其中之一。", "Correct one of them.")).at(f"--{less}")


def _one(context: Context, asked: Asked, amount: str) -> int:
    answer = _answer(context, asked, amount)
    cautions = context.cautions(asked.on)
    if context.format == "amount":
        context.deliver(best_amount(answer) + "\n")
    else:
        context.draw(lambda: _document(context, answer, cautions), lambda: _sheet(context, answer, cautions))
    if context.format in ("amount", "csv"):
        _warn(cautions)
    return 0


def best_amount(answer: Calc) -> str:
    """The high amount of the best claim; 0.00 where none pays."""
    return money_text(answer.best.high or 0) if answer.best else money_text(0)


def _warn(cautions: list[str]) -> None:
    for caution in cautions:
        print(caution, file=sys.stderr)


def _document(context: Context, answer: Calc, cautions: list[str]) -> dict[str, object]:
    from bjsubsidy.writers import json

    return json.calc(answer, context.catalogue, context.lang, cautions)


def _sheet(context: Context, answer: Calc, cautions: list[str]) -> "Sheet":
    from bjsubsidy.writers.sheets.calc import calc as sheet

    return sheet(answer, context.catalogue, context.lang, cautions, context.parsed.has("explain"))


def _many(context: Context, asked: Asked) -> int:
    """One answer a line; a line that cannot be read gets an empty answer and a message, and the exit code is 2."""
    form = context.format if context.parsed.has("format") or context.parsed.has("output") else "amount"
    if form == "table":
        what = Text("逐行读取时没有表格格式", "there is no table for many amounts")
        raise Usage(what, Text("请用 --format amount、csv 或 json。", "Use --format amount, csv or json."))
    cautions = context.cautions(asked.on)
    _warn(cautions if form != "json" else [])
    lines = _lines(context, asked, form, cautions)
    if context.parsed.has("output"):
        answers = list(lines)
        context.deliver("".join(text for text, _ in answers))
        return 0 if all(read for _, read in answers) else 2
    code = 0
    for text, read in lines:
        sys.stdout.write(text)
        sys.stdout.flush()
        code = code if read else 2
    return code


def _lines(context: Context, asked: Asked, form: str, cautions: list[str]) -> Iterator[tuple[str, bool]]:
    if form == "csv":
        yield _csv_heading(context), True
    for number, line in enumerate(_read_lines(), 1):
        written = line.decode("utf-8-sig" if number == 1 else "utf-8", "replace").rstrip("\r\n")
        try:
            yield _line(context, _answer(context, asked, written), form, cautions), True
        except Problem as problem:
            print(problem.at(Text(f"第 {number} 行", f"line {number}")).sentence(context.lang), file=sys.stderr)
            yield _empty(form), False


_LONGEST = 1000


def _read_lines() -> Iterator[bytes]:
    """The lines of standard input; of one that is too long for an amount only its beginning."""
    if sys.stdin is None:
        return
    while line := sys.stdin.buffer.readline(_LONGEST):
        rest = line
        while rest and not rest.endswith(b"\n"):
            rest = sys.stdin.buffer.readline(_LONGEST)
        yield line


def _line(context: Context, answer: Calc, form: str, cautions: list[str]) -> str:
    if form == "amount":
        return best_amount(answer) + "\n"
    if form == "json":
        from bjsubsidy.writers import json

        return json.text(_document(context, answer, cautions), indent=None)
    from bjsubsidy.writers import csv
    from bjsubsidy.writers.sheets.lines import best_line

    return csv.text(best_line(answer), heading=False)


def _csv_heading(context: Context) -> str:
    from bjsubsidy.writers import csv
    from bjsubsidy.writers.sheets.lines import heading

    return csv.text(heading())


def _empty(form: str) -> str:
    if form == "csv":
        from bjsubsidy.writers import csv
        from bjsubsidy.writers.sheets.lines import empty_line

        return csv.text(empty_line(), heading=False)
    return "null\n" if form == "json" else "\n"


if TYPE_CHECKING:
    from bjsubsidy.writers.sheet import Sheet
