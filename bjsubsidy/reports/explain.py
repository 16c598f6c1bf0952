"""What `catalogue explain` tells of a kind of fault: what must hold, why, and a broken catalogue beside the mended one."""

from collections.abc import Iterator
from difflib import unified_diff
from itertools import islice

from bjsubsidy.language import Lang, Text
from bjsubsidy.readers.codes import CODES
from bjsubsidy.readers.fault_kinds import FaultKind
from bjsubsidy.readers.mistakes import broken_text, named_before, sound_text

_BROKEN = Text("错误的（-）与改正的（+）：", "Broken (-) and mended (+):")
_LAID = Text("叠加在 {files} 之上。", "It lies over {files}.")
_WARNED = Text("警告：catalogue check 会说明，--catalogue 照样使用。", "A warning: catalogue check tells it, --catalogue does not mind it.")
_MOST_LINES = 16


def fault_page(kind: FaultKind, lang: Lang) -> str:
    """The whole text, with the part of a catalogue in which the mistake is."""
    code, before = CODES[kind], named_before(broken_text(kind))
    laid = [_LAID.in_(lang).format(files="、".join(before) if lang == "zh" else " and ".join(before))] if before else []
    warned = [_WARNED.in_(lang), ""] if code.severity == "warning" else []
    said = [f"{code.code} {kind}", "", code.holds.in_(lang), code.why.in_(lang), "", *warned, _BROKEN.in_(lang), *laid, "", *mended(kind)]
    return "\n".join(said) + "\n"


def mended(kind: FaultKind) -> Iterator[str]:
    """The lines that are broken and what they are mended to, with a line around them; the first of them where there are many."""
    broken, sound = (_lines(text) for text in (broken_text(kind), sound_text(kind)))
    changed = unified_diff(broken, sound, n=1, lineterm="")
    return islice((line for line in changed if not line.startswith(("---", "+++", "@@"))), _MOST_LINES)


def _lines(text: str) -> list[str]:
    """Without the remark on top, which tells the mistake."""
    return [line for line in text.split("\n") if not line.startswith("# ")]
