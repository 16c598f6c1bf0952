"""A commented profile to start from, made from the catalogue: what can be said of a firm and of each kind of item."""

from bjsubsidy.answers.without_amount import amount_told
from bjsubsidy.language import Lang, Text, clean, listed
from bjsubsidy.law.catalogue import Catalogue
from bjsubsidy.law.entries import Fact
from bjsubsidy.reports.phrases import Phrases

_HEAD: dict[Lang, list[str]] = {
    "zh": [
        "# 一家企业的资料。去掉行首的 # 并填写；不知道的留着不填，就是未知。",
        '# 金额写 "120万" 或 "1,200,000"，比率写 "4.6%"，日期写 2021-03-20。',
    ],
    "en": [
        "# One firm. Remove the leading # and fill in; what is left out is unknown.",
        '# Amounts "120万" or "1,200,000", rates "4.6%", days 2021-03-20.',
    ],
}
_ANSWERED = Text(
    "# 一家企业的资料，由 bjsubsidy plan --ask 逐题写入；可以直接修改，没有写的就是未知。",
    "# One firm, as it answered bjsubsidy plan --ask; edit it as you like: what is left out is unknown.",
)
_ITEMS: dict[Lang, list[str]] = {
    "zh": ["# 每个项目一节 [[item]]；企业的情况也可写在项目里，以项目为准。"],
    "en": ["# One [[item]] each; facts of the firm may also stand here; those of the item win."],
}
_RECEIVED: dict[Lang, list[str]] = {
    "zh": ['# 已经收到的支持；可写上限的范围，如 loan = "A-1"。'],
    "en": ['# What was already received; it may name what a cap counts by, such as loan = "A-1".'],
}
_ON = ("# on = 2021-01-15   # 费用发生日，不是到账日；不知道就不写", "# on = 2021-01-15   # day of the expense, left out if unknown")
_CODE = ('# credit-code = ""   # 统一社会信用代码；有它就按它认企业', '# credit-code = ""   # the firm is known by it where it is written')
_PAID_ON = ("# paid-on = 2021-03-31   # 到账日", "# paid-on = 2021-03-31   # day on which the money came")


def profile_head(lang: Lang) -> str:
    """What a profile begins with that is filled in by answering: how it can be gone on with, and how figures are written."""
    said = _ANSWERED.in_(lang)
    return f"{said}\n{_HEAD[lang][1]}\n"


def starting_profile(catalogue: Catalogue, lang: Lang) -> str:
    """A commented profile (TOML) to fill in: every fact that some measure asks, with its question; blank is unknown."""
    words = Phrases(catalogue, lang)
    asked = {fact.id: fact for fact in catalogue.facts_asked(catalogue.measures())}
    own = [fact for fact in asked.values() if fact.of == "enterprise"]
    lines = [
        *_HEAD[words.lang],
        "",
        words.say("# as-of = 2021-04-10   # 查询日，默认为今天", "# as-of = 2021-04-10   # day of asking, today by default"),
        "",
        "[enterprise]",
        'name = ""',
        words.say(*_CODE),
        *(line for fact in own for line in _fact(fact, words)),
        "",
        *_ITEMS[words.lang],
    ]
    for id in catalogue.rows("input"):
        measures = catalogue.measures_on(id)
        if measures:
            facts = [fact for fact in catalogue.facts_asked(measures) if fact.of == "item"]
            lines += ["", *_item(id, facts, words)]
    lines += [
        "",
        *_RECEIVED[words.lang],
        "# [[received]]",
        '# measure = ""',
        '# amount = "100000"',
        words.say(*_ON),
        words.say(*_PAID_ON),
    ]
    return "\n".join(clean(line) for line in lines) + "\n"


def _item(id: str, facts: list[Fact], words: Phrases) -> list[str]:
    input = words.catalogue.input(id)
    told = amount_told(id, words.catalogue)
    said = words.say(f"{input.name.zh}：{told.zh}", f"{input.name.en}: {told.en}")
    head = [f"# {said}", "# [[item]]", '# label = ""', f'# input = "{id}"']
    return [*head, '# amount = ""', "# on = 2021-03-20", *(line for fact in facts for line in _fact(fact, words))]


def _fact(fact: Fact, words: Phrases) -> list[str]:
    """A fact left blank, which is unknown; a yes/no fact takes true or false."""
    choices = [choice.id if words.lang == "en" else f"{choice.id} {choice.name.zh}" for choice in fact.choices]
    about = listed(choices or list(fact.kind.literals), words.lang)
    question = fact.question.in_(words.lang)
    return [f'# {fact.id} = ""   # ' + (words.beside(question, about) if about else question)]
