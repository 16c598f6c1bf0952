"""What receipts leave open, and what is likely a slip in them: no day, no scope that a cap counts by, more than a cap grants."""

from collections.abc import Iterator, Mapping, Sequence

from bjsubsidy.formula.evaluate import number
from bjsubsidy.formula.tree import ON
from bjsubsidy.language import Text, clean
from bjsubsidy.law.cap import Cap
from bjsubsidy.law.catalogue import Catalogue
from bjsubsidy.law.firm import Receipt
from bjsubsidy.quantities import Value, folded, money_text, same_key

# How many places one note names.
_SHOWN = 5
_Group = tuple[object, ...]


def receipt_notes(receipts: Sequence[Receipt], catalogue: Catalogue) -> list[Text]:
    """The lines on the receipts of one door; none where all say everything that their caps and exclusions ask."""
    return [*_undated(receipts), *_unscoped(receipts, catalogue), *_unscoped_apart(receipts, catalogue), *_above(receipts, catalogue)]


def _undated(receipts: Sequence[Receipt]) -> Iterator[Text]:
    count = sum(receipt.on is None for receipt in receipts)
    if count:
        yield Text(
            f"{count} 笔已收款没有写明费用发生日（on），计入其措施每一年的上限",
            f"receipts that name no day of the expense (on): {count}; they count against every year's cap of their measure",
        )


def _unscoped(receipts: Sequence[Receipt], catalogue: Catalogue) -> Iterator[Text]:
    """Receipts by their measure and the scopes of its caps that they do not name."""
    of_caps = {id: [s for cap in catalogue.measure(id).caps for s in cap.named()] for id in {receipt.measure for receipt in receipts}}
    for title, names, found, at in _leaving_out(receipts, of_caps, catalogue):
        yield Text(
            f"“{title.zh}”的 {len(found)} 笔已收款没有写明{names.zh}{at.zh}，它的每一份上限都减去这些款项；"
            "在登记表或资料的 [[received]] 中写明后，结果可能不同",
            f"receipts of “{title.en}” that do not name {names.en}: {len(found)}{at.en}; they are taken off every one of its caps: "
            "naming it in the register or in [[received]] of a profile can change the answer",
        )


def _unscoped_apart(receipts: Sequence[Receipt], catalogue: Catalogue) -> Iterator[Text]:
    """Receipts by their measure and what they do not name of that by which others are excluded with it."""
    apart = {id: catalogue.apart(id) for id in {receipt.measure for receipt in receipts}} if catalogue.exclusions else {}
    for title, names, found, at in _leaving_out(receipts, apart, catalogue):
        yield Text(
            f"“{title.zh}”的 {len(found)} 笔已收款没有写明{names.zh}{at.zh}，不能与它同时享受的措施可能因此待定；"
            "在登记表或资料的 [[received]] 中写明后，结果可能不同",
            f"receipts of “{title.en}” that do not name {names.en}: {len(found)}{at.en}; "
            "what is not had together with it may stay unconfirmed: "
            "naming it in the register or in [[received]] of a profile can change the answer",
        )


def _leaving_out(
    receipts: Sequence[Receipt], asked: Mapping[str, Sequence[str]], catalogue: Catalogue
) -> Iterator[tuple[Text, Text, list[Receipt], Text]]:
    """Receipts together that leave out the same of what is asked of their measure: its title, what they leave out, where they stand."""
    groups: dict[tuple[str, tuple[str, ...]], list[Receipt]] = {}
    for receipt in receipts:
        missing = tuple(scope for scope in dict.fromkeys(asked.get(receipt.measure, ())) if scope not in receipt.scope)
        if missing:
            groups.setdefault((receipt.measure, missing), []).append(receipt)
    for (id, missing), found in groups.items():
        names = [catalogue.fact(scope).name for scope in missing]
        zh = "、".join(f"{name.zh}（{scope}）" for name, scope in zip(names, missing, strict=True))
        en = ", ".join(f"{name.en} ({scope})" for name, scope in zip(names, missing, strict=True))
        yield catalogue.measure(id).title, Text(zh, en), found, _places(found)


def _above(receipts: Sequence[Receipt], catalogue: Catalogue) -> Iterator[Text]:
    """What was received of one cap and is more than the cap itself."""
    for (_, place, _), found in _grouped(receipts, catalogue).items():
        measure = catalogue.measure(found[0].measure)
        cap, total = measure.caps[place], sum(receipt.amount for receipt in found)
        granted = [_granted(cap, receipt) for receipt in found]
        if None not in granted and total > max(filter(None, granted), default=0):
            most, at = money_text(max(filter(None, granted), default=0)), _places(found)
            said = f"{money_text(total)} yuan{at.en}, above its cap of {most} yuan"
            yield Text(
                f"“{measure.title.zh}”的已收款 {money_text(total)} 元{at.zh}超过上限 {most} 元，不再有尚余；请核对金额、措施和费用发生日",
                f"received of “{measure.title.en}”: {said}, of which nothing is left; check amount, measure and the day of the expense",
            )


def _grouped(receipts: Sequence[Receipt], catalogue: Catalogue) -> dict[tuple[str, int, _Group], list[Receipt]]:
    """Receipts that surely count against one and the same cap; one that leaves a scope or its day open stands alone."""
    groups: dict[tuple[str, int, _Group], list[Receipt]] = {}
    for n, receipt in enumerate(receipts):
        for place, cap in enumerate(catalogue.measure(receipt.measure).caps):
            if cap.counts == "amount":
                values = tuple(_value(scope, receipt) for scope in cap.scope)
                key = (n,) if None in values else values
                groups.setdefault((receipt.measure, place, key), []).append(receipt)
    return groups


def _value(scope: str, receipt: Receipt) -> Value | None:
    if scope == "enterprise":
        return receipt.credit_code or folded(receipt.enterprise or "")
    if scope == "year":
        return None if receipt.on is None else receipt.on.year
    return same_key(receipt.scope.get(scope))


def _granted(cap: Cap, receipt: Receipt) -> int | None:
    """The figure of a cap for what a receipt says; None where that is not enough."""
    fen = number(cap.formula(), {**receipt.scope, **({} if receipt.on is None else {ON: receipt.on})})
    return None if fen is None else int(fen)


def _places(receipts: Sequence[Receipt]) -> Text:
    """Where the first of them stand, in brackets; nothing where they stand in no file."""
    places = [clean(receipt.place) for receipt in receipts if receipt.place]
    more = "…" if len(places) > _SHOWN else ""
    zh, en = "、".join(places[:_SHOWN]) + more, ", ".join(places[:_SHOWN]) + more
    return Text(f"（{zh}）", f" ({en})") if places else Text("", "")
