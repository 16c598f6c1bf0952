"""The arguments and options, each stated once: how it is spelt, what it takes, what it means. It means the same on every command.

All are plain text, flags or lists of text, read in the function that Typer and the lane share; the two differ in nothing but how
words become them. An annotation holds Typer's declaration, the help in both languages, and what can be written there.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any

import typer

from bjsubsidy.cli import offers
from bjsubsidy.cli.offers import of_kinds
from bjsubsidy.language import Text
from bjsubsidy.writers import FORMATS

PANELS = {
    "arguments": Text("参数", "Arguments"),
    "enterprise": Text("企业情况（不写即为未知）", "The firm (left out means unknown)"),
    "item": Text("项目情况（不写即为未知）", "The item (left out means unknown)"),
    "status": Text("认定情况（不写即为未知）", "The status (left out means unknown)"),
    "run": Text("本次运行", "This run"),
    "common": Text("通用选项", "Common options"),
}


def _word(metavar: str, completed: Callable[[Any, str], list[tuple[str, str]]] | None = None) -> Any:
    return typer.Argument(metavar=metavar, rich_help_panel="arguments", autocompletion=completed)


def _option(*names: str, takes: str = "", panel: str = "run", envvar: str | None = None) -> Any:
    return typer.Option(*names, metavar=takes, rich_help_panel=panel, envvar=envvar)


# Arguments

AmountArgument = Annotated[
    str | None,
    _word("AMOUNT"),
    Text(
        "金额；- 表示从标准输入逐行读取；不写则在终端逐题询问",
        "amount; - reads one per line from standard input; without it a terminal is asked",
    ),
]
ProfileArgument = Annotated[str | None, _word("PROFILE"), Text("企业资料文件（TOML）", "the firm's profile (TOML)")]
TableFilesArgument = Annotated[
    list[str] | None,
    _word("FILE"),
    Text(
        "CSV、XLSX 或 Parquet 表；几个文件合为一表；- 表示标准输入",
        "table in CSV, XLSX or Parquet; several files are one table; - is standard input",
    ),
]
LimitArgument = Annotated[str, _word("LIMIT"), Text("时限", "time limit"), of_kinds("limit", shown=True)]
StartArgument = Annotated[str, _word("START"), Text("起算日", "start day")]
EntryArgument = Annotated[str, _word("ID"), Text("条目", "entry"), offers.ENTRY_OFFERS]
DocumentedArgument = Annotated[str, _word("COMMAND"), Text("有 JSON 的命令", "command with JSON"), offers.DOCUMENTED_OFFERS]
ShellArgument = Annotated[str, _word("SHELL"), Text("命令行程序", "shell"), offers.SHELL_OFFERS]
AboutArgument = Annotated[list[str] | None, _word("COMMAND", offers.commands_after), Text("命令", "command")]
CatalogueFilesArgument = Annotated[
    list[str] | None,
    _word("FILE"),
    Text("目录文件和叠加的层；默认为自带的", "catalogue files and layers; the packaged catalogue by default"),
]
CompendiumOption = Annotated[
    str | None,
    _option("--compendium", takes="FILE"),
    Text(
        "汇编各页的文字（JSON，以页码为键；叠加层的文件，编号之下再按页码）：逐一核对数字、日期和界限",
        "text of pages (JSON, by page number; a layer's document by id, then number): hold figures, days and bounds against it",
    ),
]
LaidOutFilesArgument = Annotated[list[str], _word("FILE"), Text("目录文件和叠加的层", "catalogue files and layers")]
NewKindArgument = Annotated[str, _word("KIND"), Text("条目的种类", "kind of entry"), offers.NEW_KIND_OFFERS]
LayerFileArgument = Annotated[
    str | None,
    _word("FILE"),
    Text("写进哪个文件：已有的一层或目录，或从这里开始的一层", "the file to write into: a layer or a catalogue, or a layer that begins"),
]
SetAsideOption = Annotated[
    str | None,
    _option("--set-aside", takes="FILE"),
    Text(
        "汇编中不属于任何条目的数字及理由（TOML）；默认为自带的",
        "figures of the compendium that belong to no entry, with reasons (TOML); the packaged list by default",
    ),
]
FailOnWarningOption = Annotated[
    bool, _option("--fail-on-warning"), Text("有警告时也以 3 退出", "exit with 3 if anything was warned of, too")
]
FaultCodeArgument = Annotated[str, _word("CODE"), Text("错误代码，如 BJ030", "code of a fault, such as BJ030"), offers.FAULT_OFFERS]

# Days

OnOption = Annotated[
    str | None,
    _option("--on", takes="DATE"),
    Text("发生日，优先于文件；默认为今天", "day of the item, wins over a file; today by default"),
]
StatusOnOption = Annotated[
    str | None, _option("--on", takes="DATE"), Text("判断之日，默认为今天", "day on which the status is judged; today by default")
]
InForceOnOption = Annotated[str | None, _option("--on", takes="DATE"), Text("该日有效的措施", "measures in force on this day")]
AsOfOption = Annotated[
    str | None,
    _option("--as-of", takes="DATE", envvar="BJSUBSIDY_AS_OF"),
    Text("查询日，优先于文件；默认为今天", "day of asking, wins over a file; today by default"),
]
BeforeOption = Annotated[str | None, _option("--before", takes="DATE"), Text("该日及以前", "on or before this day")]
AfterOption = Annotated[str | None, _option("--after", takes="DATE"), Text("该日及以后", "on or after this day")]

# What is asked

MeasuresOption = Annotated[
    list[str] | None,
    _option("--measure", takes="ID"),
    Text("只算这项措施，可重复", "only this measure; may be repeated"),
    offers.MEASURE_OFFERS,
]
MeasureOption = Annotated[
    str | None, _option("--measure", takes="ID"), Text("只列这项措施的日期", "only dates of this measure"), of_kinds("measure")
]
ReceivedOption = Annotated[
    list[str] | None,
    _option("--received", takes="MEASURE=AMOUNT@DATE"),
    Text(
        "已收款，可重复；日期是费用发生日，不知道就不写",
        "already received; may be repeated; the date is the day of the expense, left out if unknown",
    ),
    offers.RECEIVED_OFFERS,
]
ReceivedFileOption = Annotated[
    str | None,
    _option("--received-file", takes="FILE"),
    Text(
        "已收款登记表（CSV 或工作簿），列：措施、金额，可加 on、企业、信用代码、到账日期和上限所按的各项范围",
        "register of what was received (CSV or workbook); columns: measure, amount, and also on, enterprise, credit-code, paid-on "
        "and whatever a cap counts by",
    ),
]
StrictOption = Annotated[bool, _option("--strict"), Text("待定的按 0 计", "unconfirmed counts as nothing")]
ExplainOption = Annotated[
    bool,
    _option("--explain"),
    Text("显示全部条件、算式、问题、条文理解和编号", "show every condition, the working, all questions, readings and ids"),
]
CurveOption = Annotated[bool, _option("--curve"), Text("画出支持随金额的变化", "draw the support against the amount")]
DateKindOption = Annotated[str | None, _option("--kind", takes="KIND"), Text("种类", "kind"), offers.DATE_KIND_OFFERS]
EntryKindOption = Annotated[str | None, _option("--kind", takes="KIND"), Text("种类", "kind"), offers.ENTRY_KIND_OFFERS]
InputOption = Annotated[str | None, _option("--input", takes="INPUT"), Text("按计算项目", "computed from this input"), of_kinds("input")]
SearchOption = Annotated[str | None, _option("--search", takes="TEXT"), Text("查找文字", "text to search for")]
CheckOption = Annotated[
    bool, _option("--check"), Text("不改动文件；有须改动的以 3 退出", "change nothing; exit with 3 if a file would change")
]
OfProfileOption = Annotated[bool, _option("--profile"), Text("改为输出企业资料的结构说明", "the schema of a firm's profile instead")]
AllOption = Annotated[
    bool, _option("--all"), Text("在终端也列出查询日以前的日期", "list the dates before the day of asking on a terminal too")
]
TimelineOption = Annotated[bool, _option("--timeline"), Text("画成时间轴", "draw them as a timeline")]

# A sweep

FromOption = Annotated[str | None, _option("--from", takes="AMOUNT"), Text("最小的金额，默认为 0", "least amount; 0 by default")]
ToOption = Annotated[
    str | None,
    _option("--to", takes="AMOUNT"),
    Text("最大的金额，默认约为最后转折点的两倍", "largest amount; about twice the last breakpoint by default"),
]
StepsOption = Annotated[str | None, _option("--steps", takes="N"), Text("分几步，默认 10", "how many steps; 10 by default")]
ReachOption = Annotated[
    str | None, _option("--reach", takes="AMOUNT"), Text("哪些金额得到这么多支持", "which amounts bring this much support")
]

# A plan

NewOption = Annotated[bool, _option("--new"), Text("输出一份带说明的空白资料", "print a commented profile to start from")]
BlankTableOption = Annotated[
    bool,
    _option("--new"),
    Text("写出一份待填写的工作簿，每个计算项目一张表", "write a workbook to fill in, a sheet for each input"),
]
AskOption = Annotated[
    bool,
    _option("--ask"),
    Text(
        "逐题询问，写回文件；没有这个文件或它空白时从头建立",
        "ask the open questions and write the answers back; a missing or blank file is begun",
    ),
]
AnswersOption = Annotated[
    list[str] | None,
    _option("--answers", takes="FILE"),
    Text("填好的问题表（工作簿），可重复", "questions filled in (workbook); may be repeated"),
]
AgainstOption = Annotated[
    str | None, _option("--against", takes="FILE"), Text("与同一企业的另一份资料比较", "what changes with another profile of the firm")
]
SearchSecondsOption = Annotated[
    str | None,
    _option("--limit", takes="SECONDS"),
    Text("每家企业搜索和说明理由最多几秒，默认 1", "at most so many seconds for the search and the reasons of a firm; 1 by default"),
]

# A table of many firms

BestOption = Annotated[bool, _option("--best"), Text("每家企业只留最有利的一组", "keep for each firm the best admissible set")]
ReportsOption = Annotated[
    str | None,
    _option("--reports", takes="FOLDER"),
    Text("另在这个新文件夹里为每家企业写一份报告，并有一份总目录", "also write a report for each firm, and an index, into this new folder"),
]
ReportFormatOption = Annotated[
    str | None,
    _option("--report-format", takes="FORMAT"),
    Text("这些报告的格式，默认为 html", "format of these reports; html by default"),
    offers.REPORT_OFFERS,
]
FailOnProblemOption = Annotated[bool, _option("--fail-on-problem"), Text("有问题行时以 3 退出", "exit with 3 if a row had a problem")]
EncodingOption = Annotated[
    str | None, _option("--encoding", takes="NAME"), Text("CSV 的编码，默认自动判断", "encoding of the CSV; detected by default")
]
SheetsOption = Annotated[
    list[str] | None,
    _option("--sheet", takes="NAME"),
    Text("工作表，可重复；默认为第一张可见的有标题的表", "sheet; may be repeated; by default the first visible one with a heading"),
]
AllSheetsOption = Annotated[bool, _option("--all-sheets"), Text("读取全部可见的工作表", "read every visible sheet")]
ColumnsOption = Annotated[
    list[str] | None,
    _option("--column", takes="OURS=THEIRS"),
    Text("指明哪一列是什么，可重复", "which of your columns is what; may be repeated"),
    offers.COLUMN_OFFERS,
]
SetOption = Annotated[
    list[str] | None,
    _option("--set", takes="ID=VALUE"),
    Text("表中没有的内容，用于每一行，可重复", "what the table does not say, for every row; may be repeated"),
    offers.COLUMN_OFFERS,
]
MemoryOption = Annotated[
    str | None, _option("--memory", takes="SIZE"), Text("最多占用的内存，如 1GB", "memory to use at most, for example 1GB")
]
EngineOption = Annotated[str | None, _option("--engine", takes="ENGINE"), Text("计算引擎", "engine that computes"), offers.ENGINE_OFFERS]
MasterOption = Annotated[
    str | None, _option("--master", takes="URL"), Text("Spark 的地址，默认见 SPARK_REMOTE", "where Spark is; SPARK_REMOTE by default")
]

# On every command, before it or after it

FormatOption = Annotated[str | None, _option("--format", panel="common"), Text("输出格式", "output format")]
OutputOption = Annotated[
    str | None,
    _option("--output", "-o", takes="FILE", panel="common"),
    Text("写入文件，格式按结尾", "write into a file, format by its ending"),
]
LanguageOption = Annotated[
    str | None, _option("--lang", takes="zh|en", panel="common", envvar="BJSUBSIDY_LANG"), Text("语言", "language"), offers.LANGUAGE_OFFERS
]
# A path for Typer, so that the variable's several are parted as paths are; what comes of each is text.
CatalogueOption = Annotated[
    list[Path] | None,
    typer.Option("--catalogue", metavar="FILE", rich_help_panel="common", envvar="BJSUBSIDY_CATALOGUE", path_type=str),
    Text("改用另一份目录，或在其上叠加一层；可重复", "use another catalogue, or lay a layer over one; may be repeated"),
]
QuietOption = Annotated[bool, _option("--quiet", panel="common"), Text("不在标准错误输出提示", "no notes and cautions on standard error")]
PlainOption = Annotated[
    bool,
    _option("--plain", panel="common"),
    Text("文件中的 CSV 不带 BOM 和回车", "CSV in a file without byte order mark and carriage returns"),
]
VersionOption = Annotated[bool, _option("--version", "-V", panel="common"), Text("显示版本", "show the version")]

COMMON_OPTIONS: dict[str, Any] = {
    "format": FormatOption,
    "output": OutputOption,
    "lang": LanguageOption,
    "catalogue": CatalogueOption,
    "quiet": QuietOption,
    "plain": PlainOption,
}
HELP = Text("显示用法", "show the usage")
INSTALL = Text("为当前命令行程序安装命令补全", "install completion for the current shell")
INSTALLED = Text("命令补全已安装，重新打开终端后生效。\n", "Completion is installed and takes effect in a new terminal.\n")
COMPLETION = Text("请用 bjsubsidy completion 并写明是哪个命令行程序。", "Use bjsubsidy completion with the name of your shell.")
SHOW = Text("输出当前命令行程序的补全脚本", "print the completion script of the current shell")

# The lane takes a line that says one of these values, and none that says one of these options or variables.
LANE_VALUES: dict[str, tuple[str, ...]] = {"format": tuple(format.name for format in FORMATS.values() if format.lined)}
LANE_NOT: tuple[str, ...] = ("catalogue", "version")
# Commands that no script calls thousands of times: one whose engines have threads and files to close, one that takes many files.
LANE_COMMANDS_NOT: tuple[str, ...] = ("batch", "catalogue_check")
