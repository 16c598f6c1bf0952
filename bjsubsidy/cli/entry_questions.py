"""What `catalogue new measure` asks of a file, a document, an entry and a fact: the question, what may be typed, why it is asked."""

from collections.abc import Mapping
from typing import Literal, NamedTuple

from bjsubsidy.language import Text

AnswerForm = Literal[
    "text", "id", "amount", "rate", "either", "units", "place", "day", "pages", "choice", "choices", "yes", "period", "names"
]


class EntryQuestion(NamedTuple):
    """`enter` says what Enter does; without it an answer is needed."""

    text: Text
    what: Text
    why: Text
    reads: AnswerForm = "text"
    enter: Text | None = None


NOT_PRINTED, NO_MORE, LAST_PLACE = Text("原文没有", "not printed"), Text("没有了", "no more"), Text("同上一处", "as before")
_NUMBER, _WORDS = Text("写编号", "a number"), Text("一句话", "a sentence")
_IN_CHINESE, _IN_ENGLISH = Text("中文", "in Chinese"), Text("英文", "in English")
_ID = Text("小写字母、数字和连字符", "lower-case letters, digits and hyphens")
_BOTH = Text("目录里的文字都有中英两种，使用者各看各的。", "Every text of a catalogue stands in both languages, for readers of either.")
_CALLED = Text(
    "程序和文件用编号称呼它，定下后不再改；人看到的是名称。",
    "Programs and files call it by its id, which stays; people see its name.",
)
AS_PRINTED = Text(
    "照原文的写法；程序由它读出数值，也据此到所引的页上核对。原文没有印、由别的数推算出来的，前面加 =（如 =40万元），"
    "再写一条条文理解说明怎样得出。",
    "As it is printed: the value is read from it, and it is looked for on the page that is cited. What is not printed but follows "
    "from other figures has a = before it (=400,000), and a reading says how.",
)
_EVIDENCE = Text(
    "每个数字、条件和日期都写明出自哪一页：没有出处的不写。",
    "Every figure, condition and day has its page: without evidence nothing is written.",
)
_NAMED = Text("回答和表格用它的名称。", "Answers and tables call it by its name.")

