"""What `catalogue new measure` asks of a rule: its form and figures, caps, conditions, days, worked examples."""

from collections.abc import Mapping

from bjsubsidy.cli.entry_questions import AS_PRINTED, LAST_PLACE, NOT_PRINTED, EntryQuestion
from bjsubsidy.language import Text

# The forms that are asked for; the last is all that are written by hand.
FORMS: Mapping[str, Text] = {
    "sum": Text("定额：给一笔固定的钱", "a flat sum"),
    "share": Text("按比例：金额的百分之几（上限随后问）", "a rate of the amount (caps are asked later)"),
    "range": Text("两个比例之间：如 10%至20%", "between two rates, such as 10% to 20%"),
    "whole": Text("全额：全部免征、全部返还", "the whole amount: waived or paid in full"),
    "sum-per-unit": Text("按数量：每人、每个、每满多少给多少", "so much for each unit: per person, per full 10,000 yuan"),
    "by-choice": Text("按情况选：各种规模、等级给的不同", "by a choice: another figure for each size or level"),
    "steps": Text("分档：金额在哪一档就按哪一档", "by steps of the amount"),
    "other": Text("其他形式", "another form"),
}
BY_HAND = Text("这种形式请手写进文件", "that form is written by hand")
FIELDS = Text(
    "写法见 CONTRIBUTING.md 的“The forms of a rule”和 data/README.md；或选别的形式。",
    "See “The forms of a rule” in CONTRIBUTING.md, and data/README.md; or choose another form.",
)
SIDES: Mapping[str, Text] = {
    "at-most": Text("不超过（含这个数）", "at most (the figure included)"),
    "less-than": Text("不到（不含）", "less than"),
    "at-least": Text("达到（含这个数）", "at least (the figure included)"),
    "more-than": Text("超过（不含）", "more than"),
}
_NUMBER = Text("写编号", "a number")
_PLACE = Text("页码，条款不同时写在后面，如 18 六", "its number, and the article where it is another: “18 六”")
_WHERE = EntryQuestion(
    Text("它在哪一页？", "On which page does it stand?"),
    _PLACE,
    Text("每个数字和条件都写明出自哪一页。", "Every figure and condition has its page."),
    "place",
    LAST_PLACE,
)
_RATE_OR_SUM = Text("照原文，如 40% 或 50万元；推算的前面加 =", "as printed, such as 40% or “50万元”; = before what is worked out")
_SUM = Text("照原文，如 50万元；推算的前面加 =", "as printed, such as “50万元”; = before what is worked out")
_RATE = Text("照原文，如 40%；推算的前面加 =", "as printed, such as 40%; = before what is worked out")
_DAY = Text("照原文，如 2021年3月31日", "as printed, such as “2021年3月31日”")
_DATED = Text("措施的每个日期另有一个日期条目，随它写出。", "Each day of a measure has a date entry of its own, which is written with it.")

