"""What a Python program says was received, checked as the other doors check it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bjsubsidy.api.refused import NotAScope
from bjsubsidy.api.typed import found_at, typed_code, typed_day, typed_facts, typed_fen, typed_list, typed_text
from bjsubsidy.errors import OneFirm
from bjsubsidy.law.catalogue import Catalogue
from bjsubsidy.law.firm import Receipt
from bjsubsidy.law.firms import FirmKeys
from bjsubsidy.readers.receipts import receipt_scopes, refuse_later


def typed_receipts(received: Sequence[Receipt], as_of: date, catalogue: Catalogue, place: str = "received") -> list[Receipt]:
    """Receipts with their measures by id, amounts in fen and scopes in their types; none is of a day after `as_of`."""
    known = [catalogue.fact(id) for id in catalogue.ids("fact") if id in receipt_scopes(catalogue)] if received else []
    checked = []
    for number, receipt in enumerate(typed_list(received, place, Receipt)):
        own = f"{place}[{number}]"
        on = None if receipt.on is None else typed_day(receipt.on, f"{own}.on")
        scope = typed_facts(receipt.scope, f"{own}.scope", lambda: known, catalogue, lambda fact: NotAScope(fact=fact))
        enterprise = None if receipt.enterprise is None else typed_text(receipt.enterprise, f"{own}.enterprise")
        measure = typed_text(receipt.measure, f"{own}.measure")
        with found_at(own):
            measure = catalogue.computable(measure).id
            if on is not None:
                refuse_later(on, as_of)
        code = None if receipt.credit_code is None else typed_code(receipt.credit_code, f"{own}.credit_code")
        fen = typed_fen(receipt.amount, f"{own}.amount")
        checked.append(receipt.replace(measure=measure, amount=fen, on=on, enterprise=enterprise, credit_code=code, scope=scope))
    return checked


def of_one_firm(received: Sequence[Receipt]) -> list[Receipt]:
    """The receipts of the one firm that is computed, without its name and code; `OneFirm` where they name several."""
    keys = FirmKeys((receipt.enterprise, receipt.credit_code) for receipt in received)
    if len({key for receipt in received if (key := keys.key(receipt.enterprise, receipt.credit_code)) is not None}) > 1:
        raise OneFirm().at("received")
    return [receipt.replace(enterprise=None, credit_code=None) for receipt in received]
