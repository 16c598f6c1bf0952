"""`docs/commands.md`: every command and option, made of Typer's commands; `UPDATE=1 pytest tests/test_docs.py` writes it anew."""

from collections.abc import Iterator
from functools import cache
from typing import Any

from bjsubsidy.cli.app import PROGRAM, program
from bjsubsidy.cli.dump import commands
from bjsubsidy.cli.given import COMMON_PARAMETERS, FACT_PREFIX
from bjsubsidy.cli.page import argument
from bjsubsidy.cli.session import Session
from bjsubsidy.language import LANGS, Text

NO_CAP = Text("没有上限，已收款不影响结果", "no cap is counted, so nothing received changes it")
NO_AMOUNT = Text("没有金额", "it comes to no amount")
NO_SETS = Text("不比较各组申请，没有要限时的搜索", "it compares no sets of claims, so there is no search to limit")
NO_FILE = Text("不读要填写的文件", "it reads no file that somebody fills in")
LISTS = Text("列出条目，不看查询日", "it lists entries, whatever the day of asking")
# The options that mean the same on every command that has them, and why the others do not have them.
WHY_NOT: dict[str, dict[str, Text]] = {
    "on": {
        "batch": Text("每一行有自己的日期；--set on=… 用于每一行", "each row has its own day; --set on=… is for every row"),
        "deadlines": Text("日期是固定的，用 --before、--after", "its dates are fixed: use --before and --after"),
        "due": Text("START 就是日期", "START is the day"),
        "show": Text("条目总是完整显示", "an entry is shown whole"),
    },
    "as_of": {
        "due": Text("START 就是日期", "START is the day"),
        "status": Text("认定没有申请期限", "a standing has no window of application"),
        "measures": LISTS,
        "show": LISTS,
    },
    "measure": {
        "plan": Text("在全部措施中选最有利的一组", "it chooses the best set among all measures"),
        "due": Text("LIMIT 就是条目", "LIMIT is the entry"),
        "status": Text("ID 就是条目", "ID is the entry"),
        "measures": Text("用 --search、--input、--kind 查找", "it is searched by --search, --input and --kind"),
        "show": Text("ID 就是条目", "ID is the entry"),
    },
    "received": {
        "plan": Text("写在资料的 [[received]] 里", "it stands in the profile, as [[received]]"),
        "batch": Text("许多企业的已收款写在登记表里", "what many firms received stands in a register"),
        **dict.fromkeys(("deadlines", "due", "status", "measures", "show"), NO_CAP),
    },
    "received_file": dict.fromkeys(("deadlines", "due", "status", "measures", "show"), NO_CAP),
    "strict": dict.fromkeys(("deadlines", "due", "status", "measures", "show"), NO_AMOUNT),
    "explain": {
        "sweep": Text("每一行是一个金额，其算式见 calc --explain", "each row is an amount: calc --explain shows its working"),
        "batch": Text("理由在 why、asks 两列", "the reasons stand in the columns why and asks"),
        "status": Text("条件总是全部列出", "its conditions are always all shown"),
        **dict.fromkeys(("deadlines", "due", "measures", "show"), NO_AMOUNT),
    },
    "new": dict.fromkeys(("calc", "sweep", "deadlines", "due", "status", "measures", "show"), NO_FILE),
    "limit": dict.fromkeys(("calc", "sweep", "deadlines", "due", "status", "measures", "show"), NO_SETS),
}
# Options that share a name and take other words on each command that has them.
APART = {"kind": Text("在 deadlines 是日期的种类，在 measures 是条目的种类", "a kind of date for deadlines, a kind of entry for measures")}
COMPUTING = ("calc", "sweep", "plan", "batch", "deadlines", "due", "status", "measures", "show")


def page() -> str:
    """The whole document, in both languages."""
    rows = described()
    return "\n".join([*HEAD, *_which(rows), "", *(line for name, row in rows.items() for line in _command(name, row))]).rstrip("\n") + "\n"


@cache
def described() -> dict[str, dict[str, Any]]:
    """The commands by name, in both languages; of the commands that are entries of the catalogue the first stands for all."""
    found: dict[str, dict[str, Any]] = {}
    for lang in LANGS:
        top = program(lang)
        ctx = top.make_context(PROGRAM, [], resilient_parsing=True, obj=Session(lang))
        for words, command in commands(top, ctx):
            name = words if command.entry is None else words.split()[0]
            group = top.get_command(ctx, name) if command.entry is not None else None
            said = found.setdefault(name, {"group": group, "about": {}, "params": {}, "formats": command.formats, "entry": command.entry})
            if lang not in said["about"]:
                said["about"][lang] = (group or command).help
                said["params"][lang] = [param for param in command.params if not param.name.startswith(FACT_PREFIX)]
    return found


