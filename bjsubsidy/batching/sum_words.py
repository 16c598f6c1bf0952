"""How cells of lines of sums are called, as a pattern that Python and every engine read alike."""

from bjsubsidy.formula.dialect import Dialect

_SUMS = ("合计", "小计", "总计", "共计", "累计", "汇总", "总额", "总和", "平均")
_ENDINGS = ("发生额", "金额", "数", "值", "额", "人民币")
# Of which pages or times a sum may be: 本月合计, 3月份合计, 一季度小计, 2021年度累计.
_THESE, _PERIODS = "本当全上", ("日", "周", "旬", "月", "月份", "季", "季度", "半年", "年", "年度", "期", "页")
_NUMBERS = "0-9０-９一二三四五六七八九十"
_CARRIED = ("过次页", "转次页", "转下页", "承前页", "接上页", "承上页")
# What an account shows beside its items: 上年结转, 期初余额, 本月发生额, 结转下页.
_BALANCES = (
    *(f"上{time}结转" for time in ("年", "期", "月")),
    *(f"{time}{end}余额" for time in ("期", "月", "年") for end in "初末"),
    *(f"{this}{time}发生额" for this in "本当" for time in ("日", "月", "期", "季", "年")),
    *(f"结转下{time}" for time in ("月", "期", "年", "页")),
)
_ENGLISH_BALANCES = ("openingbalance", "closingbalance", "balancebroughtforward", "balancecarriedforward")
_ENGLISH = ("total", "totals", "subtotal", "grandtotal", "totalamount", "sum", "average", "carriedforward", "broughtforward")
# What one of these stands in is asked first: few cells have it.
_SIGNS = ("计", "汇", "总", "平", "页", "转", "余", "发", "total", "sum", "average", "forward", "balance")
# Literal, for engines write these signs otherwise.
_GAP = "[\\s\u3000\xa0]*"


def _pattern() -> str:
    """A whole cell that is called as a line of sums is, whatever spaces stand in it and whichever case it has."""
    periods = "|".join(map(_spaced, _PERIODS))
    before = rf"(?:(?:第?{_GAP}[{_NUMBERS}{_THESE}]+){_GAP}(?:{periods}){_GAP})*"
    sums, endings = "|".join(map(_spaced, _SUMS)), "|".join(map(_spaced, _ENDINGS))
    others = "|".join(map(_spaced, (*_CARRIED, *_BALANCES, *_ENGLISH, *_ENGLISH_BALANCES)))
    return rf"(?i){_GAP}(?:{before}(?:{sums}){_GAP}(?:{endings})?|{others}){_GAP}[:：]?{_GAP}"


def _spaced(word: str) -> str:
    return _GAP.join(word)


SUM_CELL = _pattern()


def like_a_sum(cell: str, dialect: Dialect) -> str:
    """Whether a cell is called as a line of sums is, in SQL."""
    asked = " OR ".join(f"contains(lower({cell}), {dialect.text(sign)})" for sign in _SIGNS)
    return f"(({asked}) AND {dialect.matches(cell, SUM_CELL)})"
