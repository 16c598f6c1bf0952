"""What `show` tells: the entries of an id whole, with their sources and readings."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from bjsubsidy.answers.exclusions import exclusion_notes
from bjsubsidy.answers.search import Listed
from bjsubsidy.formula.describe import amount, sentence
from bjsubsidy.formula.tree import ON
from bjsubsidy.language import Lang
from bjsubsidy.law.catalogue import KIND_WORDS, Catalogue
from bjsubsidy.law.entries import Ambiguity, Beyond, Deadline, Document, Fact, Input, Provision, Series, Source, TimeLimit
from bjsubsidy.law.measure import Measure, Status
from bjsubsidy.reports.layered import EntryName, from_layer
from bjsubsidy.reports.phrases import BOUNDS, DATE_KINDS, NATURES, Phrases
from bjsubsidy.reports.report import Days, Report
from bjsubsidy.reports.sheet import Column, Sheet, Word, sheet

if TYPE_CHECKING:
    from bjsubsidy.reports.outputs.entries import EntryJson, ShowBody

Field = tuple[str, str, str | Word]  # id, heading, content


class ShowReport(Report):
    """One entry in full."""

    schema = "show/1"

    def __init__(self, id: str, entries: Sequence[Listed], catalogue: Catalogue, lang: Lang) -> None:
        super().__init__(catalogue, lang, Days())
        self.id = id
        self.entries = entries

    def told(self) -> list[EntryName]:
        return [(listed.kind, self.id) for listed in self.entries]

    @classmethod
    def shape(cls) -> Any:
        from bjsubsidy.reports.outputs.entries import ShowJson

        return ShowJson

    def body(self) -> "ShowBody":
        """The first entry of the id, and all of them under `entries`."""
        entries = [self._entry(listed) for listed in self.entries]
        return {**entries[0], "entries": entries}

    def _entry(self, listed: Listed) -> "EntryJson":
        """An entry as it is written, its readings in full beside it."""
        row = self.catalogue.rows(listed.kind)[self.id]
        readings = [self.catalogue.rows("reading")[reading] for reading in row.get("readings", [])]
        layer = from_layer(listed.kind, self.id, self.catalogue)
        return {**layer, "kind": listed.kind, "id": self.id, "entry": row, "readings": readings}

    def table(self) -> Sheet:
        """The fields of all entries, each from its id on."""
        return self._sheet(self.entries)

    def shown(self, drawn: bool) -> Sequence[Sheet]:
        return [self._sheet([listed]) for listed in self.entries]

    def parts(self) -> Sequence[Sheet]:
        return self.shown(False)

    def _sheet(self, entries: Sequence[Listed]) -> Sheet:
        words = Phrases(self.catalogue, self.lang)
        columns: list[Column[Field]] = [
            Column("field", "", lambda row: Word(row[0], row[0]), "word", "machine"),
            Column("heading", words.say("栏目", "field"), lambda row: row[1], "word", "people"),
            Column("content", words.say("内容", "content"), lambda row: row[2]),
        ]
        named = getattr(entries[0].entry, "title", None) or getattr(entries[0].entry, "name", None)
        fields = [field for listed in entries for field in _fields(self.id, listed, words)]
        return sheet(columns, fields, title=named.in_(self.lang) if named else self.id)


def _fields(id: str, listed: Listed, words: Phrases) -> Iterator[Field]:
    entry = listed.entry
    yield "id", words.say("编号", "id"), id
    yield "kind", words.say("种类", "kind"), KIND_WORDS[listed.kind].in_(words.lang)
    for field, heading in (("title", words.say("名称", "title")), ("name", words.say("名称", "name")), ("text", words.say("说明", "text"))):
        if hasattr(entry, field):
            yield field, heading, getattr(entry, field).in_(words.lang)
    yield from _special(entry, words)
    if hasattr(entry, "nature"):
        yield "nature", words.say("性质", "nature"), NATURES[entry.nature].in_(words.lang)
    if hasattr(entry, "authority"):
        yield "authority", words.say("部门", "authority"), words.authorities(entry.authority)
    for source in getattr(entry, "sources", ()):
        yield "source", words.say("出处", "source"), _source(source, words)
    for reading in _readings(entry, words.catalogue):
        yield from _reading(words.catalogue.reading(reading), words)


def _readings(entry: Any, catalogue: Catalogue) -> tuple[str, ...]:
    """Those an entry names, and those that its first shown day rests on."""
    shown = entry.shown(catalogue) if isinstance(entry, Measure) else None
    return (*getattr(entry, "readings", ()), *(shown.readings if shown else ()))


def _special(entry: Any, words: Phrases) -> Iterator[Field]:
    match entry:
        case Measure():
            yield from _measure(entry, Phrases(words.catalogue, words.lang, entry.input))
        case Status():
            yield from _conditions(entry, words)
        case TimeLimit():
            yield "length", words.say("期限", "length"), words.length(entry)
        case Deadline():
            yield "date", words.say("日期", "date"), f"{entry.date} {DATE_KINDS[entry.kind].in_(words.lang)}"
            if entry.measures:
                yield "measures", words.say("措施", "measures"), _titles([words.catalogue.measure(id) for id in entry.measures], words)
        case Beyond():
            yield "missing", words.say("无法计算之处", "what is missing"), entry.missing.in_(words.lang)
        case Provision() if entry.inputs:
            inputs = [words.catalogue.input(id) for id in entry.inputs]
            yield (
                "inputs",
                words.say("计算项目", "inputs"),
                words.list_of([words.beside(input.name.in_(words.lang), input.id) for input in inputs]),
            )
        case Fact():
            yield from _fact(entry, words)
        case Input():
            opens = [provision for provision in words.catalogue.all("open") if entry.id in provision.inputs]
            yield "measures", words.say("措施", "measures"), _titles(words.catalogue.measures_on(entry.id), words)
            yield "open", words.say("未载明金额", "open"), _titles(opens, words)
            if beyond := [one for one in words.catalogue.all("beyond") if entry.id in one.inputs]:
                yield "beyond", words.say("不能计算的规定", "beyond the grammar"), _titles(beyond, words)
        case Document():
            yield from _document(entry, words)
        case Series():
            yield "checked-until", words.say("核对至", "checked until"), entry.checked_until.isoformat()
            for step in entry.steps:
                yield "step", step.from_.isoformat(), f"{step.rate}  {step.where}"
        case Ambiguity():
            yield from _open(entry, words)


def _titles(entries: "Sequence[Measure | Provision | Beyond]", words: Phrases) -> str | Word:
    """Entries by their titles with their ids, to programs by their ids."""
    named = words.list_of([words.beside(entry.title.in_(words.lang), entry.id) for entry in entries])
    return Word(", ".join(entry.id for entry in entries), named) if entries else words.say("没有", "none")


def _measure(measure: Measure, words: Phrases) -> Iterator[Field]:
    input = words.catalogue.input(measure.input)
    name = words.beside(input.name.in_(words.lang), input.id)
    yield "input", words.say("计算项目", "input"), f"{name}{words.say('：', ': ')}{input.text.in_(words.lang)}"
    yield "amount", words.say("金额", "amount"), f"{BOUNDS[measure.bound].in_(words.lang)} {_formula(measure, words)}"
    for cap in measure.caps:
        what = words.say("基数上限", "cap on the base") if cap.counts == "base" else words.say("上限", "cap")
        yield (
            "cap",
            what,
            words.say(
                f"{amount(cap.formula(), words)}，按{words.scope(cap.scope)}", f"{amount(cap.formula(), words)} by {words.scope(cap.scope)}"
            ),
        )
    yield from _conditions(measure, words)
    if measure.one_per:
        yield (
            "one-per",
            words.say("只取一项", "one claim"),
            words.say(f"按{words.scope(measure.one_per)}", f"by {words.scope(measure.one_per)}"),
        )
    for note in exclusion_notes(measure, words.catalogue):
        yield "excludes", words.say("不能兼得", "not together"), note.in_(words.lang)
    if dated := words.dated(measure):
        yield "days", words.say("期限", "days"), dated
    if shown := measure.shown(words.catalogue):
        said = words.say(f"{shown.day}；更早的须经发文机关确认", f"{shown.day}; the issuing body has to confirm an earlier day")
        yield "first-shown", words.say("有文字可依之日", "first day shown"), said


def rule_lines(measure: Measure, words: Phrases) -> list[str]:
    """The rule of a measure in words: its amount, its caps, its conditions, each on a line."""
    told = [(label, said) for field, label, said in _measure(measure, words) if field in ("amount", "cap", "condition")]
    return [f"{label}{words.say('：', ': ')}{said}" for label, said in told]


def _formula(measure: Measure, words: Phrases) -> str:
    least, most = amount(measure.benefit.least(), words), amount(measure.benefit.formula(), words)
    return words.say(f"{least} 至 {most}", f"{least} to {most}") if measure.bound == "range" else most


def _conditions(entry: Measure | Status, words: Phrases) -> Iterator[Field]:
    heading = words.say("条件", "condition")
    if isinstance(entry, Status) and entry.match == "any":
        heading = words.say("条件之一", "one of")
    for test in entry.tests(words.catalogue):
        yield "condition", heading, sentence(test, words)


def _fact(fact: Fact, words: Phrases) -> Iterator[Field]:
    yield "question", words.say("问题", "question"), fact.question.in_(words.lang)
    for choice in fact.choices:
        yield "choice", words.say("选项", "choice"), f"{choice.id}  {choice.name.in_(words.lang)}"
    if fact.not_after:
        yield "not-after", words.say("不应晚于", "not after"), words.name(ON)
    if fact.note:
        yield "note", words.say("说明", "note"), fact.note.in_(words.lang)


def _document(document: Document, words: Phrases) -> Iterator[Field]:
    if document.number:
        yield "number", words.say("文号", "number"), document.number
    if document.date:
        yield "date", words.say("日期", "date"), document.date.isoformat()
    yield "issuer", words.say("发文机关", "issuing body"), words.authorities(document.issuer)
    pages = f"{document.pages[0]}–{document.pages[-1]}" if document.pages else words.say("未载明", "not printed")
    yield "pages", words.say("页", "pages"), pages


def _source(source: Source, words: Phrases) -> str:
    figures = f" [{words.list_of(source.figures)}]" if source.figures else ""
    return words.catalogue.citation(source).in_(words.lang) + figures


def _reading(reading: Ambiguity, words: Phrases) -> Iterator[Field]:
    yield "reading", words.say("条文理解", "reading"), words.beside(reading.title.in_(words.lang), reading.id)
    yield from _open(reading, words)


def _open(reading: Ambiguity, words: Phrases) -> Iterator[Field]:
    yield "open", words.say("未定之处", "what is open"), reading.open.in_(words.lang)
    yield "does", words.say("本程序", "the program"), reading.does.in_(words.lang)
    yield "why", words.say("理由", "why"), reading.why.in_(words.lang)
