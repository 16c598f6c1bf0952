"""What says in which unit a figure stands: a remark in brackets, a line above a table, a number format, a cell of its own.

A unit is what comes before 元, a key of `SCALES`: "万" for 万元, "" for 元. What is no yuan (美元), and what is a unit that this
program does not know, is `strange` and kept as it was written: it is said, never read.
"""

import re
import unicodedata
from collections.abc import Container

from bjsubsidy.language import Text, clean
from bjsubsidy.quantities import SCALES
from bjsubsidy.record import Record

_OPEN, _CLOSE = "([{<【〔「『《〈", ")]}>】〕」』》〉"
_BRACKETED = re.compile(rf"[{re.escape(_OPEN)}]([^{re.escape(_OPEN + _CLOSE)}]*)[{re.escape(_CLOSE)}]")
_SCALE = "|".join(sorted((scale for scale in SCALES if scale), key=len, reverse=True))
_UNIT = re.compile(rf"(?P<scale>{_SCALE})?(?P<yuan>元|圆|yuan)?", re.IGNORECASE)
_YUAN = re.compile(r"人民币|RMB|CNY|[¥￥]", re.IGNORECASE)
_ENGLISH = {"'000": "千", "000": "千", "'000s": "千", "thousand": "千", "thousands": "千", "in thousands": "千", "k": "千"} | dict.fromkeys(
    ("million", "millions", "in millions", "mn", "m"), "百万"
)
_FOREIGN = re.compile(
    r"美元|美金|[港澳日欧加韩]元|[港台澳加日]币|欧元|英镑|日圆|澳门元|新加坡元|新台币|瑞郎|瑞士法郎|卢布|泰铢|外币|外汇|[$€£]"
    r"|(?<![A-Z])(?:USD|HKD|EUR|JPY|GBP|AUD|CAD|SGD|TWD|KRW|CHF|RUB|MOP|NZD|THB)(?![A-Z])",
    re.IGNORECASE,
)
_SAYS_UNIT = re.compile(r"(?:计量|金额|货币|计价)?单位\s*[::]?\s*|units?\s*:\s*|币种\s*[::]?\s*|currency\s*:\s*", re.IGNORECASE)
_ABOVE = re.compile(
    rf"(?:^|[\s,;、。:{re.escape(_OPEN)}]|金额|货币|计量|计价)(?:单位|币种)\s*[:为是]?\s*[{re.escape(_OPEN)}]?"
    rf"(?P<said>[^\s,;、。{re.escape(_OPEN + _CLOSE)}]+)"
)
# 表中金额均以万元计.
_COUNTED_IN = re.compile(rf"[以按用](?:人民币)?(?P<said>(?:{_SCALE})?元)(?:为单位|计|列示|表示|填列|填报|反映)(?![算提入])")
# What may say a unit and was not read as one: no figure of its own (超过 100 万元).
_HINT = re.compile(
    rf"(?<![0-9.])(?<![0-9.]\s)(?:{_SCALE})元|(?<![0-9.,])10,?000\s*(?:yuan|RMB|CNY)|\b(?:in\s+)?(?:thousands?|millions?)\s+(?:of\s+)?(?:yuan|RMB|CNY)"
    rf"|RMB\s*'000|单位\s*[:为是]?\s*[{re.escape(_OPEN)}]?(?:{_SCALE})",
    re.IGNORECASE,
)
_BODY = re.compile("公司|集团|厂|所|院|社|店|中心|部|局|行|会")
_PERCENT = ("%", "百分比", "百分数", "百分之")
_OTHER_RATES = ("‰", "‱", "bp", "bps", "基点", "千分之", "万分之", "千分比")
_TRAILING = re.compile(rf"(?P<name>.+?)[\s/:,、_-]+(?P<said>(?:(?:计量|金额)?单位\s*:?\s*)?(?:人民币)?(?:{_SCALE})?元)")
_PIECES = re.compile(r"[,;、，；\s]+|(?<=[元%])和")


class Said(Record):
    """What is said of a unit: `percent`, a unit of yuan, or something `strange`; nothing where all three are empty."""

    unit: str | None = None
    percent: bool = False
    strange: str | None = None


NOTHING_SAID = Said()


class TakenApart(Record):
    """A heading without its brackets, spaces and widths, in lower case, and what it says of a unit."""

    name: str
    said: Said


def folded_heading(text: str) -> str:
    """A heading as it is compared: one width, one case, no spaces."""
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())


def taken_apart(heading: str) -> TakenApart:
    """A heading's name and unit: 金额（千元）, Amount [万元], 贷款利率（%）, 金额 单位：元."""
    text = unicodedata.normalize("NFKC", heading).strip()
    remarks = _BRACKETED.findall(text)
    name = _BRACKETED.sub(" ", text).strip()
    trailing = _TRAILING.fullmatch(name)
    if trailing:
        name, remarks = trailing["name"], [*remarks, trailing["said"]]
    return TakenApart(folded_heading(name), agreed([said for remark in remarks for said in _pieces(remark)]))


def named_part(heading: str, names: Container[str]) -> TakenApart:
    """The same of a heading that may be one of some names, folded: brackets that belong to a name are no remark.

    A unit may stand behind such a name: Youth Allowance (Other) (yuan).
    """
    apart, text = taken_apart(heading), unicodedata.normalize("NFKC", heading).strip()
    while text:
        if folded_heading(text) in names:
            return TakenApart(folded_heading(text), apart.said)
        last = max(_BRACKETED.finditer(text), key=lambda found: found.end(), default=None)
        text = text[: last.start()].strip() if last is not None and last.end() == len(text) else ""
    return apart


