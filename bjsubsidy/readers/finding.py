"""The heading of a table: which column is what, in which unit, and which are carried through unread.

An id or a name beats another name (`also`); a column that is found by another name only is carried through as well, and said.
"""

from collections.abc import Iterable, Mapping, Sequence

from bjsubsidy.errors import Mistake, Problem, UnusableFile, Usage, near
from bjsubsidy.language import Text
from bjsubsidy.readers.absent import absent_faults, for_shell, no_heading
from bjsubsidy.readers.advised import Advised
from bjsubsidy.readers.headings import CODE, READ_AND_CARRIED, Layout, TableColumn, TableReading, Vocabulary
from bjsubsidy.readers.units import NOTHING_SAID, Said, TakenApart, folded_heading

# How many rows are looked at for the heading.
HEADING_ROWS = 30
# Columns of which it decides which of a table's is taken.
_SAID = ("credit-code", "amount", "on")


def heading_row(rows: Sequence[Sequence[str]], known: Vocabulary, by_hand: Mapping[str, str]) -> int | None:
    """Which of a table's first rows is its heading: the first of those that name most columns, those named by hand among them."""
    counts = [known.count(row, by_hand) for row in rows]
    most = max(counts, default=0)
    return counts.index(most) if most else None


def likely_heading(rows: Sequence[Sequence[str]]) -> int:
    """Where nothing is known: the first of the rows with most cells and no figure among them, else the first row."""
    counts = [0 if _has_figure(row) else sum(1 for cell in row if cell.strip()) for row in rows]
    return counts.index(max(counts))


def _has_figure(cells: Sequence[str]) -> bool:
    return any(sign.isdigit() for cell in cells for sign in cell)


def layout(path: str, headings: Sequence[str], known: Vocabulary, asked: TableReading, above: Said = NOTHING_SAID) -> Layout:
    """Every fault of a heading at once, as `UnusableFile`; `above` is the unit of money that has none of its own."""
    found = _Found(headings, known, asked)
    unknown = [] if found.columns else [no_heading(headings, HEADING_ROWS).at(path)]
    # A row of figures of which nothing is known is no heading.
    others = found.others if found.columns or not _has_figure(headings) else []
    absent = absent_faults([*found.columns, *asked.values], others, known)
    faults = [*unknown, *(fault.at(Text("标题行", "heading")).at(path) for fault in [*absent, *found.faults])]
    if faults:
        raise UnusableFile(path, faults)
    columns = [_under(column, above) for column in found.columns.values()]
    columns += [known.column(id, id, len(headings) + place, NOTHING_SAID) for place, id in enumerate(asked.values)]
    carried = [place for place in range(len(headings)) if place not in found.taken]
    return Layout(tuple(columns), tuple((place, headings[place].strip()) for place in carried), tuple(found.notes))


def _under(column: TableColumn, above: Said) -> TableColumn:
    return column.replace(said=above) if column.form == "yuan" and column.said == NOTHING_SAID else column


class _Found:
    """Columns by id, each the one of its candidates that counts; `taken` are places that are read and not carried."""

    def __init__(self, headings: Sequence[str], known: Vocabulary, asked: TableReading) -> None:
        self.columns: dict[str, TableColumn] = {}
        self.taken: set[int] = set()
        self.faults: list[Problem] = []
        self.notes: list[Text] = []
        self.others: list[str] = []
        parts = [known.part(heading) for heading in headings]
        by_hand = {id: _by_hand(id, theirs, headings, known) for id, theirs in asked.columns.items()}
        named = set(by_hand.values())
        by_other: list[str] = []
        for id in known.ids():
            exact = [place for place, part in enumerate(parts) if known.exact.get(part.name) == id and place not in named]
            also = [place for place, part in enumerate(parts) if known.also.get(part.name) == id and place not in named]
            place = by_hand[id] if id in by_hand else self._chosen(id, exact, also, headings, known)
            if place is None:
                continue
            if id in asked.values:
                self.faults.append(Mistake(_twice(id, known), _not_set(id, headings[place].strip(), asked.values[id])))
            self.columns[id] = known.column(id, headings[place], place, parts[place].said)
            by_other += [id] if place in also and id in _SAID else []
            if place in exact and id not in READ_AND_CARRIED:
                self.taken.add(place)
        self.notes += [_by_another_name([self.columns[id] for id in by_other])] if by_other else []
        self.notes += _whose_code(headings, parts, known) if CODE in known.own and CODE not in {*self.columns, *asked.values} else []
        read = {column.place for column in self.columns.values()}
        self.others = [heading for place, heading in enumerate(headings) if place not in read]

    def _chosen(self, id: str, exact: list[int], also: list[int], headings: Sequence[str], known: Vocabulary) -> int | None:
        if len(exact) > 1:
            self.faults.append(Mistake(_twice(id, known), Text("请只留一列。", "Keep one of them.")))
        elif len(also) > 1 and not exact:
            both = [headings[place].strip() for place in also]
            called = known.called(id)
            what = Text(f"“{'”“'.join(both)}”都可作{called.zh}", f"“{'” and “'.join(both)}” may each be {called.en}")
            self.faults.append(Mistake(what, Text(f"请加 --column {id}={both[0]}。", f"Say which: --column {id}={both[0]}.")))
        elif exact:
            self.notes += [_passed_over(id, headings[place].strip(), headings[exact[0]].strip()) for place in also]
        return next(iter(exact or also), None)


