"""The codes of layers: what lies over what, what is replaced and ended."""

from bjsubsidy.language import Text
from bjsubsidy.readers.fault_kinds import FaultCode, FaultKind

CODES_OF_LAYERS: dict[FaultKind, FaultCode] = {
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
            "汇编中未印日期的文件按季度首日计，别处的没有这样的依据。写网页的更新日或查阅之日是稳妥的：更早的日子仍须经确认。",
            "Undated ones of the compendium count from its quarter; others have no such day. That on which a page was changed or read is "
            "safe: any earlier one has to be confirmed.",
        ),
    ),
}
