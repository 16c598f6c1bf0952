"""Where two SQL engines say the same thing differently."""

from datetime import date
from typing import Protocol

from bjsubsidy.formula.tree import DayUnit


class Dialect(Protocol):
    """What the SQL of engines writes differently; each method gives SQL."""

    def name(self, name: str) -> str:
        """A column's name, quoted."""
        ...

    def text(self, text: str) -> str:
        """A text as a literal."""
        ...

    def day(self, day: date) -> str: ...

    def wide(self, sql: str) -> str:
        """An integer with room for 38 digits."""
        ...

    def total(self, sql: str) -> str:
        """An aggregate that adds whole numbers of 18 digits without overflow."""
        ...

    def distinct(self, sql: str) -> str:
        """An aggregate that lists what there is, each once."""
        ...

    def ordered(self, sql: str) -> str:
        """An aggregate that lists the different texts there are, in their order."""
        ...

    def in_order(self, sql: str, by: str) -> str:
        """An aggregate that lists what there is, in the order of something else."""
        ...

    def hashed(self, columns: str) -> str:
        """A number that rows alike in these columns share; others hardly ever do."""
        ...

    def listed(self, sql: str, most: int, between: str) -> str:
        """An aggregate that puts the first of the different texts there are, in their order, into one text; … where there are more."""
        ...

    def quotient(self, dividend: str, divisor: str) -> str:
        """Whole quotient of two integers that are not negative."""
        ...

    def later(self, day: str, count: int, unit: DayUnit) -> str:
        """The corresponding day so many days, months or years later, or the month's last day where there is none."""
        ...

    def key(self, text: str) -> str:
        """A fixed-size value that equal texts share and different texts do not."""
        ...

    def own(self, row: str) -> str:
        """A key that one row has alone."""
        ...

    def each(self, numbers: list[int]) -> str:
        """A list of whole numbers."""
        ...

    def unnested(self, numbers: str) -> str:
        """One row for every number of a list, in its order, in the select list of a query."""
        ...

    def without(self, columns: list[str]) -> str:
        """What stands after * so that columns are left out."""
        ...

    def folded(self, asked: str) -> str:
        """Of rows (k, d, row, m, asked, room): (row, m, used, cut), what is used of k before a row and what is left of its asking.

        Rows of one k come in the order of d and row; a row without room is cut nowhere, and uses up what it asks.
        """
        ...

    def bytes(self, text: str) -> str:
        """How many bytes a text has: never fewer than characters."""
        ...

    def matches(self, text: str, pattern: str) -> str:
        """Whether a whole text is of a pattern."""
        ...


_CUT = "CASE WHEN x.room IS NULL THEN x.asked ELSE least(x.asked, greatest(x.room - acc.used, 0)) END"


class DuckDB:
    """The SQL of DuckDB."""

    def name(self, name: str) -> str:
        return '"' + name.replace('"', '""') + '"'

    def text(self, text: str) -> str:
        return "'" + text.replace("'", "''") + "'"

    def day(self, day: date) -> str:
        return f"DATE '{day}'"

    def wide(self, sql: str) -> str:
        return f"CAST({sql} AS HUGEINT)"

    def total(self, sql: str) -> str:
        return f"sum({sql})"

    def distinct(self, sql: str) -> str:
        return f"list(DISTINCT {sql})"

    def ordered(self, sql: str) -> str:
        return f"list_sort(list(DISTINCT {sql}))"

    def in_order(self, sql: str, by: str) -> str:
        return f"list({sql} ORDER BY {by})"

    def hashed(self, columns: str) -> str:
        return f"hash({columns})"

    def listed(self, sql: str, most: int, between: str) -> str:
        first = f"array_to_string({self.ordered(sql)}[:{most}], {self.text(between)})"
        return f"{first} || CASE WHEN count(DISTINCT {sql}) > {most} THEN '…' ELSE '' END"

    def quotient(self, dividend: str, divisor: str) -> str:
        return f"({dividend} // {divisor})"

    def later(self, day: str, count: int, unit: DayUnit) -> str:
        return f"CAST({day} + INTERVAL {count} {unit.upper()} AS DATE)"

    def key(self, text: str) -> str:
        return f"md5_number({text})"

    def own(self, row: str) -> str:
        return f"CAST({row} AS UHUGEINT)"

    def each(self, numbers: list[int]) -> str:
        return f"[{', '.join(map(str, numbers))}]"

    def unnested(self, numbers: str) -> str:
        return f"unnest({numbers})"

    def without(self, columns: list[str]) -> str:
        return f"EXCLUDE ({', '.join(columns)})"

    def folded(self, asked: str) -> str:
        row = "{'d': d, 'row': row, 'm': m, 'asked': CAST(asked AS HUGEINT), 'room': CAST(room AS HUGEINT)}"
        cut = f"{{'row': x.row, 'm': x.m, 'used': acc.used, 'cut': {_CUT}}}"
        step = f"{{'used': acc.used + {_CUT}, 'done': list_append(acc.done, {cut})}}"
        none = 'CAST([] AS STRUCT("row" BIGINT, m INTEGER, used HUGEINT, cut HUGEINT)[])'
        start = f"{{'used': CAST(0 AS HUGEINT), 'done': {none}}}"
        lists = f"SELECT list({row} ORDER BY d, row) AS xs FROM ({asked}) GROUP BY k"
        return f"SELECT unnest(list_reduce(xs, lambda acc, x: {step}, {start}).done, recursive := true) FROM ({lists})"

    def bytes(self, text: str) -> str:
        return f"strlen({text})"

    def matches(self, text: str, pattern: str) -> str:
        return f"regexp_full_match({text}, {self.text(pattern)})"