def _whose_code(headings: Sequence[str], parts: Sequence[TakenApart], known: Vocabulary) -> list[Text]:
    """The line on headings that are a code, but whose of the two sides of an invoice is the firm nobody can tell."""
    candidates = known.candidates(CODE)
    found = [headings[place].strip() for place, part in enumerate(parts) if part.name in candidates]
    if not found:
        return []
    zh, en = f"“{'”“'.join(found)}”", f"“{'”, “'.join(found)}”"
    told = Text(
        f"{zh}是一方的税号，看不出是否为本企业的，没有作统一社会信用代码读取",
        f"{en}: a tax number of one side, which may not be the firm's, so it is not read as its credit code",
    )
    how = f"--column {for_shell(f'{CODE}={found[0]}')}"
    return [Advised.of(Text(f"{told.zh}；如是，请加 {how}", f"{told.en}; if it is: {how}"), told)]


def _passed_over(id: str, heading: str, read: str) -> Text:
    instead = f"--column {for_shell(f'{id}={heading}')}"
    told = Text(
        f"列“{heading}”未读取，原样带过；已按“{read}”读取",
        f"the column “{heading}” is not used and is carried through; “{read}” is used",
    )
    return Advised.of(Text(f"{told.zh}，要改用它请加 {instead}", f"{told.en}: {instead} takes the other"), told)


def _by_another_name(columns: Sequence[TableColumn]) -> Text:
    zh = "、".join(f"“{column.heading}”作{column.name().zh}" for column in columns)
    en = ", ".join(f"“{column.heading}” as {column.name().en}" for column in columns)
    return Text(f"按别名读取：{zh}", f"read under another name: {en}")


def _twice(id: str, known: Vocabulary) -> Text:
    return Text(f"列“{known.called(id).zh}”重复", f"the column “{id}” stands twice")


def _not_set(id: str, heading: str, value: str) -> Text:
    """The way out where --set fills a column that a heading is read as; a column of inputs may be the name of the item instead."""
    if id != "input":
        return Text("请去掉 --set 的这一项。", "Leave it out of --set.")
    options = f"--column {for_shell(f'item={heading}')} --set {for_shell(f'input={value}')}"
    return Text(
        f"表中已有列“{heading}”。请去掉 --set 的这一项；如该列不是计算项目，请改用 {options}。",
        f"The table has the column “{heading}”. Leave it out of --set; where that column is no input, use {options}.",
    )


def _by_hand(id: str, theirs: str, headings: Sequence[str], known: Vocabulary) -> int:
    """The place of the column that `--column` names."""
    places = [place for place, heading in enumerate(headings) if folded_heading(heading) == folded_heading(theirs)]
    if len(places) > 1:
        what = Text(f"--column：表中有 {len(places)} 列“{theirs}”", f"--column: the table has {len(places)} columns “{theirs}”")
        raise Usage(what, Text("请在文件中改其中一列的标题。", "Rename one of them in the file."))
    if not places:
        raise no_such_column(theirs, headings)
    return places[0]


def no_such_column(theirs: str, headings: Iterable[str]) -> Usage:
    """A column that `--column` names and that is none of the headings, of one sheet or of all."""
    what = Text(f"--column：表中没有列“{theirs}”", f"--column: the table has no column “{theirs}”")
    return Usage(what, near(theirs, [heading.strip() for heading in headings if heading.strip()]))
