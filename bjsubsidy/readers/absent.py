"""What a table lacks, said all at once: each column, what it may be called, which headings may be it, and the options that say so.

A heading is never guessed by likeness: what resembles one that is known is named beside it, and read only where the line says so.
"""

import difflib
import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import islice

from bjsubsidy.errors import Mistake, Problem
from bjsubsidy.language import LANGS, Lang, Text, many
from bjsubsidy.readers.headings import CODE, Layout, Vocabulary, own_names
from bjsubsidy.readers.units import folded_heading, is_day, named_part

# How many other names of a column, headings that may be it, and inputs a message gives.
_NAMES_SHOWN, _NEAR_SHOWN = 4, 4
_INPUTS_SHOWN, _HEADINGS_SHOWN = 3, 12
# A heading that is named as an input, and the input as it is named there.
_NamedAsInput = tuple[str, str] | None
_PLAIN = re.compile(r"[\w%.=-]+")


def no_heading(headings: Sequence[str], most: int) -> Mistake:
    if "\t" in "".join(headings):
        return Mistake(
            Text("它以制表符分隔", "it is separated by tabs"), Text("请另存为逗号分隔的 CSV。", "Save it as CSV, separated by commas.")
        )
    what = Text(f"前 {most} 行中没有标题行：没有一列是认识的", f"none of its first {most} rows is a heading: no column is known")
    now = Text("bjsubsidy batch --new -o 表.xlsx 可写出空表。", "A table to fill in is written by bjsubsidy batch --new -o table.xlsx.")
    return Mistake(what, now)


def absent_faults(having: Sequence[str], others: Sequence[str], known: Vocabulary) -> list[Problem]:
    """One fault for each needed column that a table does not have, the last with the options for all; `others` are unread headings."""
    absent = [id for id in known.needed if id not in having]
    if not absent:
        return []
    # Only a table of items is asked of a line that has these options, and of items that inputs name.
    of_items = "input" in known.own
    named = _named_as_input(others, known) if of_items and "amount" in absent else None
    near = {id: _may_be(id, others, known, named if id == "amount" else None) for id in absent}
    options = _options(absent, near, named) if of_items else ""
    out = Text("请更改标题，或补上这一列。", "Rename a heading, or add the column.")
    if not of_items:
        columns = Text("、".join(known.called(id).zh for id in known.ids()), ", ".join(known.ids()))
        out = Text(f"{out.zh}登记表可有的列：{columns.zh}。", f"{out.en} A register may have the columns {columns.en}.")
    if options:
        out = Text(f"请更改标题，或在原命令后加 {options}。", f"Rename a heading, or add to the line: {options}.")
    unread_headings = [heading.strip() for heading in others if heading.strip()]
    if unread_headings and any(not near[id] for id in absent):
        shown = [f"“{heading}”" for heading in unread_headings[:_HEADINGS_SHOWN]]
        more = "…" if len(unread_headings) > _HEADINGS_SHOWN else ""
        zh, en = "".join(shown) + more, ", ".join(shown) + more
        out = Text(f"表中没有读取的标题有{zh}。{out.zh}", f"Headings that are not read: {en}. {out.en}")
    faults: list[Problem] = [Mistake(_no_column(id), _called(id, near[id], known, out if len(absent) == 1 else None)) for id in absent]
    if len(absent) > 1:
        zh, en = "、".join(own_names(id).zh for id in absent), ", ".join(absent)
        faults.append(Mistake(Text(f"以上共缺 {len(absent)} 列（{zh}）", f"{many(len(absent), 'column')} are missing ({en})"), out))
    return faults


def _no_column(id: str) -> Text:
    name = own_names(id).zh
    return Text(f"缺少列“{name}（{id}）”", f"the column “{id}” ({name}) is missing")