FACTS_TOO = Text(
    "`calc INPUT`、`sweep INPUT`、`status ID` 另有该条目所问的情况作为选项，见 `bjsubsidy calc INPUT --help`。",
    "`calc INPUT`, `sweep INPUT` and `status ID` have besides the facts that their entry asks: see `bjsubsidy calc INPUT --help`.",
)
NAMES_TOO = Text(
    "需要编号的地方都可以写中文或英文名称；编号优先，名称对应几个条目时拒绝。",
    "Wherever an id is asked for, the entry's Chinese or English name does; an id goes first, and a name of several entries is refused.",
)
STREAMS = Text(
    "结果写到标准输出，其余写到标准错误。`-o` 要么写全一个文件，要么不写。",
    "Results go to standard output, everything else to standard error. With `-o` a file is written whole or not at all.",
)
EXIT_CODES: dict[int, Text] = {
    0: Text("已算出，金额为 0 时也是", "computed, also when the amount is 0"),
    2: Text("用法、输入有误，或无法写出", "bad usage or input, or an output that cannot be written"),
    3: Text("目录、资料或表无法使用", "a catalogue, profile or table that cannot be used"),
    4: Text("--format amount 而金额未知", "--format amount where the amount is not known"),
    130: Text("被中断", "interrupted"),
    143: Text("被终止", "terminated"),
}
HEAD = (
    "# 命令 / Commands",
    "",
    "由命令本身生成，由测试核对。 Made of the commands themselves; a test keeps it true.",
    "",
    *(line for said in (FACTS_TOO, NAMES_TOO, STREAMS) for line in (f"{said.zh} {said.en}", "")),
    "## 退出码 / Exit codes",
    "",
    "| | | |",
    "|---|---|---|",
    *(f"| {code} | {said.zh} | {said.en} |" for code, said in EXIT_CODES.items()),
    "",
    "## 每个命令都有 / On every command",
    "",
)


def _which(rows: dict[str, dict[str, Any]]) -> Iterator[str]:
    """The common options; then which command has which of the others, and why not where not."""
    zh, en = ({param.name: param for param in rows["calc"]["params"][lang]} for lang in LANGS)
    plain = [f"`{name}`" for name, row in rows.items() if not row["formats"]]
    yield (
        f"可写在命令前或命令后，只写一次。{'、'.join(plain)} 只输出一种文字，没有 `--format`。"
        f" Before the command or after it, once. {', '.join(plain[:-1])} and {plain[-1]} print one text and have no `--format`."
    )
    yield from ("", "| 选项 / option | | |", "|---|---|---|")
    for name in COMMON_PARAMETERS:
        takes = _spelling(en[name]) if name != "format" else "--format FORMAT"
        yield f"| `{takes}` | {_variable(zh[name], zh[name].help)} | {en[name].help} |"
    yield from ("", "## 哪些命令有哪些选项 / Which command has which", "")
    yield f"| | {' | '.join(COMPUTING)} |"
    yield "|---" * (len(COMPUTING) + 1) + "|"
    notes: list[Text] = []
    for option in WHY_NOT:
        cells = [_cell(option, name, rows, notes) for name in COMPUTING]
        yield f"| `--{option.replace('_', '-')}` | {' | '.join(cells)} |"
    yield from ("", *(f"`--{option}`: {said.zh}。 {said.en[0].upper()}{said.en[1:]}." for option, said in APART.items()))
    yield from ("", *(f"{number}. {note.zh}。 {note.en[0].upper()}{note.en[1:]}." for number, note in enumerate(notes, 1)))


def _cell(option: str, command: str, rows: dict[str, dict[str, Any]], notes: list[Text]) -> str:
    """Whether a command has an option, or the number of the note that says why not."""
    if option in names(rows[command]):
        return "✓"
    why = WHY_NOT[option][command]
    if why not in notes:
        notes.append(why)
    return f"({notes.index(why) + 1})"


def names(row: dict[str, Any]) -> set[str]:
    """The options of a command."""
    return {param.name for param in row["params"]["en"] if param.param_type_name == "option"}


def _command(name: str, row: dict[str, Any]) -> Iterator[str]:
    params = list(zip(row["params"]["zh"], row["params"]["en"], strict=True))
    zh, en = row["about"]["zh"].rstrip("。"), row["about"]["en"].rstrip(".")
    arguments = [argument(param) for _, param in params if param.param_type_name == "argument"]
    words = " ".join([PROGRAM, name, *([row["group"].word[0]] if row["group"] else []), *arguments])
    yield from (f"## `{words}`", "", f"{zh}。 {en[0].upper()}{en[1:]}.", "")
    if row["formats"]:
        yield from (f"格式 / formats: {', '.join(f'`{each}`' for each in row['formats'])}", "")
    own = [pair for pair in params if pair[0].name not in COMMON_PARAMETERS]
    if own:
        yield from ("| | | |", "|---|---|---|")
        yield from (f"| `{_spelling(left)}` | {_variable(left, left.help)} | {right.help} |" for left, right in own)
        yield ""


def _spelling(param: Any) -> str:
    if param.param_type_name == "argument":
        return str(param.metavar)
    return (spelt(param) + (f" {param.metavar}" if param.metavar else "")).replace("|", "\\|")


def spelt(param: Any) -> str:
    """An option's spellings as a person writes them."""
    return ", ".join(param.opts)


def _variable(param: Any, said: str) -> str:
    return f"{said}（`{param.envvar}`）" if param.envvar else said
