"""A workbook to fill in, made from the catalogue: one sheet an input, its columns explained, with what may be chosen to choose from.

`batch` reads it back: the headings are names that it knows. Only the headings stand in it, so that a sheet left blank has no rows.
"""

from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import TYPE_CHECKING

from bjsubsidy.answers.without_amount import amount_told
from bjsubsidy.language import Lang, Text, clean
from bjsubsidy.law.catalogue import Catalogue
from bjsubsidy.law.entries import Input
from bjsubsidy.readers.headings import ColumnForm, Vocabulary, of_items, own_names
from bjsubsidy.readers.units import NOTHING_SAID
from bjsubsidy.record import Record
from bjsubsidy.writers import scale
from bjsubsidy.writers.worksheet import MOST_ROWS, opened_workbook
from bjsubsidy.writers.xlsx import sheet_names

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

_OWN = ("enterprise", "credit-code", "item", "input", "amount", "on")
_EXPLAINED = {
    "enterprise": Text(
        "企业名称，必填；有统一社会信用代码的按代码认，没有的按名称认。", "The firm, required; identified by its code, else by its name."
    ),
    "credit-code": Text("统一社会信用代码，18 位；没有可不填。", "The firm's unified social credit code of 18 characters, if you have it."),
    "item": Text("项目名称，随意填写，原样出现在结果里。", "A name of your own for the item; it is shown in the answer."),
    "input": Text("每行都选这一项，必填。", "Choose it in every row; required."),
    "on": Text(
        "费用发生日，必填，如 2021-03-20；不是到账日。",
        "The day of the expense, required, such as 2021-03-20; not the day on which money came.",
    ),
}
_TITLE = Text("待填写的表", "a table to fill in")
# The headings name no unit: a figure alone is in yuan, and one with a unit of its own, as people type it, is read in that.
_YUAN = Text("只写数字的按元计，也可写 120万、1.2亿。", "A figure alone is in yuan; 120万 or 1.2亿 will do as well.")
_BLANK = Text("不知道的留空。", "Leave it blank where you do not know.")
# How cells look before anything is written into them; names, codes and texts stay text, so that no digit of them is lost.
_LOOKS: dict[ColumnForm, str] = {"yuan": "#,##0.00", "share": "0.00##########%", "day": "yyyy-mm-dd", "whole": "0"}
_TEXT = "@"
_LONGEST_TITLE, _LONGEST_MESSAGE, _NARROWEST = 32, 255, 12


class BlankColumn(Record):
    """A column to fill in: its heading, what it is for, what may be chosen, and how its cells look."""

    heading: str
    explained: str
    choices: tuple[str, ...]
    look: str


def blank_table(catalogue: Catalogue, inputs: Sequence[str], lang: Lang) -> bytes:
    """The workbook with a sheet for each of the inputs."""
    named = [catalogue.input(id) for id in inputs]
    known, file = of_items(catalogue), BytesIO()
    with opened_workbook(file, _TITLE.in_(lang)) as book:
        for input, name in zip(named, sheet_names([input.name.in_(lang) for input in named]), strict=True):
            _sheet(book, name, list(_columns(input, catalogue, known, lang)))
    return file.getvalue()


def _columns(input: Input, catalogue: Catalogue, known: Vocabulary, lang: Lang) -> Iterator[BlankColumn]:
    """What every table has, then the facts that the measures on the input ask."""
    explained = _EXPLAINED | {"amount": amount_told(input.id, catalogue)}
    if input.day is not None:
        explained["on"] = Text(f"{input.day.zh}，必填。", f"The {input.day.en}, required.")
    for id in _OWN:
        offered = (input.name.in_(lang),) if id == "input" else ()
        yield _column(id, own_names(id), explained[id].in_(lang), offered, known, lang)
    for fact in catalogue.facts_asked(catalogue.measures_on(input.id)):
        notes = [fact.question.in_(lang), *([fact.note.in_(lang)] if fact.note else []), fact.kind.asked(fact).in_(lang), _BLANK.in_(lang)]
        choices = tuple(choice.in_(lang) for choice in fact.kind.offered(fact))
        yield _column(fact.id, fact.name, "\n".join(note for note in notes if note), choices, known, lang)


def _column(id: str, name: Text, explained: str, choices: tuple[str, ...], known: Vocabulary, lang: Lang) -> BlankColumn:
    form = known.column(id, id, 0, NOTHING_SAID).form
    said = f"{explained}\n{_YUAN.in_(lang)}" if form == "yuan" else explained
    return BlankColumn(clean(name.in_(lang)), clean(said), tuple(map(clean, choices)), _LOOKS.get(form, _TEXT))


def _sheet(book: "Workbook", name: str, columns: Sequence[BlankColumn]) -> None:
    sheet = book.add_worksheet(name)
    heading = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bg_color": "#E8EEF7", "border": 1})
    for place, column in enumerate(columns):
        wide = max(_NARROWEST, scale.text_columns([column.heading, *column.choices]) + 3)
        sheet.set_column(place, place, wide, book.add_format({"num_format": column.look}))
        sheet.write_string(0, place, column.heading, heading)
        sheet.write_comment(0, place, column.explained, {"width": 360, "height": 140})
        _offer(sheet, place, column)
    sheet.freeze_panes(1, 1)


def _offer(sheet: "Worksheet", place: int, column: BlankColumn) -> None:
    """What a cell says when it is chosen, and offers to choose from."""
    said = {"input_title": column.heading[:_LONGEST_TITLE], "input_message": column.explained[:_LONGEST_MESSAGE]}
    listed = {"validate": "list", "source": list(column.choices), "error_type": "warning"} if column.choices else {"validate": "any"}
    sheet.data_validation(1, place, MOST_ROWS, place, {**listed, **said})
