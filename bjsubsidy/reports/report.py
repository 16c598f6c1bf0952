"""A report: what an answer tells, before anybody decided how. Each part is made when a format asks for it, and not before."""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar

from bjsubsidy.language import Lang, Text
from bjsubsidy.law.catalogue import Catalogue
from bjsubsidy.record import Record

if TYPE_CHECKING:
    from bjsubsidy.reports.book import Book, Picture
    from bjsubsidy.reports.events import Calendar
    from bjsubsidy.reports.sheet import Cell, Sheet

Document = dict[str, Any]


class Days(Record):
    """The days an answer rests on, None where it rests on none; `given` where the line, a file or the environment said it."""

    as_of: date | None = None
    as_of_given: bool = False
    on: date | None = None
    on_given: bool = False


class Report(ABC):
    """One answer in one language. `schema` names the shape of its document."""

    schema: ClassVar[str]

    def __init__(self, catalogue: Catalogue, lang: Lang, days: Days) -> None:
        self.catalogue = catalogue
        self.lang = lang
        self.days = days

    @abstractmethod
    def body(self) -> Document:
        """What the document says beside its head and its cautions."""

    @abstractmethod
    def table(self) -> "Sheet":
        """The answer as one table, as CSV carries it."""

    def line(self) -> "Sequence[Cell]":
        """The answer on one row, where many are asked for one after the other."""
        return self.table().rows[0]

    def document(self) -> Document:
        """The answer as JSON carries it: keys, ids and states are never translated, money and rates are text."""
        edition = {"edition": self.catalogue.edition.id, "sha256": self.catalogue.sha256}
        return {"schema": f"bjsubsidy/{self.schema}", "catalogue": edition, **self.body()}

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
        from bjsubsidy.reports.parts import edition
        from bjsubsidy.reports.phrases import Phrases

        return Book(self.title(), self.lang, [*self.parts(), edition(Phrases(self.catalogue, self.lang), self.cautions())])

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
        """What a reader must know before the answer."""
        return [caution.in_(self.lang) for caution in cautions(self.catalogue, self.days)]


def cautions(catalogue: Catalogue, days: Days) -> list[Text]:
    """What a reader must know first: a day after the edition's end."""
    edition = catalogue.edition
    if days.on is None or days.on <= edition.until:
        return []
    return [Text(f"注意：{edition.caution.zh}", f"note: {edition.caution.en}")]
