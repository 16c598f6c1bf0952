"""The commands, their words and options, as data; each is run by its own module of the same name."""

from collections.abc import Sequence

from bjsubsidy.language import LANGS, Text
from bjsubsidy.readers.command import Option
from bjsubsidy.record import Record


class Command(Record):
    """A command as it is called; `arguments` are its positionals with their help."""

    name: str
    title: Text
    arguments: tuple[tuple[str, Text], ...]
    options: tuple[Option, ...]
    formats: tuple[str, ...] = ("table", "json", "csv", "xlsx", "html")


COMMON = (
    Option("format", Text("输出格式", "output format"), value="FORMAT"),
    Option("output", Text("写入文件，格式按结尾", "write into a file, format by its ending"), value="FILE", short="o"),
    Option("lang", Text("语言", "language"), value="zh|en", choices=LANGS),
    Option("catalogue", Text("改用另一份目录", "use another catalogue"), value="FILE"),
    Option("quiet", Text("不在标准错误输出提示", "no notes and cautions on standard error")),
    Option("help", Text("显示用法", "show the usage"), short="h"),
)
VERSION = Option("version", Text("显示版本", "show the version"))

_ON = Option("on", Text("费用发生日，缺省为今天", "day the expense belongs to; today by default"), value="DATE")
_AS_OF = Option("as-of", Text("查询日，缺省为今天", "day the question is asked; today by default"), value="DATE")
_RECEIVED_FILE = Option("received-file", Text("已收款登记表（CSV）", "register of what was received (CSV)"), value="FILE")
_RECEIVED = (
    Option("received", Text("已收款，可重复", "already received; may be repeated"), value="MEASURE=AMOUNT@DATE", many=True),
    _RECEIVED_FILE,
)
_MEASURE = Option("measure", Text("只算这项措施，可重复", "only this measure; may be repeated"), value="ID", many=True)
_DATE_KINDS = ("starts", "ends", "ceases", "resumes", "closes", "target")
_KINDS = ("measure", "status", "limit", "date", "open", "rule", "target")

