"""Money in the capital characters that bills and vouchers ask for, written and read: 人民币壹佰万元整.

The rules are those of the People's Bank for filling in bills (支付结算办法, annex 1) and, for 整 after 角, of the Ministry of
Finance's basic accounting rules (article 52). Where they leave a 零 to the writer it stands after 元 and nowhere else.
"""

import re

_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_PLACES = ("仟", "佰", "拾", "")
_EIGHT, _FOUR = 10**8, 10**4


def capitals(fen: int) -> str:
    """Whole fen, not negative, as text: 168032 is 人民币壹仟陆佰捌拾元零叁角贰分."""
    if fen < 0:
        raise ValueError(f"{fen} fen is negative")
    yuan, rest = divmod(fen, 100)
    return "人民币" + _yuan(yuan, rest) + _rest(yuan, rest)


def _yuan(yuan: int, rest: int) -> str:
    if not yuan:
        return "" if rest else "零元"
    return _whole(yuan) + "元"


def _rest(yuan: int, rest: int) -> str:
    """角 and 分 after 元: 零 where a digit between is missing, 整 where no 分 follows."""
    if not rest:
        return "整"
    jiao, fen = divmod(rest, 10)
    between = "零" if yuan and (not jiao or not yuan % 10) else ""
    return between + (f"{_DIGITS[jiao]}角" if jiao else "") + (f"{_DIGITS[fen]}分" if fen else "整")


def _whole(number: int) -> str:
    """A whole number from 1, by 亿 and 万; 零 where the highest place of a lower part is missing."""
    for unit, size in ((_EIGHT, "亿"), (_FOUR, "万")):
        if number >= unit:
            high, low = divmod(number, unit)
            missing = "零" if low and low < unit // 10 else ""
            return _whole(high) + size + missing + (_whole(low) if low else "")
    return _below_ten_thousand(number)


def _below_ten_thousand(number: int) -> str:
    said, gap = "", False
    for digit, place in zip(f"{number:04d}", _PLACES, strict=True):
        if digit == "0":
            gap = bool(said)
            continue
        said += ("零" if gap else "") + _DIGITS[int(digit)] + place
        gap = False
    return said


def read_capitals(text: str) -> int | None:
    """Whole fen of an amount in capitals, by whichever rule its 零 and 整 stand; None where it is none."""
    written = _plain(text)
    found = _AMOUNT.fullmatch(written)
    if not found or not written:
        return None
    yuan, jiao, fen = found.groups()
    amount = _number(yuan or "") * 100 + _DIGITS.find(jiao or "零") * 10 + _DIGITS.find(fen or "零")
    return amount if _plain(capitals(amount)) == written else None


_AMOUNT = re.compile(r"(?:([壹贰叁肆伍陆柒捌玖拾佰仟万亿]*)元)?(?:([壹贰叁肆伍陆柒捌玖])角)?(?:([壹贰叁肆伍陆柒捌玖])分)?")


def _plain(text: str) -> str:
    """Without what the rules leave to the writer: 人民币, 零 and 整."""
    return re.sub(r"人民币|[零整正\s]", "", text).replace("圆", "元")


def _number(text: str) -> int:
    """A whole number in capitals without 零; nonsense gives a number that is written otherwise."""
    for unit, size in (("亿", _EIGHT), ("万", _FOUR), ("仟", 1000), ("佰", 100), ("拾", 10)):
        high, found, low = text.rpartition(unit) if unit == "亿" else text.partition(unit)
        if found:
            return (_number(high) if high else 1) * size + _number(low)
    return max(_DIGITS.find(text), 0) if text else 0
