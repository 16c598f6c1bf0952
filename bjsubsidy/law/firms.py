"""Which firm is meant: its credit code is its key where one stands.

A row without a code takes the code that its folded name has elsewhere in what was read, if that is exactly one; else the name
is the key. `batching/firms.py` says the same in SQL.
"""

from collections.abc import Iterable, Sequence

from bjsubsidy.errors import Mistake
from bjsubsidy.language import LANGS, Text, clean, listed
from bjsubsidy.quantities import folded

# How many names or codes one line lists.
SHOWN = 5


class FirmKeys:
    """Resolves names and codes that were read together; `pairs` are all of them, each None where it is not written."""

    def __init__(self, pairs: Iterable[tuple[str | None, str | None]]) -> None:
        self._names: dict[str, dict[str, str]] = {}
        self._codes: dict[str, dict[str, None]] = {}
        for name, code in pairs:
            if name is not None and code is not None:
                self._names.setdefault(code, {}).setdefault(folded(name), name)
                self._codes.setdefault(folded(name), {})[code] = None

    def codes(self, name: str) -> list[str]:
        """The codes that stand beside a name, in their order."""
        return sorted(self._codes.get(folded(name), ()))

    def key(self, name: str | None, code: str | None) -> str | None:
        """What a firm is compared by, a folded text; None where neither its name nor its code is written."""
        if code is None and name is not None:
            codes = self.codes(name)
            code = codes[0] if len(codes) == 1 else None
        return code_key(code) if code is not None else None if name is None else folded(name)

    def torn(self, name: str | None, code: str | None) -> bool:
        """Whether a name without a code has several, so that nobody can tell which firm is meant."""
        return code is None and name is not None and len(self.codes(name)) > 1

    def notes(self, name: str | None, code: str | None) -> list[Text]:
        """What is to be said of one firm: that its code has several names, that its name has several codes."""
        codes = [] if name is None else self.codes(name)
        own = code or (codes[0] if len(codes) == 1 else None)
        names = [] if own is None else list(self._names.get(own, {}).values())
        notes = [one_code(own, [Text(each, each) for each in names])] if own is not None and len(names) > 1 else []
        return notes + ([one_name(name, [Text(each, each) for each in codes])] if name is not None and len(codes) > 1 else [])


def code_key(code: str) -> str:
    """What a code is compared by."""
    return folded(code)


def one_code(code: str, names: Sequence[Text]) -> Text:
    """The note on one code under several names."""
    zh, en = _some(names)
    return Text(
        f"统一社会信用代码 {clean(code)} 对应不同的企业名称：{zh}；按同一家企业计算",
        f"the credit code {clean(code)} has several names: {en}; they count as one firm",
    )


def one_name(name: str, codes: Sequence[Text]) -> Text:
    """The note on one name under several codes."""
    zh, en = _some(codes)
    return Text(
        f"企业“{clean(name)}”有不同的统一社会信用代码：{zh}；每个代码按一家企业计算",
        f"the firm “{clean(name)}” has several credit codes: {en}; each code counts as a firm of its own",
    )


def _some(words: Sequence[Text]) -> tuple[str, str]:
    more = "…" if len(words) > SHOWN else ""
    zh, en = (listed([clean(word.in_(lang)) for word in words[:SHOWN]], lang) for lang in LANGS)
    return zh + more, en + more


def no_code(name: str, codes: str | Sequence[str]) -> Mistake:
    """The fault of a row that names a firm by a name which several codes have."""
    zh, en = (codes, codes) if isinstance(codes, str) else _some([Text(code, code) for code in codes])
    what = Text(
        f"企业“{name}”有不同的统一社会信用代码（{zh}），此处没有写明是哪一个",
        f"the firm “{name}” has several credit codes ({en}), and this row names none",
    )
    return Mistake(what, Text("请补上代码。", "Write the code."))
