"""How cells of lines of sums are called, as a pattern that Python and every engine read alike."""

_SUMS = ("合计", "小计", "总计", "共计", "累计", "汇总", "总额", "总和", "平均")
_ENDINGS = ("金额", "数", "值", "额", "人民币")
# Of which pages or times a sum may be: 本月合计, 3月份合计, 一季度小计, 2021年度累计.
_THESE, _PERIODS = "本当全上", ("日", "周", "旬", "月", "月份", "季", "季度", "半年", "年", "年度", "期", "页")
_NUMBERS = "0-9０-９一二三四五六七八九十"
_CARRIED = ("过次页", "转次页", "转下页", "承前页", "接上页", "承上页")
_ENGLISH = ("total", "totals", "subtotal", "grandtotal", "totalamount", "sum", "average", "carriedforward", "broughtforward")
# Literal, for engines write these signs otherwise.
_GAP = "[\\s\u3000\xa0]*"


def _pattern() -> str:
    """A whole cell that is called as a line of sums is, whatever spaces stand in it and whichever case it has."""
    periods = "|".join(map(_spaced, _PERIODS))
    before = rf"(?:(?:第?{_GAP}[{_NUMBERS}{_THESE}]+){_GAP}(?:{periods}){_GAP})*"
    sums, endings = "|".join(map(_spaced, _SUMS)), "|".join(map(_spaced, _ENDINGS))
    others = "|".join(map(_spaced, (*_CARRIED, *_ENGLISH)))
    return rf"(?i){_GAP}(?:{before}(?:{sums}){_GAP}(?:{endings})?|{others}){_GAP}[:：]?{_GAP}"


def _spaced(word: str) -> str:
    return _GAP.join(word)


SUM_CELL = _pattern()
