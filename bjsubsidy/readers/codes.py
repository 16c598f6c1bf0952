"""What can be wrong with a catalogue: each kind of fault by a name, and the code under which it is explained.

A code means one kind for ever; one that is given up is not given to another. `tests/mistakes` has a file for each kind.
"""

from typing import Literal

from bjsubsidy.language import Text
from bjsubsidy.record import Record

FaultKind = Literal[
    "unreadable",
    "not-toml",
    "number-too-large",
    "missing-key",
    "unknown-key",
    "wrong-type",
    "float",
    "day-with-a-time",
    "not-a-choice",
    "unknown-benefit",
    "text-in-one-language",
    "not-a-section",
    "duplicate-id",
    "id-not-plain",
    "reserved-id",
    "fact-that-is-the-no-of-another",
    "word-for-two-things",
    "no-such-column",
    "no-such-fact",
    "no-such-input",
    "no-such-measure",
    "no-such-reading",
    "no-such-series",
    "no-such-document",
    "no-such-authority",
    "no-source",
    "source-not-whole",
    "page-outside-the-compendium",
    "condition-without-a-rule",
    "benefit-without-a-rule",
    "cap-without-a-rule",
    "given-cannot-be-read",
    "not-after-without-a-date",
    "period-too-long",
    "confirmed-by-no-yes-or-no",
    "wrong-kind-of-fact",
    "no-such-choice",
    "day-without-an-entry",
    "steps-out-of-order",
    "rate-cannot-be-read",
    "series-without-a-rate",
    "checked-too-early",
    "example-cannot-be-read",
    "example-does-not-come-out",
    "two-editions",
    "edition-and-layer",
    "no-such-base",
    "duplicate-layer",
    "replaced-in-silence",
    "replaces-nothing",
    "ends-nothing",
    "end-out-of-order",
    "layers-contradict",
    "undated-document",
    "steps-not-connected",
    "dated-figures-out-of-order",
    "amount-without-a-solution",
    "choice-without-a-figure",
    "exclusion-without-a-rule",
]


class FaultCode(Record):
    """A code, what must hold, and what comes of it where it does not."""

    code: str
    holds: Text
    why: Text


def _named(code: str, what: Text, why: Text) -> FaultCode:
    """A name of something that must be there."""
    return FaultCode(code, Text(f"所引用的{what.zh}在目录中。", f"The {what.en} that is named is in the catalogue."), why)


