"""Money in the capital characters that bills and vouchers ask for: 人民币壹佰万元整.

The rules are those of the People's Bank for filling in bills (支付结算办法, annex 1) and, for 整 after 角, of the Ministry of
Finance's basic accounting rules (article 52). Where they leave a 零 to the writer it stands after 元 and nowhere else.
"""

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