class Spark:
    """The SQL of Spark."""

    def name(self, name: str) -> str:
        return "`" + name.replace("`", "``") + "`"

    def text(self, text: str) -> str:
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"

    def day(self, day: date) -> str:
        return f"DATE '{day}'"

    def wide(self, sql: str) -> str:
        return f"CAST({sql} AS DECIMAL(38,0))"

    def total(self, sql: str) -> str:
        return f"sum(CAST({sql} AS DECIMAL(38,0)))"

    def distinct(self, sql: str) -> str:
        return f"collect_set({sql})"

    def ordered(self, sql: str) -> str:
        return f"array_sort(collect_set({sql}))"

    def in_order(self, sql: str, by: str) -> str:
        return f"transform(array_sort(collect_list(struct({by} AS b, {sql} AS s))), x -> x.s)"

    def hashed(self, columns: str) -> str:
        return f"xxhash64({columns})"

    def listed(self, sql: str, most: int, between: str) -> str:
        first = f"array_join(slice({self.ordered(sql)}, 1, {most}), {self.text(between)})"
        return f"{first} || CASE WHEN count(DISTINCT {sql}) > {most} THEN '…' ELSE '' END"

    def quotient(self, dividend: str, divisor: str) -> str:
        return f"({dividend} div {divisor})"

    def later(self, day: str, count: int, unit: DayUnit) -> str:
        return f"date_add({day}, {count})" if unit == "day" else f"add_months({day}, {count * (12 if unit == 'year' else 1)})"

    def key(self, text: str) -> str:
        return f"md5({text})"

    def own(self, row: str) -> str:
        return f"CAST({row} AS STRING)"

    def each(self, numbers: list[int]) -> str:
        return f"array({', '.join(map(str, numbers))})"

    def unnested(self, numbers: str) -> str:
        return f"explode({numbers})"

    def without(self, columns: list[str]) -> str:
        return f"EXCEPT ({', '.join(columns)})"

    def folded(self, asked: str) -> str:
        fields = "'d', d, 'row', row, 'm', m, 'asked', CAST(asked AS DECIMAL(38,0)), 'room', CAST(room AS DECIMAL(38,0))"
        cut = f"named_struct('row', x.row, 'm', x.m, 'used', acc.used, 'cut', CAST({_CUT} AS DECIMAL(38,0)))"
        step = f"named_struct('used', CAST(acc.used + {_CUT} AS DECIMAL(38,0)), 'done', concat(acc.done, array({cut})))"
        nothing = "CAST(0 AS DECIMAL(38,0))"
        none = f"slice(transform(xs, x -> named_struct('row', x.row, 'm', x.m, 'used', {nothing}, 'cut', {nothing})), 1, 0)"
        start = f"named_struct('used', {nothing}, 'done', {none})"
        lists = f"SELECT array_sort(collect_list(named_struct({fields}))) AS xs FROM ({asked}) GROUP BY k"
        return f"SELECT inline(aggregate(xs, {start}, (acc, x) -> {step}, acc -> acc.done)) FROM ({lists})"

    def bytes(self, text: str) -> str:
        return f"octet_length({text})"

    def matches(self, text: str, pattern: str) -> str:
        whole = rf"^({pattern})\z"
        return f"regexp_like({text}, {self.text(whole)})"
