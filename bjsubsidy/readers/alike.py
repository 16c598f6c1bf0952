"""The note on rows that are alike in every cell, of a table or of a register."""

from collections.abc import Sequence

from bjsubsidy.language import Text

# How many groups one note shows, and how many rows of each.
ALIKE_SHOWN = 5


def alike_note(groups: Sequence[Sequence[str]], counted: Text) -> Text:
    """Rows by their places, each group of those that are alike; `counted` says what becomes of them all the same."""
    more = "…" if len(groups) > ALIKE_SHOWN or any(len(places) > ALIKE_SHOWN for places in groups) else ""
    shown = [places[:ALIKE_SHOWN] for places in groups[:ALIKE_SHOWN]]
    zh, en = "；".join(map("、".join, shown)), "; ".join(map(", ".join, shown))
    return Text(f"各列完全相同的行（{counted.zh}）：第 {zh}{more} 行", f"rows alike in everything ({counted.en}): {en}{more}")
