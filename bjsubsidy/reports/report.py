"""A report: what an answer tells, before anybody decided how. Each part is made when a format asks for it, and not before."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar

from bjsubsidy import __version__
from bjsubsidy.answers.dates import AS_OF_LABEL, ON_LABEL, asked_before
from bjsubsidy.formula.tree import ON
from bjsubsidy.language import Lang, Text
from bjsubsidy.law.catalogue import Catalogue
from bjsubsidy.record import Record

if TYPE_CHECKING:
    from bjsubsidy.reports.book import Book, Picture
    from bjsubsidy.reports.events import Calendar
    from bjsubsidy.reports.layered import EntryName
    from bjsubsidy.reports.outputs.common import HeadJson
    from bjsubsidy.reports.phrases import Phrases
    from bjsubsidy.reports.sheet import Sheet


class Days(Record):
    """The days an answer rests on, None where it rests on none; `given` where the line, a file or the environment said it."""

    as_of: date | None = None
    as_of_given: bool = False
    on: date | None = None
    on_given: bool = False


class Report(ABC):
    """One answer in one language. `schema` names the shape of its document."""

    schema: ClassVar[str]
    # Notes on what the answer was read from, marked as such; they are said on standard error as it is read.
    noted: Sequence[Text] = ()

    def __init__(self, catalogue: Catalogue, lang: Lang, days: Days) -> None:
        self.catalogue = catalogue
        self.lang = lang
        self.days = days

    @classmethod
    def shape(cls) -> Any:
        """The type of its document."""
        raise NotImplementedError

    @classmethod
    def shapes(cls) -> dict[Any, str | None]:
        """Every type that its JSON may have, and what the key `schema` says in it."""
        return {cls.shape(): named_schema(cls.schema)}

    @abstractmethod
    def body(self) -> Mapping[str, object]:
        """What the document says beside its head and its cautions; `reports/outputs` has its type."""

    @abstractmethod
    def table(self) -> "Sheet":
        """The answer as one table, as CSV carries it."""

    def line(self) -> object:
        """The answer as one row of its blank sheet, where many are asked for one after the other."""
        return self.table().rows[0]

    def document(self) -> Mapping[str, object]:
        """The answer as JSON carries it: keys, ids and states are never translated, money and rates are text."""
        return {**self.head(), **self.body(), "cautions": self.cautions()}

    def head(self) -> "HeadJson":
        return head_of(self.schema, self.catalogue, self.days)

    def shown(self, drawn: bool) -> "Sequence[Sheet | Picture]":
        """What a terminal or a pipe shows one below the other; pictures only where one can be `drawn`."""
        return [self.table()]

    def parts(self) -> "Sequence[Sheet | Picture]":
        """What a workbook or a page holds beside the edition."""
        return [self.table()]

    def title(self) -> str:
        """The title of a workbook or a page: that of its first sheet."""
        from bjsubsidy.reports.sheet import Sheet

        return next(part.title for part in self.parts() if isinstance(part, Sheet))

    def book(self) -> "Book":
        from bjsubsidy.reports.book import Book
        from bjsubsidy.reports.book_sheets import edition_sheet
        from bjsubsidy.reports.phrases import Phrases
        from bjsubsidy.reports.sheet import Sheet

        parts = self.parts()
        led = any(isinstance(part, Sheet) and part.lead for part in parts)
        edition = edition_sheet(Phrases(self.catalogue, self.lang), self.days)
        return Book(self.title(), self.lang, [*parts, edition], [] if led else self.cautions())

    def calendar(self) -> "Calendar | None":
        """The answer's days; None where it is not about days."""
        return None

    def amount(self) -> str | None:
        """The one figure that the answer comes to; None where it comes to none, `UnknownAmount` where nobody can say it yet."""
        return None

    def beside_amount(self) -> Sequence[Text]:
        """What that figure alone does not say."""
        return ()

    def notes(self) -> Sequence[Text]:
        """What a reader must know of this answer whatever the format, said on standard error where a format has no room."""
        return ()

    def cautions(self) -> list[str]:
        """What a reader must know before the answer: days that nobody gave or that contradict, the edition's end, layers."""
        said = [*self.defaults(), *self.contradictions(), *late(self.catalogue, self.days.on, self.told()), *self.layers_told()]
        return [*dict.fromkeys([*(note.in_(self.lang) for note in self.noted), *(as_note(text).in_(self.lang) for text in said)])]

    def layers_told(self) -> list[Text]:
        """The lines on the layers that something told comes from."""
        if not self.catalogue.layers:
            return []
        from bjsubsidy.reports.layered import layer_lines

        return layer_lines(self.catalogue, self.told())

    def told(self) -> "Sequence[EntryName] | None":
        """The entries that the answer is about; None where it may be about any."""
        return None

    def cautions_above(self) -> list[str]:
        """Those of them that stand above the first table; what its own head says is not said again."""
        return self.cautions_but(())

    def days_said(self, words: "Phrases") -> list[str]:
        """One line on the days that it rests on: those that were given, and what is taken for those that were not."""
        days = self.days
        given = [f"{words.name(ON)} {days.on}"] if days.on_given else []
        given += [f"{AS_OF_LABEL.in_(self.lang)} {days.as_of}"] if days.as_of_given else []
        said = [listed_days] if (listed_days := words.say("，", ", ").join(given)) else []
        line = words.say("；", "; ").join([*said, *(text.in_(self.lang) for text in self.defaults())])
        return [line] if line else []

    def cautions_but(self, said: Sequence[Text]) -> list[str]:
        """The cautions without those that are `said` elsewhere, as what is `noted` is."""
        elsewhere = {*(as_note(text).in_(self.lang) for text in said), *(note.in_(self.lang) for note in self.noted)}
        return [caution for caution in self.cautions() if caution not in elsewhere]

    def defaults(self) -> list[Text]:
        """The days that today stands for."""
        days = self.days
        return defaulted([(ON_LABEL, days.on, days.on_given), (AS_OF_LABEL, days.as_of, days.as_of_given)])

    def contradictions(self) -> list[Text]:
        """Days that were given and cannot both be right."""
        days = self.days
        return asked_before(days.as_of, days.on) if days.as_of is not None and days.on is not None and days.on_given else []


