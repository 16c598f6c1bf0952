"""The codes of the stricter laws: what a catalogue that can be used says though nobody can mean it, and what it leaves out."""

from bjsubsidy.language import Text
from bjsubsidy.readers.fault_kinds import FaultCode, FaultKind


def _law(code: str, holds: Text, why: Text) -> FaultCode:
    """What `catalogue check` warns of, and a start does not look for."""
    return FaultCode(code, holds, why, "warning")


CODES_OF_LAWS: dict[FaultKind, FaultCode] = {
    "never-met": _law(
        "BJ110",
        Text(
            "条件有可能符合：单独一个、同一条目的几个、日期之间都不矛盾。",
            "A condition can be met, by itself and beside the others and the days.",
        ),
        Text(
            "永远不符合的措施一分钱也付不出，多半是界限写反或单位写错。",
            "A measure that is never met pays nobody: most likely a bound is the wrong way round or in the wrong unit.",
        ),
    ),
    "always-met": _law(
        "BJ111",
        Text("条件有可能不符合，也不是别的条件已经说过的。", "A condition can be unmet, and says something beyond the others."),
        Text(
            "什么也不排除的条件，多半漏了选项或写错了界限，会付给不该付的人。",
            "One that rules out nobody most likely lacks a choice or has a wrong bound, and pays whom it should not.",
        ),
    ),
    "choice-that-decides-nothing": _law(
        "BJ112",
        Text(
            "one-of、unsettled 和 for 里的选项各写一次，别的条件没有排除它。",
            "Choices under one-of, unsettled and for stand once, and no other condition rules them out.",
        ),
        Text(
            "不起作用的选项看上去有意义：符合还是未定，作者想的是哪一种？",
            "A choice without effect looks as if it had one: was it to be met, or left open?",
        ),
    ),
    "figure-that-nothing-reaches": _law(
        "BJ113",
        Text("每一档、每一日起的数额都有人用得到。", "Each step, and each value from a day on, is reached by somebody."),
        Text(
            "用不到的数额多半是界限或日期写错，该用它的人得到的是另一个。",
            "One that is not most likely has a wrong bound or day, and whom it is for gets another.",
        ),
    ),
    "choice-without-a-cap": _law(
        "BJ114",
        Text(
            "按选项列出的上限，条件允许的选项各有一个。",
            "A cap that a choice decides has an amount for each choice that the conditions allow.",
        ),
        Text("没有列出的选项就没有上限，会多付。", "A choice that is left out has no cap, and too much is paid."),
    ),
    "scope-that-counts-nothing": _law(
        "BJ115",
        Text("上限写明按什么计，各写一次。", "A cap counts by something, and by each once."),
        Text(
            "什么都不按，就是所有企业、所有年度共用一个上限；写两次的多半想写另一个。",
            "By nothing it is one for all firms and years; of what stands twice one was most likely to be another.",
        ),
    ),
    "bound-without-an-example": _law(
        "BJ116",
        Text(
            "每个界限、每一档、每项上限，例子都有低于、等于和高于它的；由选项决定的每个数额，也有一个由它决定的例子。",
            "Examples lie below, at and above each bound, each step and each cap; each figure of a choice decides one.",
        ),
        Text(
            "写错的“不超过”与“低于”、多一个零，只有界限上的例子看得出。",
            "At most for less than, or a zero too many: only an example at the bound shows it.",
        ),
    ),
    "source-without-a-figure": _law(
        "BJ117",
        Text(
            "规则里有数字、日期或界限的，出处的 figures 里至少照写一个；没有数字的规则（如全额免征）不必写。",
            "Where a rule has figures, days or bounds, its sources name one at least; a rule without any, as a whole waiver, needs none.",
        ),
        Text("没有照写的数字，就无从对着那一页核对。", "With none as printed, nothing can be held against the page."),
    ),
    "measures-side-by-side": _law(
        "BJ118",
        Text(
            "同一计算项目的几项措施，有共有的条文理解或 excludes 说明能否都享受；条件互相排斥的不必写。",
            "Of measures on one input a shared reading, or excludes, says whether both are had, unless their conditions rule that out.",
        ),
        Text(
            "程序只取一项；原文允许都享受时就少报了，读者应当知道依据。",
            "The program takes one of them; where the text allows both, that is too little, and readers must know why.",
        ),
    ),
    "unused-entry": _law(
        "BJ119",
        Text("每项情况、计算项目、文件和条文理解都有条目用到。", "Each fact, input, document and reading is used by some entry."),
        Text(
            "没有用到的多半是漏写了引用它的条件、措施或出处。",
            "One that is not most likely lacks the condition, the measure or the source that was to name it.",
        ),
    ),
    "figure-without-a-source": _law(
        "BJ120",
        Text(
            "规则里的每个数字、日期和界限，本条目出处的 figures 照写了，或条文理解说明了怎样得出；0 不必写。",
            "Each figure, day and bound of a rule is among the figures of its sources, or a reading works it out; a 0 need not be.",
        ),
        Text(
            "规则与依据各写各的：多一个零，或出处抄漏了一个数，只有对照才看得出。",
            "Rule and evidence are written one by one: a zero too many, or a figure left out, shows only where the two are compared.",
        ),
    ),
    "authority-from-below": _law(
        "BJ121",
        Text(
            "一层的条目只依据本层的文件时，部门也由本层的 [authorities] 写明。",
            "Where an entry of a layer rests on documents of layers alone, its authorities are named in [authorities] of the layer.",
        ),
        Text(
            "下面的目录里“市财政局”是北京的：别的城市的措施会叫人向北京申请。",
            "Below, a bureau named for short is Beijing's: a measure of another city would send people there.",
        ),
    ),
}
