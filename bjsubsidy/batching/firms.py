"""Which firm each row of a table is of, in SQL: what `law/firms.py` says of names and credit codes, read once for all engines.

Codes of the table and of the register are looked at together. `pairs` is the relation (k, code, w, p, n) of names beside codes:
a folded name, the code, the name's first spelling, where they first stand, and in which receipt (-1 in the table). `codes` is
(k, codes, code, listed), one row a name.
"""

from collections.abc import Sequence

from bjsubsidy.batching.sentence import put_together
from bjsubsidy.errors import Problem, UnusableFile
from bjsubsidy.formula.dialect import Dialect
from bjsubsidy.formula.sql import FIRM_COLUMN, key_column
from bjsubsidy.language import Lang
from bjsubsidy.law.firm import Receipt
from bjsubsidy.law.firms import SHOWN, no_code
from bjsubsidy.quantities import folded
from bjsubsidy.readers.headings import CODE, Layout
from bjsubsidy.readers.marked_problems import with_marks

TOLD = [("n", "INTEGER"), ("k", "STRING"), ("w", "STRING"), ("code", "STRING"), ("p", "STRING")]
DOUBTFUL = "doubtful"
_NAME, _CODES = "⟦name⟧", "⟦codes⟧"


class FirmSql:
    """The queries that resolve firms; `place` says in SQL where a row of the table stands."""

    def __init__(self, layout: Layout, dialect: Dialect, lang: Lang, place: str) -> None:
        self.layout = layout
        self.dialect = dialect
        self.lang = lang
        self.place = place
        self.name = dialect.name(key_column("enterprise"))
        self.own = layout.column(CODE) is not None
        self.code = dialect.name(CODE) if self.own else "CAST(NULL AS STRING)"

    def needed(self, receipts: Sequence[Receipt]) -> bool:
        """Whether a code stands anywhere: else a name is its firm's key."""
        return self.own or any(receipt.credit_code for receipt in receipts)

    def by_name(self, rows: str) -> str:
        """Rows with the key of their firm where no code stands anywhere."""
        return f"SELECT *, {self.name} AS {FIRM_COLUMN} FROM ({rows})"

    def pairs(self, rows: str, told: str) -> str:
        """The relation `pairs`; `told` is that of the register, with the columns of `TOLD`."""
        spelt = f"min_by(enterprise, row) AS w, min_by({self.place}, row) AS p, -1 AS n"
        both = f"{self.name} IS NOT NULL AND {self.code} IS NOT NULL"
        own = f"SELECT {self.name} AS k, {self.code} AS code, {spelt} FROM ({rows}) WHERE {both} GROUP BY {self.name}, {self.code}"
        given = f"SELECT k, code, w, p, n FROM ({told}) WHERE k IS NOT NULL AND code IS NOT NULL"
        all_of_them = " UNION ALL ".join([own, given] if self.own else [given])
        return f"SELECT k, code, min_by(w, n) AS w, min_by(p, n) AS p, min(n) AS n FROM ({all_of_them}) GROUP BY k, code"

    def codes(self, pairs: str) -> str:
        listed = self.dialect.listed("code", SHOWN, "、" if self.lang == "zh" else ", ")
        return f"SELECT k, count(*) AS codes, min(code) AS code, {listed} AS listed FROM ({pairs}) GROUP BY k"

    def key(self, name: str, code: str) -> str:
        """What the firm of a row is compared by, beside `codes`."""
        return f"coalesce(lower({code}), CASE WHEN codes.codes = 1 THEN lower(codes.code) END, {name})"

    def torn(self, code: str) -> str:
        """Whether a row has a name that several codes have, and none of its own."""
        return f"({code} IS NULL AND codes.codes > 1)"

    def problem(self) -> str:
        """What is wrong with such a row of the table."""
        column = self.layout.column(CODE) or self.layout.column("enterprise")
        said = no_code(_NAME, _CODES)
        sentence = with_marks(said.at(column.heading) if column is not None else said, self.lang)
        return put_together(sentence, {_NAME: "j.enterprise", _CODES: "codes.listed"}, self.dialect)

    def beside(self) -> str:
        """The columns firm and torn of rows `j` beside `codes`."""
        code = f"j.{self.code}" if self.own else self.code
        torn = f"CASE WHEN {self.torn(code)} THEN {self.problem()} END"
        return f"{self.key(f'j.{self.name}', code)} AS {FIRM_COLUMN}, {torn} AS torn"

    def match(self, codes: str) -> str:
        """The join of rows `j` with the codes that their names have."""
        return f"LEFT JOIN {codes} codes ON j.{self.name} = codes.k"

    def with_doubts(self, rows: str, pairs: str, codes: str) -> str:
        """Rows of known firms with DOUBTFUL: whether a row that may be their firm's, for its name is torn, may be of their month."""
        month = f"12 * year({self.dialect.name('on')}) + month({self.dialect.name('on')})"
        found = f"{self.dialect.distinct('month')} AS months, bool_or(month IS NULL) AS any_month"
        torn = f"SELECT r.{self.name} AS k, input, {month} AS month FROM ({rows}) r JOIN {codes} codes ON r.{self.name} = codes.k"
        torn += f" WHERE codes.codes > 1 AND {f'r.{self.code}' if self.own else self.code} IS NULL"
        doubts = f"SELECT lower(p.code) AS f, input AS i, {found} FROM ({torn}) t JOIN {pairs} p ON t.k = p.k GROUP BY p.code, input"
        doubtful = f"coalesce(d.any_month OR array_contains(d.months, {month}), FALSE) AS {DOUBTFUL}"
        return f"SELECT o.*, {doubtful} FROM ({rows}) o LEFT JOIN ({doubts}) d ON o.{FIRM_COLUMN} = d.f AND o.input = d.i"

    def of_receipts(self, told: str, codes: str) -> str:
        """The relation (n, firm, listed) of every receipt; `listed` are the codes of a name that is torn."""
        torn = f"CASE WHEN {self.torn('t.code')} THEN codes.listed END AS listed"
        return f"SELECT t.n, {self.key('t.k', 't.code')} AS firm, {torn} FROM {told} t LEFT JOIN {codes} codes ON t.k = codes.k"


def told(receipts: Sequence[Receipt]) -> list[tuple[int, str | None, str | None, str | None, str]]:
    """What receipts say of their firms, by their places in the list: the rows of `TOLD`."""
    names = [receipt.enterprise for receipt in receipts]
    return [
        (n, None if name is None else folded(name), name, receipt.credit_code, receipt.place)
        for n, (name, receipt) in enumerate(zip(names, receipts, strict=True))
    ]


def keyed(receipts: Sequence[Receipt], found: Sequence[tuple[int, str | None, str | None]]) -> list[Receipt]:
    """The receipts, each under the key of its firm; `found` are the rows of `of_receipts`. `UnusableFile` where a name is torn."""
    faults: list[Problem] = [
        no_code(receipts[n].enterprise or "", listed).at(receipts[n].place) for n, _, listed in sorted(found) if listed is not None
    ]
    if faults:
        raise UnusableFile(receipts[0].place.rpartition(":")[0], faults)
    firms = {n: firm for n, firm, _ in found}
    return [receipt.replace(enterprise=firms[n]) for n, receipt in enumerate(receipts)]
