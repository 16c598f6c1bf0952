"""Figures as texts in English print them, in the forms of those in Chinese: $50 million is 50百万元, 28 March 2021 is 2021年3月28日."""

import re

_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_MONTH = "(?P<month>" + "|".join(_MONTHS) + ")[a-z]*\\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_NUMBERS = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
_SCALES = {"thousand": "千", "million": "百万", "billion": "千百万"}
_UNITS = {"per cent": "%", "percent": "%", "days": "日", "day": "日", "months": "月", "month": "月", "years": "年", "year": "年"}


def _day(found: re.Match[str]) -> str:
    month = _MONTHS.index(found["month"].lower()) + 1
    return f"{found['year']}年{month}月{found['day']}日" if found["year"] else f"{month}月{found['day']}日"


def in_chinese_forms(figure: str) -> str:
    """A figure with its English dates, scales and units written as in Chinese; anything else as it is."""
    for form in (rf"\b{_DAY} (?:of )?{_MONTH}(?:,? (?P<year>\d{{4}}))?", rf"\b{_MONTH} {_DAY}(?:,? (?P<year>\d{{4}}))?\b"):
        figure = re.sub(form, _day, figure, flags=re.IGNORECASE)
    figure = re.sub(rf"\b({'|'.join(_NUMBERS)})\b", lambda found: str(_NUMBERS.index(found[1].lower()) + 1), figure, flags=re.IGNORECASE)
    for words in (_SCALES, _UNITS):
        figure = re.sub(rf"(?<=\d) ?({'|'.join(words)})\b", lambda found, words=words: words[found[1].lower()], figure, flags=re.IGNORECASE)  # type: ignore[misc]
    return figure