def _pieces(remark: str) -> list[Said]:
    whole = read_unit(remark)
    return [whole] if whole != NOTHING_SAID else [read_unit(piece) for piece in _PIECES.split(remark)]


def agreed(said: list[Said]) -> Said:
    """The one thing that all say; what contradicts itself is strange."""
    things = list(dict.fromkeys(one for one in said if one != NOTHING_SAID))
    if len(things) > 1:
        return Said(strange=" ".join(_shown(thing) for thing in things))
    return things[0] if things else NOTHING_SAID


def _shown(said: Said) -> str:
    return said.strange or ("%" if said.percent else f"{said.unit}元")


def read_unit(text: str) -> Said:
    """What a remark, or a cell that holds nothing but a unit, says: 万元, 单位：千元, %, RMB'000, 美元. A mere remark says nothing."""
    written = unicodedata.normalize("NFKC", text).strip().strip("'\"").strip() if "000" not in text else text.strip()
    says = _SAYS_UNIT.match(written)
    bare = _YUAN.sub("", written[says.end() :] if says else written).strip()
    unit = _UNIT.fullmatch(bare)
    if unit and (unit["scale"] or unit["yuan"]):
        return Said(unit=unit["scale"] or "")
    if bare.casefold() in _ENGLISH:
        return Said(unit=_ENGLISH[bare.casefold()])
    if bare in _PERCENT:
        return Said(percent=True)
    if _FOREIGN.search(bare) or bare.casefold() in _OTHER_RATES or (says and bare) or re.search("[千万亿元圆]", bare):
        return Said(strange=written)
    return NOTHING_SAID


def above(text: str) -> Said:
    """What a line above the table says of the unit of its money: 单位：万元, （金额单位：元）; no firm's name (编制单位：…)."""
    written = unicodedata.normalize("NFKC", text)
    said = [read_unit(found["said"]) for found in _ABOVE.finditer(written) if not _BODY.search(found["said"])]
    said += [read_unit(found["said"]) for found in _COUNTED_IN.finditer(written)]
    return agreed([*said, *(one for remark in _BRACKETED.findall(written) if (one := read_unit(remark)).unit is not None)])


def hints_at_unit(text: str) -> bool:
    """Whether a line beside the table may say a unit of its money: Unit: 10,000 yuan, 注：单位为万元."""
    return _HINT.search(unicodedata.normalize("NFKC", text)) is not None


def unit_hint(text: str, at: Text) -> Text:
    """The note on such a line, which stands `at` a place."""
    return Text(
        f"{at.zh}“{clean(text.strip())}”像是写明单位，没有作单位读取；金额按元计，否则请把单位写在标题里，如 金额（万元）",
        f"“{clean(text.strip())}” {at.en} may name a unit and is not read as one: the amounts are taken for yuan; "
        "else name the unit in the heading, as in 金额（万元）",
    )


def yuan(text: str) -> bool:
    """Whether a cell of a column of currencies names the yuan."""
    written = unicodedata.normalize("NFKC", text).strip()
    return bool(written) and _YUAN.sub("", written).strip() in ("", "元", "圆", "yuan")


# number formats

_LITERAL = re.compile(r'"([^"]*)"|\[\$([^\]-]*)(?:-([0-9A-Za-z-]*))?\]|[\\!](.)|\[[^\]]*\]|_.|\*.')
# Signs of money that is not yuan, and of figures that are not money.
_YEN = "円"
_STRANGE = re.compile(f"[元圆角分万亿‰$€£₩₹₽฿₫₱{_YEN}]")
_SCALED = re.compile(r"[0#?],+(?![0#?,.])")


class NumberFormat(Record):
    """What a number format shows that the value does not say: a unit or currency, a percent sign, thousands left out."""

    said: Said
    scaled: bool

    @property
    def matters(self) -> bool:
        return self.scaled or self.said != NOTHING_SAID


def read_format(code: str) -> NumberFormat:
    """The format of positive numbers in a code of a workbook: 0.00"万元", #,##0,, [$USD] 0.00, 0.0%."""
    literals: list[str] = []

    def kept(found: re.Match[str]) -> str:
        quoted, sign, place, escaped = found.groups()
        literals.append(_YEN if sign and _is_yen(sign, place) else quoted or sign or escaped or "")
        return ""

    skeleton = _LITERAL.sub(kept, code).partition(";")[0]
    bare = re.sub(r"[0-9#?.,;%@/+\-() EeGgnral]", "", skeleton)
    text = unicodedata.normalize("NFKC", "".join(literals) + bare)
    return NumberFormat(_of_format(text, "%" in skeleton), bool(_SCALED.search(skeleton)))


def _of_format(literal: str, percent: bool) -> Said:
    said = read_unit(literal.replace(" ", ""))
    if said != NOTHING_SAID or percent:
        return agreed([said, Said(percent=True)]) if percent else said
    return Said(strange=literal) if _STRANGE.search(literal) and not re.search(r"[年月日时秒]", literal) else NOTHING_SAID


def _is_yen(sign: str, place: str | None) -> bool:
    """Whether a sign that is the yuan's and the yen's is the yen's: by what stands before it, or by a place that is not China.

    A place is named by its language (ja-JP) or by a number in sixteens, whose last four figures are the language's.
    """
    letters, yen, _ = sign.replace("￥", "¥").partition("¥")
    chinese = place is None or place.lower().startswith("zh") or bool(re.fullmatch("[0-9A-Fa-f]*0*804", place))
    return bool(yen) and (not chinese or letters.strip().upper() not in ("", "CN", "RMB", "CNY"))


def is_day(name: str) -> bool:
    """Whether a heading is called as days are (用水日)."""
    return name.endswith("日")
