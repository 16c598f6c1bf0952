"""The codes of how a catalogue is written: the file, its keys and values, what it names, its sources."""

from bjsubsidy.language import Text
from bjsubsidy.readers.fault_kinds import FaultCode, FaultKind


def _named(code: str, what: Text, why: Text) -> FaultCode:
    """A name of something that must be there."""
    return FaultCode(code, Text(f"所引用的{what.zh}在目录中。", f"The {what.en} that is named is in the catalogue."), why)


CODES_OF_WRITING: dict[FaultKind, FaultCode] = {
    "unreadable": FaultCode(
        "BJ001",
        Text("目录是一份 UTF-8 文本文件，可以读取。", "A catalogue is a file of UTF-8 text that can be read."),
        Text(
            "读不到的内容无从计算，程序不用别的目录代替。",
            "Nothing can be computed from what cannot be read, and no other catalogue is taken instead.",
        ),
    ),
    "not-toml": FaultCode(
        "BJ002",
        Text("文件是 TOML。", "The file is TOML."),
        Text("一处写法不对，后面的内容就可能归到别的条目。", "After one slip of writing, what follows may belong to another entry."),
    ),
    "number-too-large": FaultCode(
        "BJ003",
        Text("整数不超过 64 位。", "Whole numbers have at most 64 bits."),
        Text(
            "再大的数，各程序读出的不一样，多半是多写了几位。",
            "Programs read larger ones differently, and it is most likely a slip of digits.",
        ),
    ),
    "missing-key": FaultCode(
        "BJ010",
        Text("每个条目写全必需的键。", "An entry has every key that it needs."),
        Text(
            "缺的内容不能猜：没有计算项目或性质的措施无法计算、无法归类。",
            "What is missing is not guessed: a measure without input or nature is not computed or summed.",
        ),
    ),
    "unknown-key": FaultCode(
        "BJ011",
        Text("只有字段表中的键（data/README.md）。", "There are no keys but those of data/README.md."),
        Text(
            "写错一个字母的键会被忽略，例如少了一项上限，算出的金额就偏高。",
            "A key with a slip in it would be ignored: a cap that is not read pays too much.",
        ),
    ),
    "wrong-type": FaultCode(
        "BJ012",
        Text("每个键的值是它该有的类型。", "Each key holds a value of its type."),
        Text("替作者转换类型就是猜测他的意思。", "To turn one type into another is to guess what was meant."),
    ),
    "float": FaultCode(
        "BJ013",
        Text("金额和比例写成文字，加引号。", "Amounts and rates are text, in quotes."),
        Text("浮点数不能准确表示 0.1，差一分也是错。", "A float cannot hold 0.1, and one fen is wrong already."),
    ),
    "day-with-a-time": FaultCode(
        "BJ014",
        Text("日期不带时刻。", "A day has no time of day."),
        Text(
            "规定按日计算；带时刻的值还牵涉时区，会差一天。", "Provisions count days; a time brings a time zone, and with it another day."
        ),
    ),
    "not-a-choice": FaultCode(
        "BJ015",
        Text("只能取几个值的键取其中之一。", "A key with a few possible values has one of them."),
        Text(
            "不认识的性质或金额口径无法汇总，也无法判断最低额。",
            "With an unknown nature or bound nothing can be summed, and no low amount is known.",
        ),
    ),
    "unknown-benefit": FaultCode(
        "BJ016",
        Text("支持方式（benefit.kind）是已有的一种。", "The kind of a benefit is one that there is."),
        Text("没有这种写法的算式，就算不出金额。", "There is no formula for any other, hence no amount."),
    ),
    "text-in-one-language": FaultCode(
        "BJ017",
        Text("每段文字有中英两种语言，都不空。", "Every text stands in both languages, neither of them blank."),
        Text(
            "结果按所选语言显示；缺一种，读者就看不到条件或名称。",
            "Answers are shown in the language asked for: without one a reader misses a condition or a name.",
        ),
    ),
    "not-a-section": FaultCode(
        "BJ018",
        Text(
            "条目写成 [[measure]] 这样的列表，[documents] 等写成表。",
            "Entries are lists such as [[measure]]; [documents] and its like are tables.",
        ),
        Text("写成另一种，整个部分都读不出来。", "Written the other way, the whole section cannot be read."),
    ),
    "duplicate-id": FaultCode(
        "BJ020",
        Text("一个编号只属于一个条目。", "An id belongs to one entry."),
        Text("两个条目同号，引用的是哪一个就说不清。", "With two, nobody can say which of them a reference means."),
    ),
    "id-not-plain": FaultCode(
        "BJ021",
        Text("编号只用小写字母、数字和连字符。", "An id is of lower-case letters, digits and hyphens."),
        Text(
            "编号也是命令行选项、表的列和 SQL 的列名。", "Ids are options of a command line, headings of tables and columns of SQL as well."
        ),
    ),
    "reserved-id": FaultCode(
        "BJ022",
        Text("情况的编号不与金额、日期等已有的列和选项相同。", "A fact is not called by the name of a column or an option that there is."),
        Text(
            "同一个词指两件事，资料里写的就可能读成另一件。",
            "Where a word stands for two things, a profile may be read as saying the other.",
        ),
    ),
    "fact-that-is-the-no-of-another": FaultCode(
        "BJ023",
        Text("情况的编号不是另一个是非情况的“否”（no-…）。", "A fact is not called what another says no by (no-…)."),
        Text("命令行上 --no-x 表示 x 为否，再表示别的就分不清。", "On a line --no-x says no to x and cannot mean something else."),
    ),
    "word-for-two-things": FaultCode(
        "BJ024",
        Text("一个名称只指一列、一个计算项目或一个选项。", "A word stands for one column, one input, one choice."),
        Text(
            "表中的标题会对到另一列，金额会按另一项目计算。",
            "A heading would be taken for another column, and an amount for another input.",
        ),
    ),
    "no-such-column": FaultCode(
        "BJ025",
        Text("[columns] 只列已有的列。", "[columns] names columns that there are."),
        Text("名称写错，这些标题就都认不出来。", "With a slip in the name none of these headings is known."),
    ),
    "no-such-fact": _named(
        "BJ030",
        Text("情况", "fact"),
        Text("没有的情况永远问不到，条件就永远待定。", "Nobody is ever asked a fact that is not there, and the condition stays open."),
    ),
    "no-such-input": _named(
        "BJ031", Text("计算项目", "input"), Text("没有计算项目的措施永远算不到。", "A measure on no input is never computed.")
    ),
    "no-such-measure": _named(
        "BJ032",
        Text("措施", "measure"),
        Text("日期和时限会与它们所说的措施脱节。", "Dates and time limits would be parted from the measure they are about."),
    ),
    "no-such-reading": _named(
        "BJ033",
        Text("条文理解", "reading"),
        Text("结果所依据的理解就显示不出来。", "The reading that an answer rests on could not be shown."),
    ),
    "no-such-series": _named(
        "BJ034",
        Text("利率序列", "rate series"),
        Text("没有利率可比，条件就无从判断。", "With no rate to hold against, the condition cannot be judged."),
    ),
    "no-such-document": _named(
        "BJ035", Text("文件", "document"), Text("每个数字都要能查到出处。", "Every figure must be found where it is printed.")
    ),
    "no-such-authority": FaultCode(
        "BJ036",
        Text("部门都在 [authorities] 中，附英文名。", "Authorities stand in [authorities], with their English names."),
        Text(
            "读英文的人就不知道向谁申请；写法不一也由此看出。",
            "Whoever reads English would not know where to apply; and two spellings of one are seen by it.",
        ),
    ),
    "no-source": FaultCode(
        "BJ040",
        Text("每个条目有出处。", "Every entry has a source."),
        Text("没有依据的数字不能入目录。", "A figure without evidence does not go into a catalogue."),
    ),
    "source-not-whole": FaultCode(
        "BJ041",
        Text(
            "出处写明文件、条款和页；汇编以外的写 outside 和 where。",
            "A source gives document, article and pages; outside the compendium outside and where.",
        ),
        Text("缺了一项就查不到原文。", "With one of them missing nobody finds the text."),
    ),
    "page-outside-the-compendium": FaultCode(
        "BJ042",
        Text("页码在汇编（或该层文件）的范围之内。", "Pages lie within the compendium, or within the document of a layer."),
        Text("多半是写错了一位，所引的页上没有这个数字。", "Most likely a slip of a digit: the figure is not on that page."),
    ),
}