NOTE = Text("注意：", "note: ")


def as_note(said: Text) -> Text:
    """What is said beside an answer, marked as such."""
    return Text(f"{NOTE.zh}{said.zh}", f"{NOTE.en}{said.en}")


def noting(tell: Callable[[Text], None]) -> Callable[[Text], None]:
    """The same teller, for notes that are not marked yet."""
    return lambda note: tell(as_note(note))


def is_note(said: Text) -> bool:
    return said.en.startswith(NOTE.en)


def named_schema(schema: str) -> str:
    """The name of a shape with its number, as documents carry it."""
    return f"bjsubsidy/{schema}"


def head_of(schema: str, catalogue: Catalogue, days: Days) -> "HeadJson":
    """What every document says first: its shape, what made it, and which days nobody gave."""
    from bjsubsidy.reports.layered import catalogue_of

    return {
        "schema": named_schema(schema),
        "program": __version__,
        "catalogue": catalogue_of(catalogue),
        "on_given": days.on_given,
        "as_of_given": days.as_of_given,
    }


def defaulted(days: Sequence[tuple[Text, date | None, bool]]) -> list[Text]:
    """One line on the days that an answer rests on and nobody gave; a name, the day and whether it was given of each."""
    taken = [(name, day) for name, day, given in days if day is not None and not given]
    if not taken:
        return []
    zh, en = "和".join(name.zh for name, _ in taken), taken[0][0].en if len(taken) == 1 else "day"
    return [Text(f"没有写{zh}，按今天 {taken[0][1]} 计", f"no {en} was given: today, {taken[0][1]}, is assumed")]


def late(catalogue: Catalogue, on: date | None, told: "Sequence[EntryName] | None" = None) -> list[Text]:
    """The line that a day after the edition's end carries; not where all that is `told` comes from layers, whose texts may be later."""
    if on is None or on <= catalogue.edition.until:
        return []
    caution = catalogue.edition.caution
    if not catalogue.layers:
        return [caution]
    from bjsubsidy.reports.layered import of_layers

    from_layers = of_layers(catalogue, told)
    if told and len(from_layers) == len(told):
        return []
    of_edition = Text("（叠加层的条目除外）", " (this is not said of entries of layers)")
    return [Text(f"{caution.zh}{of_edition.zh}", f"{caution.en}{of_edition.en}") if from_layers or told is None else caution]
