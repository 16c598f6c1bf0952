"""What no sentence may have: other words than the list in CONTRIBUTING.md has, marks and words of the other language, “1 rows”."""

import re
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

import bjsubsidy.law
from bjsubsidy.language import LANGS, Lang
from bjsubsidy.record import Record, key

_LAW = [f"bjsubsidy.law.{module.name}" for module in iter_modules(bjsubsidy.law.__path__)]
LIST = Path(__file__).parent.parent / "CONTRIBUTING.md"
# What the compendium says is told in its own terms.
OWN_WORDS = re.compile(r"\.toml:")
# What is typed or called as it stands in either language: programs, formats, commands, keys, ids of states.
NAMES = """
    BOM CBD CSV DuckDB Excel GB ID Java JSON LIMIT LPR MB Parquet PySpark QDLP QFLP README Schema SHA Spark SQL START TOML TMPDIR UTF VPN
    WPS XLSX XML FILE MEASURE Ctrl MONEY AMOUNT DATE
    Catalogue Decimal Fraction None Profile False True int str
    batch bjsubsidy calc catalogue check completion data deadlines duckdb explain export fmt html ics install packaged pip plan problem
    show spark status ulimit in instead loan month null paid
    base be bend cap ceases closes compensation csv eligible ends en exact false grant ineligible le nearest none range reach refund resumes
    saving starts step target true turn uncapped unconfirmed unknown unmet utf year zh error warning
"""
# Chinese that an English sentence quotes: the title of something that has no other name, what may be typed, the heading of a column.
_QUOTED = (
    r"\([一-鿿]+\)|“[^”]*”|120万|1\.2亿|2亿美元|2021年3月20日|是/否|金额（万元）|\{\w+\}元|财税|国办发明电〔\d+〕\d+号|京政发〔\d+〕\d+号"
)
_PUT_IN = re.compile(r"\{[^{}]*\}")
_HAN = "㐀-䶿一-鿿"
_BESIDE = re.compile(rf"[{_HAN}] ?[,;:()]|[,;:()] ?[{_HAN}]|[{_HAN}][?!]")
_CHINESE = re.compile(rf"[{_HAN}，。；：、（）【】《》％]+")
_WORD = re.compile(r"(?<![A-Za-z0-9_.])[A-Za-z][A-Za-z]+(?![A-Za-z0-9_.])")
_TYPED = re.compile(r"--[\w-]+|\[+[\w.-]+\]+|(?<![A-Za-z])\d[\d,.]*|[A-Za-z_]+\([^()]*\)|[\w-]+\.\w+|“[^”]*”|\"[^\"]*\"")
_THINGS = "rows|lines|items|claims|measures|firms|years|cells|readings|columns|receipts|characters|parts|sheets"
# A figure before things of which there may be one: `many` says it. What is always more than one is exempt.
_UNCOUNTED = re.compile(rf"\{{(?!many\(|MOST|most\}}|len\((?:places|text)\))[^{{}}]*\}} (?:{_THINGS})\b")


def faults(where: str, zh: str, en: str) -> Iterator[str]:
    """What is wrong with a sentence, in English."""
    chinese, english = _PUT_IN.sub("", zh), re.sub(_QUOTED, "", en)
    if not OWN_WORDS.search(where):
        yield from (f"“{word}”: say “{term}”" for word, term in not_said("zh").items() if word in chinese)
        yield from (f"“{word}”: say “{term}”" for word, term in not_said("en").items() if re.search(rf"\b{word}\b", english))
    yield from (f"“{found}”: a Chinese mark" for found in _BESIDE.findall(_TYPED.sub("", chinese)))
    yield from (f"“{word}” is English" for word in _WORD.findall(_TYPED.sub("", chinese)) if word not in names())
    yield from (f"“{found}” is Chinese" for found in _CHINESE.findall(_PUT_IN.sub("", english)))
    yield from (f"“{found}”: one is not many" for found in _UNCOUNTED.findall(en))


@cache
def names() -> frozenset[str]:
    """What stands as it is in either language: `NAMES`, and the words of which the keys of a catalogue are made."""
    records = [cls for name in _LAW for cls in vars(import_module(name)).values() if isinstance(cls, type) and issubclass(cls, Record)]
    return frozenset([*NAMES.split(), *(part for cls in records for field in cls.fields for part in key(field).split("-"))])


@cache
def not_said(lang: Lang) -> dict[str, str]:
    """The words of the list's last column, and the term that is said instead."""
    side = LANGS.index(lang)
    return {word: row[side] for row in terms() for word in re.split("[、,] ?", row[3 + side]) if word}


def terms() -> list[list[str]]:
    """The rows of the list: the term in Chinese and in English, what it means, and what is not said for it in each."""
    text = LIST.read_text("utf-8").partition("## Words\n")[2].partition("\n## ")[0]
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in text.splitlines() if line.startswith("|")]
    return rows[2:]
