"""Firms that are nowhere in an answer, for every row of theirs stands below the last amount of the table and is left out."""

from collections.abc import Iterator

from bjsubsidy.batching.noted import NotedRun
from bjsubsidy.formula.sql import FIRM_COLUMN, key_column
from bjsubsidy.language import Text, clean
from bjsubsidy.law.firms import code_key
from bjsubsidy.quantities import folded
from bjsubsidy.readers.left_rows import LeftRow

# How many of them the note names.
_SHOWN = 20


def vanished_notes(run: NotedRun) -> Iterator[Text]:
    """The note on such firms of a table that has been computed."""
    left = dict[tuple[str, str], LeftRow]()
    for row in run.left:
        if row.firm or row.credit_code:
            left.setdefault((folded(row.firm or ""), code_key(row.credit_code or "")), row)
    if not left:
        return
    run.keep("left_firms", [("n", "INTEGER"), ("k", "STRING"), ("code", "STRING")], [(n, *key) for n, key in enumerate(left)])
    name, rows = run.rule.dialect.name(key_column("enterprise")), run.view("typed")
    by_name, by_key = (
        f"SELECT {name} FROM {rows} WHERE {name} IS NOT NULL",
        f"SELECT {FIRM_COLUMN} FROM {rows} WHERE {FIRM_COLUMN} IS NOT NULL",
    )
    found = run.query(f"SELECT n FROM {run.view('left_firms')} WHERE k NOT IN ({by_name}) AND code NOT IN ({by_key}) ORDER BY n")
    gone = [row for n, row in enumerate(left.values()) if (n,) in {tuple(one) for one in found}]
    names = dict.fromkeys(clean(row.firm or row.credit_code or "") for row in gone)
    if names:
        more = Text(f"等 {len(names)} 家", f" and {len(names) - _SHOWN} more") if len(names) > _SHOWN else Text("", "")
        shown = list(names)[:_SHOWN]
        yield Text(
            f"{len(names)} 家企业的行都没有金额，没有读取，不在结果中：{'、'.join(shown)}{more.zh}；请补上金额",
            f"firms that are not in the answer, for none of their rows has an amount: {len(names)} ({', '.join(shown)}{more.en}); "
            "fill the amounts in",
        )