ENTRY_QUESTIONS: Mapping[str, EntryQuestion] = {
    "layer-id": EntryQuestion(
        Text("这个文件还没有，从一层开始：它的编号？", "The file is not there yet and begins as a layer: what is its id?"),
        _ID,
        Text(
            "一层是叠加在目录上的文件；每个回答都写明条目来自哪一层。",
            "A layer lies over a catalogue; every answer says what comes from it.",
        ),
        "id",
    ),
    "layer-zh": EntryQuestion(Text("这一层叫什么？（中文）", "What is the layer called, in Chinese?"), _IN_CHINESE, _BOTH),
    "layer-en": EntryQuestion(Text("这一层叫什么？（英文）", "What is the layer called, in English?"), _IN_ENGLISH, _BOTH),
    "document": EntryQuestion(
        Text("这项措施印在哪份文件里？", "Which document prints the measure?"),
        Text("写编号，或文件在目录里的键；+ 新的", "a number, or the key of a document; + for a new one"),
        Text(
            "措施以文件为据：先有文件，再有数字。没有页码的出处（法律、公告网页）写“汇编外”，用一句话说明在哪里。",
            "A measure rests on its document. A source without pages (a law, an announcement) is outside and is named in words.",
        ),
        "choice",
    ),
    "document-key": EntryQuestion(Text("新文件的编号？", "What is the id of the new document?"), _ID, _CALLED, "id"),
    "document-zh": EntryQuestion(Text("文件的标题？（照原文）", "What is its title, as printed?"), _IN_CHINESE, _BOTH),
    "document-en": EntryQuestion(Text("标题的英文？", "What is its title in English?"), _IN_ENGLISH, _BOTH),
    "document-number": EntryQuestion(
        Text("文号？", "What is its number?"),
        Text("照原文，如 京政办发〔2021〕4号", "as printed, such as “京政办发〔2021〕4号”"),
        Text("结果的出处用文号指明文件。", "Answers cite the document by its number."),
        enter=NOT_PRINTED,
    ),
    "document-date": EntryQuestion(
        Text("发文日期？", "What is its date?"),
        Text("如 2021-03-18", "such as 2021-03-18"),
        Text(
            "没有写明开始日的措施，从发文之日起才由文件证明。一层里的文件都要有日期。",
            "A measure without a first day is shown to hold from the date of its document. A layer's documents all have one.",
        ),
        "day",
    ),
    "document-issuer": EntryQuestion(
        Text("发文机关？", "Who issued it?"),
        Text("几个之间用、隔开", "several with “、” between them"),
        Text("出处写明由谁发文。", "Sources say who issued it."),
        "names",
        NOT_PRINTED,
    ),
    "document-pages": EntryQuestion(
        Text("它的页码从几到几？", "Which are its pages?"),
        Text("如 1-12", "such as 1-12"),
        Text("出处的页码要在这个范围之内。", "The pages of sources lie within them."),
        "pages",
    ),
    "where-zh": EntryQuestion(
        Text("出处在哪里？（中文）", "Where does it stand, in Chinese?"),
        Text("文号、条、有效期", "number, article, period"),
        Text("汇编外的出处用一句话说明。", "A source outside is named in words."),
    ),
    "where-en": EntryQuestion(
        Text("出处在哪里？（英文）", "Where does it stand, in English?"), Text("文号、条、有效期", "number, article, period"), _BOTH
    ),
    "id": EntryQuestion(Text("这项措施的编号？", "What is the id of the measure?"), _ID, _CALLED, "id"),
    "title-zh": EntryQuestion(Text("措施的名称？（中文）", "What is the measure called, in Chinese?"), _IN_CHINESE, _BOTH),
    "title-en": EntryQuestion(Text("措施的名称？（英文）", "What is it called in English?"), _IN_ENGLISH, _BOTH),
    "text-zh": EntryQuestion(
        Text("用自己的话说，给谁、给多少？（中文）", "In your own words: what does it pay, to whom, in Chinese?"),
        _WORDS,
        Text("数字和标题可以照录，句子用自己的话写。", "Figures and titles carry over from the text; sentences are your own."),
    ),
    "text-en": EntryQuestion(
        Text("用自己的话说，给谁、给多少？（英文）", "In your own words: what does it pay, to whom, in English?"), _WORDS, _BOTH
    ),
    "input": EntryQuestion(
        Text("按什么金额计算？", "From which amount is it computed?"),
        Text("写编号或名称；+ 新的", "a number or a name; + for a new one"),
        Text(
            "使用者按它填金额。一次性的定额也要有一个项目，如认定、上市。",
            "It is the amount that people type. A flat sum has an input too: an event.",
        ),
        "choice",
    ),
    "input-id": EntryQuestion(Text("新计算项目的编号？", "What is the id of the new input?"), _ID, _CALLED, "id"),
    "input-zh": EntryQuestion(Text("计算项目叫什么？（中文）", "What is the input called, in Chinese?"), _IN_CHINESE, _NAMED),
    "input-en": EntryQuestion(Text("计算项目叫什么？（英文）", "What is it called in English?"), _IN_ENGLISH, _NAMED),
    "input-text-zh": EntryQuestion(
        Text("要填的是哪个金额？（中文）", "Which amount is to be typed, in Chinese?"),
        Text("如 当年实际支付的租金（元）", "such as “当年实际支付的租金（元）”"),
        Text("填金额的人由它知道算什么、不算什么。", "Whoever types the amount learns from it what counts."),
    ),
    "input-text-en": EntryQuestion(
        Text("要填的是哪个金额？（英文）", "Which amount is to be typed, in English?"),
        Text("如“Rent paid in the year, in yuan”", "such as: Rent paid in the year, in yuan"),
        _BOTH,
    ),
    "nature": EntryQuestion(
        Text("它是什么性质？", "What is its nature?"),
        _NUMBER,
        Text("合计按性质分开：退款要再交回，不是收入。", "Totals are given by nature: a refund is lodged again and is no income."),
        "choice",
    ),
    "authority": EntryQuestion(
        Text("向哪个部门申请？", "To which authority does one apply?"),
        Text("照原文，几个之间用、隔开", "as printed, several with “、” between them"),
        Text("写原文与这一条一起印出的主管部门。", "The authority that is printed with the article."),
        "names",
    ),
    "issuer-en": EntryQuestion(Text("“{name}”的英文？", "What is “{name}” in English?"), _IN_ENGLISH, _BOTH),
    "authority-en": EntryQuestion(Text("“{name}”的英文？", "What is “{name}” in English?"), _IN_ENGLISH, _BOTH),
    "article": EntryQuestion(
        Text("在第几条、第几部分？", "In which article or part?"),
        Text("照原文，如“六”或“三(一)”", "as printed, such as “六” or “三(一)”"),
        _EVIDENCE,
    ),
    "page": EntryQuestion(Text("在哪一页？", "On which page?"), Text("页码", "its number"), _EVIDENCE, "place"),
    "fact-id": EntryQuestion(Text("新情况的编号？", "What is the id of the new fact?"), _ID, _CALLED, "id"),
    "fact-of": EntryQuestion(
        Text("它说的是企业，还是某一笔项目？", "Is it about the firm, or about one item?"),
        _NUMBER,
        Text("企业的情况问一次，对每一笔都算数。", "A fact of the firm is asked once and holds for every item."),
        "choice",
    ),
    "fact-kind": EntryQuestion(
        Text("回答是什么？", "What answers it?"),
        _NUMBER,
        Text("它决定怎样读、怎样比较。", "It decides how it is read and compared."),
        "choice",
    ),
    "fact-zh": EntryQuestion(Text("这项情况叫什么？（中文）", "What is the fact called, in Chinese?"), _IN_CHINESE, _NAMED),
    "fact-en": EntryQuestion(Text("这项情况叫什么？（英文）", "What is it called in English?"), _IN_ENGLISH, _NAMED),
    "fact-question-zh": EntryQuestion(Text("怎样问？（中文）", "How is it asked, in Chinese?"), Text("一个问句", "a question"), _BOTH),
    "fact-question-en": EntryQuestion(Text("怎样问？（英文）", "How is it asked, in English?"), Text("一个问句", "a question"), _BOTH),
    "fact-yes-zh": EntryQuestion(Text("回答“是”说成一句话？（中文）", "A yes as a statement, in Chinese?"), _WORDS, _BOTH),
    "fact-yes-en": EntryQuestion(Text("回答“是”说成一句话？（英文）", "A yes as a statement, in English?"), _WORDS, _BOTH),
    "fact-no-zh": EntryQuestion(Text("回答“否”说成一句话？（中文）", "A no as a statement, in Chinese?"), _WORDS, _BOTH),
    "fact-no-en": EntryQuestion(Text("回答“否”说成一句话？（英文）", "A no as a statement, in English?"), _WORDS, _BOTH),
    "fact-choices": EntryQuestion(
        Text("有哪些选项？", "Which choices are there?"),
        Text(
            "编号=中文/英文；…，如“small=小型/small；large=大型/large”",
            "id=Chinese/English; …, such as “small=小型/small; large=大型/large”",
        ),
        Text("只能答其中之一；要分得全，互不重叠。", "One of them is the answer: they cover all cases and do not overlap."),
    ),
    "reading": EntryQuestion(
        Text("原文有没有说不清的地方？", "Does the text leave anything open?"),
        Text("+ 新写一条，或写编号", "+ for a new one, or a number or an id"),
        Text(
            "原文没有说，或两处说法不同的，写明什么不清楚、程序怎么做、为什么；结果会带上它。"
            "列出的是同一计算项目上其他措施的：能否兼得，要由其中一条说明。",
            "What the text leaves out, or says in two ways: what is open, what the program does and why. Answers name it. "
            "Those listed are of the other measures on the input: one of them has to say whether both are had.",
        ),
        enter=NO_MORE,
    ),
    "reading-id": EntryQuestion(Text("条文理解的编号？", "What is the id of the reading?"), _ID, _CALLED, "id"),
    "reading-zh": EntryQuestion(Text("标题？（中文）", "What is its title, in Chinese?"), _IN_CHINESE, _BOTH),
    "reading-en": EntryQuestion(Text("标题？（英文）", "What is its title in English?"), _IN_ENGLISH, _BOTH),
    "reading-open-zh": EntryQuestion(Text("什么不清楚？（中文）", "What is open, in Chinese?"), _WORDS, _BOTH),
    "reading-open-en": EntryQuestion(Text("什么不清楚？（英文）", "What is open, in English?"), _WORDS, _BOTH),
    "reading-does-zh": EntryQuestion(Text("程序怎么做？（中文）", "What does the program do, in Chinese?"), _WORDS, _BOTH),
    "reading-does-en": EntryQuestion(Text("程序怎么做？（英文）", "What does the program do, in English?"), _WORDS, _BOTH),
    "reading-why-zh": EntryQuestion(Text("为什么？（中文）", "Why, in Chinese?"), _WORDS, _BOTH),
    "reading-why-en": EntryQuestion(Text("为什么？（英文）", "Why, in English?"), _WORDS, _BOTH),
}