RULE_QUESTIONS: Mapping[str, EntryQuestion] = {
    "form": EntryQuestion(
        Text("金额是怎样定的？", "How is the amount fixed?"),
        _NUMBER,
        Text(
            "这里问最常见的几种形式；一条规则还可以是几种形式的组合，那样的请手写。",
            "The commonest forms are asked for here; what combines several is written by hand.",
        ),
        "choice",
    ),
    "sum": EntryQuestion(Text("给多少？", "How much is paid?"), _SUM, AS_PRINTED, "amount"),
    "share": EntryQuestion(Text("比例是多少？", "What is the rate?"), _RATE, AS_PRINTED, "rate"),
    "share-above": EntryQuestion(
        Text("比例超过 100%，原文确是这样写的吗？", "The rate is above 100%: does the text really say so?"),
        Text("是；不是的，按 < 回去改", "yes; if it does not, go back with <"),
        Text("多打一个 0 的比例要在这里停住。", "A rate with a zero too many stops here."),
        "yes",
    ),
    "range-from": EntryQuestion(Text("低的比例？", "What is the lower rate?"), _RATE, AS_PRINTED, "rate"),
    "range-to": EntryQuestion(Text("高的比例？", "What is the higher rate?"), _RATE, AS_PRINTED, "rate"),
    "unit-sum": EntryQuestion(Text("每一个给多少？", "How much for each unit?"), _SUM, AS_PRINTED, "amount"),
    "unit-of": EntryQuestion(
        Text("按什么的数量？", "Units of what?"),
        Text("写编号或名称；+ 新的情况", "a number or a name; + for a new fact"),
        Text(
            "是一个数（人数、月数），或就是金额本身（每满一万元）。",
            "A count (people, months), or the amount itself (for every 10,000 yuan).",
        ),
        "choice",
    ),
    "unit-every": EntryQuestion(
        Text("多少算一个单位？", "How large is a unit?"),
        Text("数量写整数，如 10；金额如 1万元", "a whole number such as 10; of the amount, “1万元”"),
        Text("每 10 人给一次的写 10。", "Paid for every ten people: 10."),
        "units",
        Text("1 个", "1"),
    ),
    "unit-full": EntryQuestion(
        Text("只算满一个单位的吗？", "Do only full units count?"),
        Text("是 或 否", "yes or no"),
        Text(
            "只在原文写“每满”时为是；否则不满一个单位的按比例计。",
            "Yes only where the text says “for every full …”; else a part of a unit counts as a part.",
        ),
        "yes",
    ),
    "by-fact": EntryQuestion(
        Text("由哪项情况决定？", "Which fact decides it?"),
        Text("写编号或名称；+ 新的情况", "a number or a name; + for a new fact"),
        Text("它的每个选项有一个数额，没有的写 0。", "Each of its choices has a figure, 0 where there is none."),
        "choice",
    ),
    "by-figure": EntryQuestion(
        Text("“{name}”给多少？", "How much for “{name}”?"), _RATE_OR_SUM, AS_PRINTED, "either", Text("没有，计 0", "nothing: 0")
    ),
    "step-bound": EntryQuestion(
        Text("第 {number} 档到多少为止？", "Where does step {number} end?"),
        _SUM,
        Text("最后一档没有上界。", "The last step has no upper bound."),
        "amount",
        Text("没有上界，是最后一档", "it has no bound and is the last"),
    ),
    "step-side": EntryQuestion(
        Text("这个数本身在这一档里吗？", "Is that figure itself in the step?"),
        _NUMBER,
        Text("以下、不超过、不高于含这个数；不到、不足、低于不含。", "“以下” and “不超过” include the figure; “不到” and “不足” do not."),
        "choice",
    ),
    "step-pays": EntryQuestion(
        Text("第 {number} 档给多少？", "What does step {number} pay?"), _RATE_OR_SUM, AS_PRINTED, "either", Text("不给，计 0", "nothing: 0")
    ),
    "slices": EntryQuestion(
        Text("各档怎样计？", "How do the steps count?"),
        _NUMBER,
        Text(
            "累进的每一段按自己的比例；否则全部金额按所在的一档。",
            "Marginal: each slice by its own rate; else the whole amount by the step it lies in.",
        ),
        "choice",
    ),
    "bound": EntryQuestion(
        Text("原文是否只说“不超过”“最高”？", "Does the text say “at most” only?"),
        _NUMBER,
        Text("只写最高的，实际可以更少：结果的最低为 0。", "Where only a most is printed it may be less: the low amount is 0."),
        "choice",
    ),
    "cap": EntryQuestion(Text("最多给多少？", "Is there a cap?"), _SUM, AS_PRINTED, "amount", Text("没有上限", "no cap")),
    "cap-scope": EntryQuestion(
        Text("这个上限按什么计？", "What is the cap counted by?"),
        Text("写编号，可写几个，如 1 2", "numbers, several as 1 2"),
        Text("同一范围内的几笔合在一起不超过上限，如“每家企业每年”。", "Claims within one scope share the cap, such as per firm and year."),
        "choices",
    ),
    "condition": EntryQuestion(
        Text("有什么条件？", "Is there a condition?"),
        Text("写编号或名称，+ 新的情况，0 金额本身", "number or name, + a new one, 0 the amount"),
        Text("全部条件都要满足。几个条件之一、期间等写法请手写。", "All conditions must hold. Any-of and the like are written by hand."),
        "choice",
        Text("没有了", "no more"),
    ),
    "condition-holds": EntryQuestion(
        Text("“{name}”：要是，还是要否？", "“{name}”: must it be a yes, or a no?"),
        Text("是 或 否", "yes or no"),
        Text("写原文要求的回答。", "The answer that the text asks for."),
        "yes",
    ),
    "condition-choices": EntryQuestion(
        Text("“{name}”：哪些符合？", "“{name}”: which of them qualify?"),
        Text("写编号，可写几个，如 1 2", "numbers, several as 1 2"),
        Text("原文列出的那些。", "Those that the text lists."),
        "choices",
    ),
    "condition-open": EntryQuestion(
        Text("“{name}”：哪些原文没有说清？", "“{name}”: which of the others does the text leave open?"),
        Text("写编号，可写几个", "numbers, several as 1 2"),
        Text(
            "列举以“等”结尾的，没有列出的既不是符合，也不是不符合。",
            "A list that ends in “等” says neither yes nor no of what it does not name.",
        ),
        "choices",
        Text("没有，其余都不符合", "none: the others do not qualify"),
    ),
    "condition-side": EntryQuestion(
        Text("“{name}”：怎样比？", "“{name}”: how is it compared?"),
        _NUMBER,
        Text("以上、以下、不超过含这个数；不到、不足不含。", "“以上”, “以下” and “不超过” include the figure; “不到” and “不足” do not."),
        "choice",
    ),
    "condition-bound": EntryQuestion(
        Text("“{name}”：界限是多少？", "“{name}”: what is the bound?"), Text("照原文", "as printed"), AS_PRINTED, "either"
    ),
    "condition-period": EntryQuestion(
        Text("发生日在“{name}”之后多久之内？", "Within how long of “{name}” is the item's day?"),
        Text("照原文，如 5年、6个月 或 30天", "as printed, such as “5年”, “6个月” or “30天”"),
        Text("当天和最后一天都算在内。", "Both days are included."),
        "period",
    ),
    **{f"{key}-page": _WHERE for key in ("sum", "share", "range-from", "range-to", "unit-sum", "by-figure", "step-bound", "step-pays")},
    **{f"{key}-page": _WHERE for key in ("cap", "condition", "from", "until", "apply-by")},
    "from": EntryQuestion(Text("从哪天起执行？", "From which day does it hold?"), _DAY, _DATED, "day", NOT_PRINTED),
    "until": EntryQuestion(Text("执行到哪天？", "Until which day does it hold?"), _DAY, _DATED, "day", NOT_PRINTED),
    "apply-by": EntryQuestion(Text("最迟哪天申请？", "By which day must one apply?"), _DAY, _DATED, "day", NOT_PRINTED),
    "on": EntryQuestion(
        Text("例子按哪一天算？", "On which day are the examples worked out?"),
        Text("如 2021-03-20", "such as 2021-03-20"),
        Text("例子要在措施有效的一天。", "Examples are on a day on which the measure holds."),
        "day",
        Text("{day}", "{day}"),
    ),
    "example": EntryQuestion(
        Text("{case}\n按所写的规则：{result}。与原文一致吗？", "{case}\nBy the rule as written: {result}. Does the text say the same?"),
        Text(
            "不是就写原文的数，x 去掉它，* 余下的例子以后手写",
            "the amount in the text, x leaves it out, * leaves the rest to be written by hand",
        ),
        Text(
            "例子是规则的第一批测试：对照原文逐个核对。写了别的数，检查会说哪里不一致。规则还要手改的，写 *。",
            "Examples are the first tests of a rule: hold each against the text. Of another amount the check says what does not agree. "
            "Where the rule is still to be changed by hand: *.",
        ),
        enter=Text("一致", "it does"),
    ),
}


def to_be_explained(figures: list[str]) -> Text:
    """That a reading has to say where these come from."""
    zh, en = "、".join(f"“{figure}”" for figure in figures), ", ".join(f"“{figure}”" for figure in figures)
    return Text(
        f"{zh}是推算出来的，要有一条条文理解写出这个数，说明怎样得出。",
        f"{en} is worked out: a reading is needed that names it and says how.",
    )