COMMANDS = {
    command.name: command
    for command in (
        Command(
            "calc",
            Text("计算一笔金额在各项措施下的支持", "what one amount brings under every measure on it"),
            (
                ("INPUT", Text("计算项目", "input")),
                ("AMOUNT", Text("金额；- 表示从标准输入逐行读取", "amount; - reads one a line from standard input")),
            ),
            (
                _ON,
                _AS_OF,
                *_RECEIVED,
                _MEASURE,
                Option("strict", Text("待定的按 0 计", "unconfirmed counts as nothing")),
                Option("explain", Text("显示全部条件、算式和问题", "show every condition, the working and all questions")),
                Option("curve", Text("画出支持随金额的变化", "draw the support against the amount")),
            ),
            ("table", "json", "csv", "amount", "xlsx", "html"),
        ),
        Command(
            "sweep",
            Text("金额变化时支持如何变化，以及转折点", "how support changes with the amount, and where it breaks"),
            (("INPUT", Text("计算项目", "input")),),
            (
                Option("from", Text("最小的金额，缺省为 0", "least amount; 0 by default"), value="AMOUNT"),
                Option(
                    "to",
                    Text("最大的金额，缺省约为最后转折点的两倍", "largest amount; about twice the last breakpoint by default"),
                    value="AMOUNT",
                ),
                Option("steps", Text("分几步，缺省 10", "how many steps; 10 by default"), value="N"),
                Option("reach", Text("哪些金额得到这么多支持", "which amounts bring this much support"), value="AMOUNT"),
                _ON,
                _AS_OF,
                *_RECEIVED,
                _MEASURE,
                Option("strict", Text("待定的按 0 计", "unconfirmed counts as nothing")),
            ),
        ),
        Command(
            "plan",
            Text("一家企业申请哪些措施最有利", "the best admissible set of claims of one firm"),
            (("PROFILE", Text("企业资料文件（TOML）", "the firm's profile (TOML)")),),
            (
                Option("new", Text("输出一份带说明的空白资料", "print a commented profile to start from")),
                Option("ask", Text("逐个询问未答的问题，写回文件", "ask the open questions and write the answers back")),
                Option(
                    "answers",
                    Text("填好的问题表（工作簿），可重复", "questions filled in (workbook); may be repeated"),
                    value="FILE",
                    many=True,
                ),
                Option("against", Text("与同一企业的另一份资料比较", "what changes with another profile of the firm"), value="FILE"),
                Option("on", Text("所有项目的费用发生日，优先于文件", "day of every item, before the file's"), value="DATE"),
                Option("as-of", Text("查询日，优先于文件", "day the question is asked, before the file's"), value="DATE"),
                _RECEIVED_FILE,
                Option("strict", Text("只选符合的", "choose eligible claims only")),
                Option("explain", Text("显示每项的条件和算式、全部问题", "show every claim's conditions and working, and all questions")),
                Option("limit", Text("最多搜索几秒，缺省 1", "seconds to search at most; 1 by default"), value="SECONDS"),
            ),
            ("table", "json", "csv", "amount", "xlsx", "html", "ics"),
        ),
        Command(
            "batch",
            Text("计算一张表里的许多企业", "many firms, one table in, one table out"),
            (("FILE", Text("CSV、XLSX 或 Parquet 表；- 表示标准输入", "table in CSV, XLSX or Parquet; - is standard input")),),
            (
                _MEASURE,
                Option("best", Text("每家企业只留最有利的一组", "keep for each firm the best admissible set")),
                Option("strict", Text("待定的按 0 计", "unconfirmed counts as nothing")),
                Option("as-of", Text("查询日，缺省为今天", "day the question is asked; today by default"), value="DATE"),
                _RECEIVED_FILE,
                Option("fail-on-problem", Text("有问题行时以 3 退出", "exit with 3 if a row had a problem")),
                Option("plain", Text("CSV 不带 BOM 和回车", "CSV without byte order mark and carriage returns")),
                Option("encoding", Text("CSV 的编码，缺省自动判断", "encoding of the CSV; found by itself by default"), value="NAME"),
                Option(
                    "sheet",
                    Text(
                        "工作表，可重复；缺省为第一张可见的有标题的表",
                        "sheet; may be repeated; by default the first visible one with a heading",
                    ),
                    value="NAME",
                    many=True,
                ),
                Option("all-sheets", Text("读取全部可见的工作表", "read every visible sheet")),
                Option(
                    "column",
                    Text("指明哪一列是什么，可重复", "which of your columns is what; may be repeated"),
                    value="OURS=THEIRS",
                    many=True,
                ),
                Option(
                    "set",
                    Text("表中没有的内容，用于每一行，可重复", "what the table does not say, for every row; may be repeated"),
                    value="ID=VALUE",
                    many=True,
                ),
                Option("memory", Text("最多占用的内存，如 1GB", "memory to use at most, for example 1GB"), value="SIZE"),
                Option("limit", Text("--best 每家最多搜索几秒，缺省 1", "--best: seconds a firm at most; 1 by default"), value="SECONDS"),
                Option("engine", Text("计算引擎", "engine that computes"), value="duckdb|spark", choices=("duckdb", "spark")),
                Option("master", Text("Spark 的地址，缺省见 SPARK_REMOTE", "where Spark is; SPARK_REMOTE by default"), value="URL"),
            ),
            ("csv", "json", "xlsx", "parquet", "table"),
        ),
        Command(
            "deadlines",
            Text("列出固定日期", "the fixed dates"),
            (),
            (
                Option("before", Text("该日及以前", "on or before this day"), value="DATE"),
                Option("after", Text("该日及以后", "on or after this day"), value="DATE"),
                Option("kind", Text("种类", "kind"), value="|".join(_DATE_KINDS), choices=_DATE_KINDS),
                Option("measure", Text("只列这项措施的日期", "only dates of this measure"), value="ID"),
                Option("timeline", Text("画成时间轴", "draw them as a timeline")),
            ),
            ("table", "json", "csv", "xlsx", "html", "ics"),
        ),
        Command(
            "due",
            Text("由起算日推算到期日", "the day a time limit ends"),
            (("LIMIT", Text("时限", "time limit")), ("START", Text("起算日", "start day"))),
            (),
            ("table", "json", "csv", "xlsx", "html", "ics"),
        ),
        Command(
            "status",
            Text("判断身份认定", "whether a firm or product has a standing"),
            (("ID", Text("身份认定", "status")),),
            (Option("on", Text("判断之日，缺省为今天", "day the standing is judged; today by default"), value="DATE"),),
        ),
        Command(
            "measures",
            Text("列出和查找条目", "list and search the entries"),
            (),
            (
                Option("input", Text("按计算项目", "computed from this input"), value="INPUT"),
                Option("kind", Text("种类", "kind"), value="|".join(_KINDS), choices=_KINDS),
                Option("search", Text("查找文字", "text to search for"), value="TEXT"),
                Option("on", Text("该日有效的措施", "measures in force on this day"), value="DATE"),
            ),
        ),
        Command(
            "show",
            Text("显示一个条目的全文、来源和读法", "one entry whole, with its sources and readings"),
            (("ID", Text("条目", "entry")),),
            (),
        ),
        Command(
            "completion",
            Text("输出命令补全脚本", "print the shell's completion script"),
            (("SHELL", Text("外壳：bash、zsh 或 fish", "shell: bash, zsh or fish")),),
            (),
            ("script",),
        ),
    )
}


def split(words: Sequence[str]) -> tuple[str | None, list[str]]:
    """The first word that is neither a common option nor its value, and all the others."""
    valued = {spelling for option in COMMON if option.value for spelling in (f"--{option.name}", f"-{option.short}")}
    rest = list(words)
    place = 0
    while place < len(rest):
        if not rest[place].startswith("-"):
            return rest.pop(place), rest
        place += 2 if rest[place] in valued else 1
    return None, rest
