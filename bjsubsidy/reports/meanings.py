"""What columns and keys mean that several answers share, in both languages: said once, beside the columns and in the types."""

from bjsubsidy.language import Text

MEANINGS: dict[str, Text] = {
    "item": Text("项目的名称（label）", "the label of the item"),
    "input": Text("计算项目的编号", "the id of the input"),
    "amount": Text("项目的金额，元", "the amount of the item, in yuan"),
    "on": Text("费用发生日", "the day the expense belongs to"),
    "as_of": Text("查询日", "the day the question is asked"),
    "measure": Text("措施的编号", "the id of the measure"),
    "verdict": Text(
        "结论：eligible 符合，unconfirmed 待定（有条件未知），ineligible 不符合",
        "eligible, unconfirmed (a condition is unknown) or ineligible",
    ),
    "bound": Text(
        "金额口径：exact 载明，at-most 原文只定最高额，range 原文给出区间",
        "exact; at-most where the text gives a maximum only; range where it gives a range of rates",
    ),
    "nature": Text(
        "性质：grant 资金，saving 减免，refund 暂退，compensation 补偿",
        "grant, saving, refund (lodged again later) or compensation",
    ),
    "low": Text("上限后最低可得，元", "the least it brings after caps, in yuan"),
    "high": Text("上限后最高可得，元；未知时为空", "the most it brings after caps, in yuan; empty or null where nobody can say yet"),
    "uncapped": Text(
        "上限前按最高比例计的金额，元，不论结论；未知时为空",
        "the amount at the high rate before any cap, in yuan, whatever the verdict; empty or null where it is unknown",
    ),
    "remaining": Text("本笔之后最紧的上限尚余，元", "what the tightest cap has left after this claim, in yuan"),
    "why": Text("使其变化的条件，或用满的上限", "the condition that changes, or the cap that is reached, in words"),
    "before": Text("第一份资料所选的措施；没有时为空", "the measure claimed by the first profile; empty where none is"),
    "before_high": Text("它最高可得，元；未知时为空", "the most that it brings, in yuan; empty where nobody can say yet"),
    "after": Text("第二份资料所选的措施；没有时为空", "the measure claimed by the second profile; empty where none is"),
    "after_high": Text("它最高可得，元；未知时为空", "the most that it brings, in yuan; empty where nobody can say yet"),
    "weekday": Text("星期，1 为星期一", "the day of the week, 1 for Monday"),
    "field": Text("栏目的编号", "the id of the field"),
    "content": Text("内容", "what the entry says there"),
    "best": Text("可得最多的措施；都没有时为空", "the measure that brings most; empty or null where none pays"),
    "document": Text("所依据文件的编号", "the documents it stands in, by their keys"),
    "pages": Text("汇编的页码", "the pages of the compendium"),
    "title": Text("名称", "the title"),
    "fact": Text("情况的编号", "the id of the fact"),
    "state": Text("met 符合，unmet 不符合，unknown 未知", "met, unmet or unknown"),
    "condition": Text("条件的文字", "the condition in words"),
    "date_kind": Text(
        "种类：starts 起，ends 最后一日，ceases 自该日不再，resumes 恢复，closes 截止，target 目标",
        "starts, ends (the last day), ceases (the first day without it), resumes, closes or target",
    ),
    "date": Text("日期", "the day"),
    "measures": Text("有关措施的编号", "the ids of the measures it is about"),
    "id": Text("条目的编号", "the id of the entry"),
    "entry_kind": Text("条目的种类", "the kind of the entry"),
    "inputs": Text("由哪些计算项目计算", "the ids of the inputs it is computed from"),
    "authority": Text("主管部门，照印", "the authorities, as printed"),
    "confirmed-before": Text(
        "所问之日早于文件能证明的首日时，即该首日：此前是否适用须经发文机关确认",
        "where the day asked about lies before the first that the documents show: that first day",
    ),
    "breakpoint": Text(
        "变化：start 起点，turn 条件变化，pays 开始有金额，bend 计法变化，cap 用满上限，uncapped 又低于上限",
        "what changes there: start, turn (a condition), pays (begins to pay), bend (another rate or sum), cap (one is reached) or "
        "uncapped (the amount falls below it)",
    ),
    "breaks_at": Text("自该金额起变化，元", "the amount from which it changes, in yuan"),
    "change": Text("最高额的增减，元", "the change of the high amount, in yuan"),
    "low_change": Text("最低额的增减，元", "the change of the low amount, in yuan"),
    "code": Text("错误的代码，见 bjsubsidy catalogue explain", "the code of the fault; bjsubsidy catalogue explain tells of it"),
    "file": Text("文件", "the file"),
    "line": Text("行号，从 1 起", "the line, from 1"),
    "column": Text("列号，从 1 起", "the column, from 1"),
    "entry": Text("条目和其中的位置", "the entry, and the place in it"),
    "fault": Text("错在哪里，怎样改", "what is wrong, and what would be right"),
    "severity": Text(
        "error 错误，目录不能用；warning 警告，只在检查时说明", "error: the catalogue cannot be used; warning: told by a check alone"
    ),
    "nearest": Text("写法最近的名称；没有时为空", "the name that is spelt nearly alike; empty or null where none is"),
}