def _called(id: str, near: Sequence[str], known: Vocabulary, out: Text | None) -> Text:
    """What now for one column: its other names, the headings that may be it, and the way out where it alone is missing."""
    said = {}
    for lang in LANGS:
        names = _names_in(lang, [*own_names(id), *known.other_names(id)])[: _NAMES_SHOWN + 1]
        parts = [Text(f"标题可写{'、'.join(names)}等", f"It may be called {', '.join(names)}").in_(lang)]
        if id == "input":
            named = [input.name.in_(lang) for input in islice(known.catalogue.all("input"), _INPUTS_SHOWN)]
            parts.append(Text(f"内容如{'、'.join(named)}", f"its cells say, for example, {', '.join(named)}").in_(lang))
        if near:
            zh, en = f"“{'”“'.join(near)}”", f"“{'”, “'.join(near)}”"
            parts.append(Text(f"表中可能是它的有{zh}", f"in this table it may be {en}").in_(lang))
        said[lang] = "；".join(parts) + "。" if lang == "zh" else "; ".join(parts) + "."
    sentence = Text(said["zh"], said["en"])
    return sentence if out is None else Text(f"{sentence.zh}{out.zh}", f"{sentence.en} {out.en}")


def _names_in(lang: Lang, names: Sequence[str]) -> list[str]:
    own = [name for name in dict.fromkeys(names) if name.isascii() == (lang == "en")]
    return own or list(names)


def _options(absent: Sequence[str], near: Mapping[str, Sequence[str]], named: _NamedAsInput) -> str:
    """The options of all that is missing; what has to be filled in is left as …, which nothing takes."""
    # One amount for every row is never meant.
    said = {id: f"--column {id}=…" if near[id] or id == "amount" else f"--set {id}=…" for id in absent}
    said |= {id: f"--column {for_shell(f'{id}={near[id][0]}')}" for id in absent if len(near[id]) == 1}
    if named is not None:
        said |= {"amount": f"--column {for_shell(f'amount={named[0]}')}"}
        said |= {"input": f"--set {for_shell(f'input={named[1]}')}"} if "input" in absent else {}
    return " ".join(said[id] for id in absent)


def for_shell(option: str) -> str:
    """The value of an option as a shell takes it."""
    return option if _PLAIN.fullmatch(option) else f'"{option}"'


def _may_be(id: str, others: Sequence[str], known: Vocabulary, named: _NamedAsInput) -> list[str]:
    """The unread headings that may be a column: that which is named as an input, those of the catalogue, those whose names are alike."""
    parts = [(heading.strip(), known.part(heading).name) for heading in others if heading.strip()]
    parts = [(heading, name) for heading, name in parts if name not in known.others]
    first = [] if named is None else [named[0]]
    listed = list(dict.fromkeys([*first, *(heading for heading, name in parts if name in known.candidates(id))]))
    own = [name for words in (known.exact, known.also) for name, of in words.items() if of == id]
    like = [heading for heading, name in parts if heading not in listed and (_is_like(name, own) or (id == "on" and is_day(name)))]
    return [*listed, *like][:_NEAR_SHOWN]


def _is_like(name: str, own: Sequence[str]) -> bool:
    return any(word in name for word in own if not word.isascii() or len(word) > 3) or bool(difflib.get_close_matches(name, own, 1, 0.8))


def _named_as_input(others: Sequence[str], known: Vocabulary) -> _NamedAsInput:
    """A heading that is what its amounts were spent on (贷款利息), and the input that it names."""
    inputs = {folded_heading(word): word for input in known.catalogue.all("input") for word in (*input.also, input.id, *input.name)}
    for heading in others:
        name = named_part(heading, inputs).name
        if name in inputs:
            return heading.strip(), inputs[name]
    return None


def unread(layout: Layout, known: Vocabulary) -> list[tuple[str, Text | None]]:
    """Headings that are carried through unread, each with the column that it looks like and that no other is read as, if there is one."""
    read, ids = {column.place for column in layout.columns}, {column.id for column in layout.columns}
    names = {**known.also, **known.exact}
    # What has the very name of a column was read, or said why it was not.
    others = [(heading, name) for place, heading in layout.carried if place not in read and (name := known.part(heading).name) not in names]
    if CODE not in ids:
        others = [(heading, name) for heading, name in others if name not in known.candidates(CODE)]
    open_ = {name: id for name, id in names.items() if id not in ids}
    meant = [(heading, open_.get(_likeness(name, open_) or "")) for heading, name in others if heading]
    return [(heading, None if id is None else known.called(id)) for heading, id in meant]


def _likeness(name: str, names: Iterable[str]) -> str | None:
    close = difflib.get_close_matches(name, names, n=1, cutoff=0.7)
    within = [known for known in names if len(known) > 3 and known in name]
    return close[0] if close else max(within, key=len, default=None)
