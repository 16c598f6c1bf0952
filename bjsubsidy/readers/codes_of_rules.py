"""The codes of what a catalogue says: rules, days and rates, examples, and the forms of a rule."""

from bjsubsidy.language import Text
from bjsubsidy.readers.fault_kinds import FaultCode, FaultKind

CODES_OF_RULES: dict[FaultKind, FaultCode] = {
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
    "fact-with-wrong-ends": FaultCode(
        "BJ059",
        Text("least 只用于 count，most 只用于 rate。", "Only a count has least, and only a rate has most."),
        Text(
            "别的情况两端已由其种类决定，写了也不起作用。",
            "The ends of other facts are those of their kind: what is written would do nothing.",
        ),
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
}

CODES_OF_FORMS: dict[FaultKind, FaultCode] = {
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