CODES: dict[FaultKind, FaultCode] = {
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
    "condition-without-a-rule": FaultCode(
        "BJ050",
        Text("一个条件只写一种检验，其数值读得出。", "A condition states exactly one test, of figures that can be read."),
        Text("两种检验并列时，不知道是都要还是要其一。", "Of two side by side nobody knows whether both are needed or one."),
    ),
    "benefit-without-a-rule": FaultCode(
        "BJ051",
        Text("支持方式写明一种算法，其比例读得出。", "A benefit states one way of computing, with rates that can be read."),
        Text("没有比例或有两种比例，金额就不确定。", "With no rate or with two there is no one amount."),
    ),
    "cap-without-a-rule": FaultCode(
        "BJ052",
        Text("一项上限写一个金额，或按选项写几个。", "A cap states one amount, or one for each choice."),
        Text("读不出的上限等于没有上限，会多付。", "A cap that cannot be read is none, and too much is paid."),
    ),
    "given-cannot-be-read": FaultCode(
        "BJ053",
        Text("given 中的情况按其种类读得出。", "What is given for a fact can be read as its kind."),
        Text("例子以这些情况计算，读不出就检验不了规则。", "Examples are computed with it: what cannot be read proves nothing."),
    ),
    "not-after-without-a-date": FaultCode(
        "BJ054",
        Text("只有日期才写 not-after。", "Only a date has not-after."),
        Text("金额或名称没有先后。", "Amounts and names have no before and after."),
    ),
    "period-too-long": FaultCode(
        "BJ055",
        Text(
            "期限至少为 1，最多一千个工作日、一千二百个月或一百年。",
            "A period is 1 at least, and a thousand working days, 1,200 months or a hundred years at most.",
        ),
        Text("更长的多半写错了单位，也超出日历。", "A longer one is most likely in the wrong unit, and leaves the calendar."),
    ),
    "confirmed-by-no-yes-or-no": FaultCode(
        "BJ056",
        Text("first-shown 所指的情况以是或否回答。", "The fact of first-shown is answered yes or no."),
        Text("它问的是措施在更早的日子是否适用。", "It asks whether a measure held on an earlier day."),
    ),
    "wrong-kind-of-fact": FaultCode(
        "BJ057",
        Text("检验、扣除和上限所用的情况是它们能用的种类。", "A test, a deduction or a cap names a fact of a kind that it can use."),
        Text("日期不能与金额比较，名称不能从金额中扣除。", "A date is not compared with an amount, and a name is not taken off one."),
    ),
    "no-such-choice": FaultCode(
        "BJ058",
        Text("所写的选项是该情况的选项。", "The choices named are choices of the fact."),
        Text("没有的选项谁也选不到，条件就永远不符合。", "Nobody can choose what is not there, and the condition is never met."),
    ),
    "day-without-an-entry": FaultCode(
        "BJ060",
        Text("措施的 from、until、apply-by 各有一个 [[date]] 条目。", "Each from, until and apply-by of a measure has a [[date]] entry."),
        Text(
            "否则 deadlines 和日历里没有这一天，申请会被错过。",
            "Else the day is missing from deadlines and calendars, and an application is missed.",
        ),
    ),
    "steps-out-of-order": FaultCode(
        "BJ061",
        Text("利率按日期先后排列，每日一档。", "The steps of a rate stand in the order of their days, one for a day."),
        Text("次序颠倒或一日两档，就不知道哪个利率适用。", "Out of order, or with two for a day, nobody knows which rate holds."),
    ),
    "rate-cannot-be-read": FaultCode(
        "BJ062",
        Text("利率写成 4.25% 或 0.0425。", "A rate is written 4.25% or 0.0425."),
        Text("读不出的利率无从比较。", "Nothing can be held against a rate that cannot be read."),
    ),
    "series-without-a-rate": FaultCode(
        "BJ063",
        Text("利率序列至少有一档。", "A series has at least one rate."),
        Text("没有利率，所有依据它的条件都待定。", "Without one, every condition that rests on it stays open."),
    ),
    "checked-too-early": FaultCode(
        "BJ064",
        Text("核对日不早于最后一档。", "A series was checked on the day of its last step or later."),
        Text(
            "核对日之后的利率视为未知；早于最后一档就自相矛盾。",
            "A rate after that day counts as unknown, so an earlier one contradicts the last step.",
        ),
    ),
    "example-cannot-be-read": FaultCode(
        "BJ070",
        Text("例子算得出：金额、日期和情况都读得出。", "An example can be computed: its amount, day and facts can be read."),
        Text("算不出的例子检验不了规则。", "An example that cannot be computed proves nothing."),
    ),
    "example-does-not-come-out": FaultCode(
        "BJ071",
        Text("例子所写与规则算出的分文不差。", "What an example says is what the rule computes, to the fen."),
        Text("二者必有一错：要么规则写错，要么对原文的理解不同。", "One of the two is wrong: the rule, or what somebody read in the text."),
    ),
    "two-editions": FaultCode(
        "BJ080",
        Text("一次只用一份整的目录（[edition]）。", "At most one whole catalogue ([edition]) is named at a time."),
        Text("两份都想作底，条目各说各的，不知道听谁的。", "Two would both be the ground, and nobody could say which of them answers."),
    ),
    "edition-and-layer": FaultCode(
        "BJ081",
        Text(
            "一份文件或是整份目录（[edition]），或是叠加的一层（[layer]）。",
            "A file is a whole catalogue ([edition]) or a layer ([layer]).",
        ),
        Text("不知道它该代替下面的目录，还是叠在上面。", "Nobody knows whether it stands in place of the catalogue below, or over it."),
    ),
    "no-such-base": FaultCode(
        "BJ082",
        Text(
            "over 所指的目录或层在场：packaged、版本的编号，或同时给出的另一层。",
            "What a layer lies over is there: packaged, the id of the edition, or another layer that is named with it.",
        ),
        Text(
            "叠在别的版本上，所替换、截止的就可能不是原来那一条。",
            "Over another edition, what it replaces or ends may not be what it was written for.",
        ),
    ),
    "duplicate-layer": FaultCode(
        "BJ083",
        Text("各层的编号互不相同，也不与版本相同。", "Layers have ids of their own, and not the edition's."),
        Text("结果要写明条目来自哪一层。", "Answers say which layer an entry comes from."),
    ),
    "replaced-in-silence": FaultCode(
        "BJ084",
        Text(
            "替换下面的条目时，在 [layer] 的 replaces 里写明编号。", "A layer that replaces an entry names its id in replaces of [layer]."
        ),
        Text("否则无意中同号的条目会悄悄改变结果。", "Else an entry that happens to share an id would change answers in silence."),
    ),
    "replaces-nothing": FaultCode(
        "BJ085",
        Text("replaces 里的编号，本层写了，下面也有。", "An id in replaces stands in the layer, and in the catalogue below."),
        Text("多半是写错了编号：想替换的那一条还照旧计算。", "Most likely a slip: the entry that was meant still computes as before."),
    ),
    "ends-nothing": FaultCode(
        "BJ086",
        Text("[[end]] 所指的是下面目录里的措施。", "What [[end]] names is a measure of the catalogue below."),
        Text("想要截止的措施还会照付。", "The measure that was to end would go on paying."),
    ),
    "end-out-of-order": FaultCode(
        "BJ087",
        Text("截止日不早于开始日，也不晚于原来的截止日。", "A last day does not lie before the first, nor after the last there was."),
        Text("否则措施一天也没有效，或者被悄悄延长。", "Else the measure would hold on no day, or be prolonged in silence."),
    ),
    "layers-contradict": FaultCode(
        "BJ088",
        Text("两层改同一条目时，一层叠在另一层之上。", "Of two layers that change one entry, one lies over the other."),
        Text("否则结果取决于文件的先后。", "Else the answer would hang on the order of the files."),
    ),
    "undated-document": FaultCode(
        "BJ089",
        Text("层中的文件写明日期。", "A document of a layer has its date."),
        Text(
            "汇编中未印日期的文件按季度首日计；别处的文件没有这样的依据，措施从哪天起有文字可依就不知道。",
            "Undated ones of the compendium count from its quarter; of another nobody can say from which day its measures hold.",
        ),
    ),
    "steps-not-connected": FaultCode(
        "BJ100",
        Text(
            "各档首尾相接：每档从前一档的上界开始，最后一档没有上界。",
            "Each step begins where the one before ends; the last has no end.",
        ),
        Text(
            "两档之间的空缺没有数额，重叠处有两个，都只能猜。",
            "In a gap there is no figure and in an overlap there are two: either would have to be guessed.",
        ),
    ),
    "dated-figures-out-of-order": FaultCode(
        "BJ101",
        Text("各日的数额按日期排列，每日一个。", "Dated figures stand in the order of their days, one for a day."),
        Text("同一日有两个数额，就不知道用哪一个。", "Where two begin on one day nobody can tell which of them holds."),
    ),
    "amount-without-a-solution": FaultCode(
        "BJ102",
        Text(
            "随金额增长的两项不相乘；按整单位计的一项不与另一项增长的相加或相比。",
            "Amounts that grow are not multiplied, nor is one of full units added to or held against another that grows.",
        ),
        Text("这样的金额求不出准确的转折点。", "Where such an amount turns cannot be solved exactly."),
    ),
    "choice-without-a-figure": FaultCode(
        "BJ103",
        Text("按情况列出的数额，每个选项都有一个。", "A figure that a fact decides has one for each of its choices."),
        Text(
            "没有列出的选项不知是零还是漏写：没有的写 0。",
            "A choice left out gets nothing or was forgotten: write 0 for nothing.",
        ),
    ),
    "exclusion-without-a-rule": FaultCode(
        "BJ104",
        Text("不能兼得的写明与哪些别的措施、按什么计。", "An exclusion names other measures, and what it is counted by."),
        Text("读不出的限制等于没有，两项都会申请。", "An exclusion that cannot be read is none, and both are claimed."),
    ),
}


def code_of(kind: FaultKind) -> str:
    """The code of a kind of fault."""
    return CODES[kind].code
