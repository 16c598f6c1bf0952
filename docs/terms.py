"""The words of the program, and what no sentence may have: the list of terms in CONTRIBUTING.md as a test holds it."""

import re
from collections.abc import Iterator

# What is not said, and what is said instead.
NOT_SAID_ZH = {
    "事实": "情况",
    "读法": "条文理解",
    "放弃": "未采用",
    "给定": "实际",
    "未给": "未提供",
    "已给": "已提供",
    "来源": "出处",
    "余额": "尚余",
    "剩余": "尚余",
    "限额": "上限",
    "封顶": "上限",
    "申领": "申请",
    "已领": "已收",
    "总额": "合计",
    "总计": "合计",
    "缺省": "默认",
    "外壳": "命令行程序",
    "模式": "结构说明",
    "表头": "标题",
    "提问日": "查询日",
    "询问日": "查询日",
    "本笔": "本项",
    "选项中": "选项",
}
NOT_SAID_EN = {
    "standing": "status",
    "surrender": "give up",
    "interpretation": "reading",
    "ceiling": "cap",
    "query date": "day of asking",
    "as-of date": "day of asking",
    "catalog": "catalogue",
    "enterprises": "firms",
    "company": "firm",
    "application": "claim",
    "line item": "item",
    "spreadsheet": "workbook",
}
# Titles and facts of the compendium keep its own words.
OWN_WORDS = re.compile(r"measures\.toml:(?:documents|open|rule|target|date|limit|edition)\b|:title$|authorities")
# Words of another language that name one thing only: formats, programs, and what is typed as it stands.
NAMES = set(
    re.findall(
        r"\w+",
        """
    CSV XLSX Parquet TOML JSON Schema XML UTF BOM Excel Spark PySpark Java DuckDB README MB GB SHA LPR VPN CBD QDLP QFLP ID START LIMIT
    bjsubsidy batch calc plan status measures show completion catalogue pip install duckdb ulimit TMPDIR data
    amount on label received loan where outside pages article figures document less for unsettled per in month null
    eligible unconfirmed ineligible exact range most grant saving refund compensation met unmet unknown open base enterprise year
    from until apply by proposed starts ends ceases resumes closes target start turn pays cap step reach nearest none csv ics
    yes no true false zh en Profile Catalogue str int True False None Fraction Decimal date spark
    """,
    )
)
# Chinese that an English sentence quotes: what may be written in a cell, and the heading of a column.
WRITTEN = re.compile(r"120万|2亿美元|2021年3月20日|是/否|金额（万元）|\{\w+\}元|财税|国办发明电〔\d+〕\d+号|京政发〔\d+〕\d+号")
_PUT_IN = re.compile(r"\{[^{}]*\}")
_BESIDE = re.compile(r"[㐀-䶿一-鿿] ?[,;:!?()]|[,;:!?()] ?[㐀-䶿一-鿿]")
_CHINESE = re.compile(r"[㐀-䶿一-鿿，。；：、（）【】《》％]+")
_WORD = re.compile(r"(?<![A-Za-z0-9_.])[A-Za-z][A-Za-z]+(?![A-Za-z0-9_.])")
_UNCOUNTED = re.compile(
    r"\{[^{}]*\} (?:rows|lines|items|claims|measures|firms|years|cells|readings|columns|receipts|characters|parts|sheets)\b"
)


def faults(where: str, zh: str, en: str) -> Iterator[str]:
    """What is wrong with a sentence, in English."""
    chinese, english = _PUT_IN.sub("", zh), WRITTEN.sub("", en)
    if not OWN_WORDS.search(where):
        yield from (f"“{word}”: say “{better}”" for word, better in NOT_SAID_ZH.items() if word in chinese)
        yield from (f"“{word}”: say “{better}”" for word, better in NOT_SAID_EN.items() if re.search(rf"\b{word}\b", english))
    yield from (f"“{found}”: a Chinese mark" for found in _BESIDE.findall(chinese))
    yield from (f"“{word}” is English" for word in _WORD.findall(re.sub(r"--[\w-]+|[\w-]+\.\w+|“[^”]*”", "", chinese)) if word not in NAMES)
    yield from (f"“{found}” is Chinese" for found in _CHINESE.findall(_PUT_IN.sub("", english)))
    yield from (f"“{found}”: one is not many" for found in _UNCOUNTED.findall(en))
