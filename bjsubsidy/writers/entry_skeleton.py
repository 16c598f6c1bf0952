"""A layer with one measure to fill in, for whoever keeps a catalogue in an editor: every section it needs, and what goes where.

It has the shape and the layout of a layer from the start; what `catalogue check` says of it is what is left to fill in.
"""

import re

from bjsubsidy.language import Lang, Text

_REMARKS = {
    "what": Text(
        "叠加在目录上的一层，其中有一项措施。填好引号里的内容，删去不用的行，再运行 bjsubsidy catalogue check。",
        "A layer over a catalogue, with one measure. Fill in the quotes, take out what is not needed, run bjsubsidy catalogue check.",
    ),
    "how": Text(
        "编号用小写字母、数字和连字符；金额和比例是加引号的文字，日期不加引号；全部写法见 data/README.md。",
        "Ids have lower-case letters, digits and hyphens; amounts and rates are text, days are not; data/README.md has every field.",
    ),
    "authority": Text("主管部门照原文写，并写英文。", "Authorities as they are printed, with their English."),
    "document": Text("文件：发文机关、首页和末页等，照原文。", "The document as far as it is printed; pages: the first and the last."),
    "input": Text("按什么金额计算；目录里已有的，不写这一节。", "From which amount it is computed; not needed where the catalogue has it."),
    "fact": Text(
        "条件要问而目录里没有的情况；kind 还有“choice”“money”“rate”“count”“date”“name”。",
        "A fact that a condition asks and the catalogue has not; other kinds: choice, money, rate, count, date, name.",
    ),
    "nature": Text("性质：grant、saving、refund、compensation。", "One of grant, saving, refund and compensation."),
    "bound": Text("只写“最高”的为 at-most，两个比例之间为 range。", "Where only a most is printed: at-most; between two rates: range."),
    "benefit": Text("其他形式见 CONTRIBUTING.md 的“The forms of a rule”。", "Other forms: “The forms of a rule” in CONTRIBUTING.md."),
    "caps": Text("按什么计：enterprise、year，或一项情况。", "What it is counted by: enterprise, year, or a fact."),
    "days": Text("原文写明的日期才写；每个日期另有一节 [[date]]。", "Only days that are printed; each has a [[date]] of its own."),
    "sources": Text("每个数字照原文写，写在它的页下。", "Every figure as it is printed, under its page."),
    "examples": Text(
        "上限和界限以下、正好、以上，一个条件不满足，一项情况未知。", "Below, at and above each cap and bound, one fact unmet, one unknown."
    ),
}
# Remarks are named by an @ where they stand.
_LAYER = """@what
@how

[layer]
id = "district"
over = "packaged"
title = { zh = "", en = "" }

@authority
[authorities]
"某某局" = ""

@document
[documents.notice]
title = { zh = "", en = "" }
number = ""
date = 2021-01-01
issuer = ["某某局"]
pages = [1, 9]

@input
[[input]]
id = "new-input"
name = { zh = "新计算项目", en = "new input" }
text = { zh = "", en = "" }

@fact
[[fact]]
id = "new-fact"
of = "enterprise"
kind = "yes-no"
name = { zh = "新情况", en = "new fact" }
question = { zh = "", en = "" }
yes = { zh = "", en = "" }
no = { zh = "", en = "" }

[[measure]]
id = "new-measure"
title = { zh = "", en = "" }
text = { zh = "", en = "" }
input = "new-input"
@nature
nature = "grant"
authority = ["某某局"]
@bound
bound = "exact"
@benefit
benefit = { kind = "share", rate = "40%" }
@caps
caps = [
  { amount = "500000", scope = ["enterprise", "year"] },
]
conditions = [
  { fact = "new-fact", holds = true },
]
@days
until = 2021-12-31
@sources
sources = [
  { document = "notice", article = "一", pages = [1], figures = ["40%", "50万元", "2021年12月31日"] },
]
given = { new-fact = true }
on = 2021-06-30
@examples
examples = [
  { amount = "1249999", gives = "499999.60" },
  { amount = "1250000", gives = "500000.00" },
  { amount = "1250001", gives = "500000.00" },
  { amount = "1250000", gives = "0", verdict = "ineligible", with = { new-fact = false } },
  { amount = "1250000", gives = "500000.00", verdict = "unconfirmed", without = ["new-fact"] },
  { amount = "1250000", gives = "500000.00", on = 2021-12-31 },
  { amount = "1250000", gives = "0", verdict = "ineligible", on = 2022-01-01 },
]

[[date]]
id = "new-measure-ends"
date = 2021-12-31
kind = "ends"
title = { zh = "", en = "" }
text = { zh = "", en = "" }
authority = ["某某局"]
measures = ["new-measure"]
sources = [
  { document = "notice", article = "一", pages = [1], figures = ["2021年12月31日"] },
]
"""


def measure_skeleton(lang: Lang) -> str:
    """The text of the file, with remarks in a language."""
    return re.sub(r"(?m)^@(\w+)$", lambda named: f"# {_REMARKS[named[1]].in_(lang)}", _LAYER)
