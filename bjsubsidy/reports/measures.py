"""What `measures` tells: the entries of every kind, one row each."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Literal

from bjsubsidy.answers.search import Listed, inputs
from bjsubsidy.language import Lang, Text, clean, many
from bjsubsidy.law.catalogue import KIND_WORDS, Catalogue
from bjsubsidy.law.entries import Provision
from bjsubsidy.law.measure import Bound, Measure
from bjsubsidy.reports.document import sources_of
from bjsubsidy.reports.layered import EntryName, from_layer
from bjsubsidy.reports.meanings import MEANINGS
from bjsubsidy.reports.phrases import Phrases
from bjsubsidy.reports.report import Days, Report
from bjsubsidy.reports.sheet import Cell, Column, Sheet, Word, sheet

if TYPE_CHECKING:
    from bjsubsidy.reports.outputs.entries import ListedJson, MeasuresBody


class MeasuresReport(Report):
    """The entries that were found, one row each; of a text that was `searched` in vain the names `near` it."""

    schema = "measures/1"

    def __init__(
        self, found: Sequence[Listed], catalogue: Catalogue, lang: Lang, days: Days, searched: str | None = None, near: Sequence[Text] = ()
    ) -> None:
        super().__init__(catalogue, lang, days)
        self.found = found
        self.searched = searched
        self.near = near
        self.words = Phrases(catalogue, lang)

    def told(self) -> list[EntryName]:
        return [(listed.kind, listed.entry.id) for listed in self.found]

    @classmethod
    def shape(cls) -> Any:
        from bjsubsidy.reports.outputs.entries import MeasuresJson

        return MeasuresJson

    def body(self) -> "MeasuresBody":
        return {"measures": [self._document(listed) for listed in self.found]}

    def _document(self, listed: Listed) -> "ListedJson":
        entry = listed.entry
        return {
            **from_layer(listed.kind, entry.id, self.catalogue),
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
        columns: list[Column[Listed]] = [
            Column("id", words.say("条目", "entry"), self._named),
            Column("title", words.say("名称", "title"), lambda row: row.entry.title.in_(self.lang), audience="machine"),
            Column(
                "kind",
                words.say("种类", "kind"),
                lambda row: Word(row.kind, KIND_WORDS[row.kind].in_(self.lang)),
                "word",
                means=MEANINGS["entry_kind"],
            ),
            Column("inputs", words.say("计算项目", "inputs"), lambda row: "; ".join(inputs(row.entry)), audience="machine"),
            Column("bound", words.say("金额口径", "amount is"), self._bound, "word", "machine"),
            Column("nature", words.say("性质", "nature"), self._nature, "word", "machine"),
            Column("authority", words.say("部门", "authority"), lambda row: "; ".join(row.entry.authority), audience="machine"),
            Column("confirmed-before", "", lambda row: row.confirmed_before, "date", "machine"),
            Column("pages", words.say("页", "pages"), lambda row: words.pages_cell(row.entry.sources), "word"),
        ]
        found = len(self.found)
        said = f"{many(found, 'entry', 'entries')}; bjsubsidy show ENTRY gives one whole"
        lines = [words.say(f"共 {found} 条；bjsubsidy show 条目 查看全文", said)] if found else [self._nothing_found()]
        return sheet(columns, self.found, [], lines, title=words.say("条目", "entries"))

    def _nothing_found(self) -> str:
        """That nothing was found, and how to look on."""
        say = self.words.say
        what = say("没有符合的条目", "there is no such entry")
        if self.searched is not None:
            text = clean(self.searched)
            what = say(f"没有符合的条目含“{text}”", f"no such entry says “{text}”")
        if self.near:
            zh, en = "、".join(name.zh for name in self.near), ", ".join(name.en for name in self.near)
            return say(f"{what}；相近的有{zh}", f"{what}; near it: {en}")
        return say(
            f"{what}；请换较短的词或减少条件，bjsubsidy measures 列出全部条目",
            f"{what}; try shorter words or fewer filters: bjsubsidy measures lists all",
        )

    def _named(self, row: Listed) -> Word:
        """The title, the id, the command that computes it, and the day before which it has to be confirmed."""
        computed = [f"calc {row.entry.input}"] if isinstance(row.entry, Measure) else []
        if (day := row.confirmed_before) is not None:
            computed.append(self.words.say(f"{day} 以前是否适用须经确认", f"before {day} to be confirmed"))
        return Word(row.entry.id, "\n".join([row.entry.title.in_(self.lang), row.entry.id, *computed]))

    def _bound(self, row: Listed) -> Cell:
        printed = bound(row)
        return printed and self.words.bound(printed)

    def _nature(self, row: Listed) -> Cell:
        nature: str | None = getattr(row.entry, "nature", None)
        return nature and self.words.nature(nature)


def bound(listed: Listed) -> Bound | Literal["open"] | None:
    """The bound of what pays: `open` where the text prints no figure."""
    if isinstance(listed.entry, Measure):
        return listed.entry.bound
    return "open" if isinstance(listed.entry, Provision) and listed.kind == "open" else None
