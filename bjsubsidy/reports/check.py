"""What `catalogue check` tells: each fault with its place, and what a catalogue without one holds."""

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from bjsubsidy import __version__
from bjsubsidy.answers.belongings import Exchangeable
from bjsubsidy.answers.check import Checked
from bjsubsidy.answers.evidence import Held
from bjsubsidy.answers.unclaimed import Miss, PageFigures
from bjsubsidy.language import Lang, Text, many
from bjsubsidy.law.catalogue import KIND_WORDS, Catalogue
from bjsubsidy.readers.lines import PlacedFault
from bjsubsidy.reports.report import Days, Report, named_schema
from bjsubsidy.reports.sheet import Column, Sheet, sheet

if TYPE_CHECKING:
    from bjsubsidy.reports.outputs.check import CheckBody, CheckedCatalogueJson, CheckJson, ExchangeableJson, FaultJson, HeldJson, MissJson


class CheckReport(Report):
    """The faults of some catalogues. No catalogue answers it: the packaged one may be the one that is faulty."""

    schema = "check/1"

    def __init__(self, checked: Sequence[Checked], lang: Lang) -> None:
        super().__init__(Catalogue({}, ""), lang, Days())
        self.checked = checked

    @classmethod
    def shape(cls) -> Any:
        from bjsubsidy.reports.outputs.check import CheckJson

        return CheckJson

    def faults(self) -> Sequence[PlacedFault]:
        """All of them, file by file."""
        return [fault for each in self.checked for fault in each.faults]

    def misses(self) -> Sequence[Miss]:
        """All figures that the pages do not bear out."""
        return [miss for each in self.checked if each.held is not None for miss in (*each.held.misses, *each.held.pages.misses)]

    def placed(self) -> Sequence[PlacedFault]:
        """All that is amiss, each with its place."""
        return [*self.faults(), *(miss.fault for miss in self.misses())]

    def document(self) -> "CheckJson":
        return {"schema": named_schema(self.schema), "program": __version__, **self.body()}

    def body(self) -> "CheckBody":
        return {
            "catalogues": [_catalogue(each) for each in self.checked],
            "faults": [_fault(fault, self.lang) for fault in self.faults()],
            "held": [_held(each.files, each.held, self.lang) for each in self.checked if each.held is not None],
        }

    def table(self) -> Sheet:
        columns: list[Column[PlacedFault]] = [
            Column("code", "", lambda fault: fault.code or ""),
            Column("file", "", lambda fault: fault.file),
            Column("line", "", lambda fault: str(fault.line)),
            Column("column", "", lambda fault: str(fault.column)),
            Column("entry", "", lambda fault: fault.entry),
            Column("fault", "", lambda fault: fault.said(self.lang)),
            Column("nearest", "", lambda fault: fault.nearest),
            Column("severity", "", lambda fault: fault.severity),
        ]
        return sheet(columns, self.placed())

    def usable(self) -> Sequence[str]:
        """A line on each catalogue that can be used."""
        return [_usable(each).in_(self.lang) for each in self.checked if each.counts is not None] + self.borne_out()

    def borne_out(self) -> list[str]:
        """How much of each catalogue the pages bear out, and what was not held against them."""
        held = [each.held for each in self.checked if each.held is not None]
        found = [(_found(each), _belonging(each.pages), _unchecked(each), *_unpaged(each), *_alike(each)) for each in held]
        return [said.in_(self.lang) for each in found for said in each]

    def lines(self) -> Sequence[str]:
        """A line on each fault, as other programs point at places in files."""
        waiting = [_WAITS.in_(self.lang) for each in self.checked if each.waits]
        return [*(fault.sentence(self.lang) for fault in self.placed()), *waiting, *self.undecided()]

    def counted(self) -> Sequence[str]:
        """How many there are, where there are any."""
        found = Counter(fault.severity for fault in self.placed())
        errors, warnings = found["error"], found["warning"]
        counts = [Text(f"{errors} 处错误", many(errors, "fault"))] if errors else []
        counts += [Text(f"{warnings} 处警告", many(warnings, "warning"))] if warnings else []
        said = Text(f"有 {'、'.join(count.zh for count in counts)}", " and ".join(count.en for count in counts))
        return [*([said.in_(self.lang)] if counts else []), *self.undecided()]

    def undecided(self) -> Sequence[str]:
        """What the stricter laws could not decide."""
        parts = [part for each in self.checked for part in each.undecided]
        said = Text(f"未判断（组合太多）：{'、'.join(parts)}", f"not decided (too many combinations): {', '.join(parts)}")
        return [said.in_(self.lang)] if parts else []

    def fails(self, on_warning: bool) -> bool:
        """Whether anything is an error, or `on_warning` whether anything was found."""
        return any(on_warning or fault.severity == "error" for fault in self.placed())

    def shown(self, drawn: bool) -> Sequence[Sheet]:
        return [Sheet([], [], self.usable())]

    def cautions(self) -> list[str]:
        return []


