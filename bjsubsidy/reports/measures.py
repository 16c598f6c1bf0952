"""What `measures` tells: the entries of every kind, one row each."""

from collections.abc import Mapping, Sequence

from bjsubsidy.answers.search import Listed, inputs
from bjsubsidy.language import Lang, Text
from bjsubsidy.law.catalogue import WORDS, Catalogue
from bjsubsidy.law.entries import Provision
from bjsubsidy.law.measure import Measure
from bjsubsidy.reports.document import sources_of
from bjsubsidy.reports.phrases import BOUNDS, NATURES, Phrases, pages
from bjsubsidy.reports.report import Days, Document, Report
from bjsubsidy.reports.sheet import Cell, Column, Sheet, Word


class MeasuresReport(Report):
    schema = "measures/1"

    def __init__(self, found: Sequence[Listed], catalogue: Catalogue, lang: Lang, days: Days) -> None:
        super().__init__(catalogue, lang, days)
        self.found = found
        self.words = Phrases(catalogue, lang)

    def body(self) -> Document:
        return {"measures": [self._document(listed) for listed in self.found]}

    def _document(self, listed: Listed) -> Document:
        entry = listed.entry
        return {
            "id": entry.id,
            "kind": listed.kind,
            "title": entry.title.in_(self.lang),
            "text": entry.text.in_(self.lang),
            "inputs": list(inputs(entry)),
            "bound": bound(listed),
            "nature": getattr(entry, "nature", None),
            "confirmed_before": None if listed.confirmed_before is None else listed.confirmed_before.isoformat(),
            "authority": list(entry.authority),
            "sources": sources_of(entry.sources, self.catalogue),
        }

    def table(self) -> Sheet:
        words = self.words
        columns = [
            Column("id", words.say("条目", "entry")),
            Column("title", words.say("名称", "title"), audience="machine"),
            Column("kind", words.say("种类", "kind"), "word"),
            Column("inputs", words.say("计算项目", "inputs"), audience="machine"),
            Column("bound", words.say("金额性质", "bound"), "word", "machine"),
            Column("nature", words.say("性质", "nature"), "word", "machine"),
            Column("authority", words.say("部门", "authority"), audience="machine"),
            Column("confirmed-before", "", "date", "machine"),
            Column("pages", words.say("页", "pages"), "word"),
        ]
        rows = [_row(listed, words) for listed in self.found]
        many = len(rows)
        lines = [words.say(f"共 {many} 条；bjsubsidy show 条目 查看全文", f"{many} entries; bjsubsidy show ENTRY gives one whole")]
        return Sheet(columns, rows, [], lines, title=words.say("条目", "entries"))


def bound(listed: Listed) -> str | None:
    """The bound of what pays: `open` where the text prints no figure."""
    if isinstance(listed.entry, Measure):
        return listed.entry.bound
    return "open" if isinstance(listed.entry, Provision) and listed.kind == "open" else None


def _row(listed: Listed, words: Phrases) -> list[Cell]:
    entry = listed.entry
    computed = [f"calc {entry.input}"] if isinstance(entry, Measure) else []
    if listed.confirmed_before is not None:
        day = listed.confirmed_before
        computed.append(words.say(f"{day} 以前是否适用须经确认", f"before {day} to be confirmed"))
    return [
        Word(entry.id, "\n".join([entry.title.in_(words.lang), entry.id, *computed])),
        entry.title.in_(words.lang),
        Word(listed.kind, WORDS[listed.kind].in_(words.lang)),
        "; ".join(inputs(entry)),
        _word(bound(listed), BOUNDS, words),
        _word(getattr(entry, "nature", None), NATURES, words),
        "; ".join(entry.authority),
        listed.confirmed_before,
        pages(entry.sources),
    ]


def _word(id: str | None, known: Mapping[str, Text], words: Phrases) -> Cell:
    return "" if id is None else Word(id, known[id].in_(words.lang))
