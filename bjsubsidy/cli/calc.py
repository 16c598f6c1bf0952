"""`bjsubsidy calc INPUT AMOUNT`: one amount, or many from standard input, under every measure on the input."""

import sys
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from bjsubsidy.answers.calc import Calc, calc
from bjsubsidy.answers.query import Query, deduction
from bjsubsidy.cli.asking import read_asked, read_with_facts
from bjsubsidy.cli.commands import Command
from bjsubsidy.cli.context import Context
from bjsubsidy.errors import Problem, Usage
from bjsubsidy.language import Lang, Text
from bjsubsidy.law.firm import Item
from bjsubsidy.quantities import money_text, parse_money
from bjsubsidy.readers.command import positionals


def run(command: Command, words: Sequence[str], lang: Lang) -> int:
    context = read_with_facts(command, words, lang)
    if context.parsed.has("help"):
        from bjsubsidy.cli.help import calc_usage

        sys.stdout.write(calc_usage(command, context.catalogue, context.parsed.positionals[:1], lang))
        return 0
    given = positionals(context.parsed, command.arguments)
    asked = read_asked(context, given[0])
    return _many(context, asked) if given[1] == "-" else _one(context, asked, given[1])


def _answer(context: Context, asked: Query, amount: str) -> Calc:
    fen = parse_money(amount)
    _refuse_deductions_above(asked, fen)
    item = Item(asked.input, fen, asked.on, asked.facts)
    return calc(context.catalogue, item, asked.as_of, asked.measures, asked.receipts, asked.strict)


def _refuse_deductions_above(asked: Query, fen: int) -> None:
    """What is deducted from the amount cannot be more than the amount."""
    for measure in asked.measures:
        less = deduction(measure, asked.facts)
        if less and less[1] > fen:
            given, amount = money_text(less[1]), money_text(fen)
            what = Text(f"{given} 超过金额 {amount}", f"{given} is above the amount {amount}")
            raise Usage(what, Text("请更正其中之一。", "Correct one of them.")).at(f"--{less[0]}")


def _one(context: Context, asked: Query, amount: str) -> int:
    answer = _answer(context, asked, amount)
    cautions = context.cautions(asked.on)
    if context.format == "amount":
        context.deliver(best_amount(answer) + "\n")
    else:
        _draw(context, asked, answer, cautions)
    if context.format in ("amount", "csv"):
        _warn(cautions)
    return 0


def _draw(context: Context, asked: Query, answer: Calc, cautions: list[str]) -> None:
    def document() -> dict[str, object]:
        return _document(context, answer, cautions)

    def sheet() -> "Sheet":
        return _sheet(context, answer, cautions)

    def book() -> "Book":
        from bjsubsidy.cli.curve import book_of

        return book_of(context, asked, answer, cautions)

    if context.parsed.has("curve"):
        from bjsubsidy.cli.curve import draw

        draw(context, asked, answer, document, sheet, book)
    else:
        context.draw(document, sheet, book)


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


def _many(context: Context, asked: Query) -> int:
    """One answer a line; a line that cannot be read gets an empty answer and a message, and the exit code is 2."""
    form = context.format if context.parsed.has("format") or context.parsed.has("output") else "amount"
    if form not in ("amount", "csv", "json") or context.parsed.has("curve"):
        what = Text("逐行读取时只有 amount、csv 和 json", "many amounts are answered line by line only")
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


def _lines(context: Context, asked: Query, form: str, cautions: list[str]) -> Iterator[tuple[str, bool]]:
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
    from bjsubsidy.writers.book import Book
    from bjsubsidy.writers.sheet import Sheet
