"""`docs/faults.md`: every code of a faulty catalogue with its example, made of what `catalogue explain` prints.

`UPDATE=1 pytest tests/test_docs.py` writes it anew.
"""

from bjsubsidy.language import LANGS
from bjsubsidy.readers.codes import CODES
from bjsubsidy.reports.explain import mended

HEAD = (
    "# 目录的错误 / Faults of a catalogue",
    "",
    "由 `bjsubsidy catalogue explain 代码` 的内容生成，由测试核对；例子出自 `tests/mistakes`。"
    " Made of what `bjsubsidy catalogue explain CODE` prints; a test keeps it true. The examples are files of `tests/mistakes`.",
)


def page() -> str:
    """The whole document, in both languages."""
    lines = [*HEAD]
    for kind, code in CODES.items():
        said = [f"{code.holds.in_(lang)} {code.why.in_(lang)}" for lang in LANGS]
        warned = " 警告 / warning" if code.severity == "warning" else ""
        lines += ["", f"## {code.code} `{kind}`{warned}", "", said[0], "", said[1], "", "```diff", *mended(kind), "```"]
    return "\n".join(lines) + "\n"