def _usable(checked: Checked) -> Text:
    named = Text("、".join(checked.files), ", ".join(checked.files))
    counts = [((checked.counts or {})[kind], name) for kind, name in KIND_WORDS.items()]
    held = Text("、".join(f"{name.zh} {count}" for count, name in counts), ", ".join(f"{name.en} {count}" for count, name in counts))
    return Text(f"{named.zh}：可用。{held.zh}", f"{named.en}: can be used. {held.en}")


_WAITS = Text("未按汇编核对：请先改正以上错误。", "Not held against the compendium: mend the faults above first.")


def _found(held: Held) -> Text:
    of = f"{held.found()}/{held.all}"
    return Text(f"条目中的数字、日期和界限在所引页上找到：{of}", f"figures, days and bounds of entries found on their pages: {of}")


def _belonging(pages: PageFigures) -> Text:
    of = f"{pages.cited + pages.aside}/{pages.all}"
    return Text(
        f"各页的数字属于条目或已另列：{of}（属于条目 {pages.cited}，另列 {pages.aside}）",
        f"figures of pages that belong to an entry or are set aside: {of} (entries {pages.cited}, set aside {pages.aside})",
    )


def _unchecked(held: Held) -> Text:
    count = held.worked_out
    explained = Text(f"由条文理解得出的数值 {count} 个，", f"{many(count, 'value')} that a reading works out; ") if count else Text("", "")
    return Text(
        f"未核对：不在汇编各页内的出处 {held.outside} 个，代替未知情况的数值 {held.assumed} 个，{explained.zh}"
        "中文数字之后没有单位的，条目的文字和例子",
        f"not checked: {many(held.outside, 'source')} outside the pages, {many(held.assumed, 'value')} for unknown facts; "
        f"{explained.en}Chinese numerals without a unit; words; examples",
    )


def _unpaged(held: Held) -> list[Text]:
    """The documents of layers that were not held against anything, and how their pages are given."""
    if not held.without_pages:
        return []
    zh, en, first = "、".join(held.without_pages), ", ".join(held.without_pages), held.without_pages[0]
    return [
        Text(
            f'未核对：{zh} 没有给出页的文字；叠加层的文件，各页写在其编号之下：{{"{first}": {{"1": "…"}}}}',
            f'not checked: of {en} no pages were given; those of a layer\'s document stand under its id: {{"{first}": {{"1": "…"}}}}',
        )
    ]


def _alike(held: Held) -> list[Text]:
    """That some figures cannot be told from another of their pages, and which; nothing where all can."""
    by_entry: dict[str, dict[str, None]] = {}
    for each in held.exchangeable:
        by_entry.setdefault(each.of.entry.row["id"], {})[each.of.figure] = None
    count = len(held.exchangeable)
    zh = "；".join(f"{id} {'、'.join(figures)}" for id, figures in by_entry.items())
    en = "; ".join(f"{id} {', '.join(figures)}" for id, figures in by_entry.items())
    said = Text(
        f"换成同页另一数字也查不出的所引数字 {count} 个：{zh}",
        f"{many(count, 'cited figure')} that another of the same pages could stand for unnoticed: {en}",
    )
    return [said] if count else []


def _held(files: Sequence[str], held: Held, lang: Lang) -> "HeldJson":
    return {
        "files": list(files),
        "compendium": held.compendium,
        "figures": held.all,
        "found": held.found(),
        "on_pages": held.pages.all,
        "cited": held.pages.cited,
        "set_aside": held.pages.aside,
        "outside": held.outside,
        "assumed": held.assumed,
        "worked_out": held.worked_out,
        "without_pages": list(held.without_pages),
        "exchangeable": [_exchangeable(each) for each in held.exchangeable],
        "misses": [_miss(miss, lang) for miss in (*held.misses, *held.pages.misses)],
    }


def _exchangeable(each: Exchangeable) -> "ExchangeableJson":
    placed = each.of.file.lines
    line, column = placed.place(each.of.path)
    return {
        "file": placed.path,
        "line": line,
        "column": column,
        "entry": each.of.entry.row["id"],
        "pages": list(each.of.citation.pages),
        "figure": each.of.figure,
        "others": list(each.others),
    }


def _miss(miss: Miss, lang: Lang) -> "MissJson":
    fault = miss.fault
    return {
        "file": fault.file,
        "line": fault.line,
        "column": fault.column,
        "entry": fault.entry,
        "pages": list(miss.pages),
        "figure": miss.figure,
        "miss": fault.said(lang),
    }


def _catalogue(checked: Checked) -> "CheckedCatalogueJson":
    return {
        "files": list(checked.files),
        "usable": checked.counts is not None,
        "entries": dict(checked.counts or {}),
        "undecided": list(checked.undecided),
    }


def _fault(fault: PlacedFault, lang: Lang) -> "FaultJson":
    return {
        "code": fault.code or "",
        "file": fault.file,
        "line": fault.line,
        "column": fault.column,
        "entry": fault.entry,
        "fault": fault.said(lang),
        "nearest": fault.nearest,
        "severity": fault.severity,
    }
