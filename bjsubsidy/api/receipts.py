"""What a Python program says was received, checked as the other doors check it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bjsubsidy.api.refused import NotAScope
from bjsubsidy.api.typed import found_at, typed_day, typed_facts, typed_fen, typed_list, typed_text
from bjsubsidy.errors import OneFirm
from bjsubsidy.law.catalogue import Catalogue
from bjsubsidy.law.firm import Receipt
from bjsubsidy.law.firms import FirmKeys
from bjsubsidy.quantities import parse_credit_code
from bjsubsidy.readers.receipts import receipt_scopes, refuse_later


def typed_receipts(received: Sequence[Receipt], as_of: date, catalogue: Catalogue, place: str = "received") -> list[Receipt]:
    """Receipts with their measures by id, amounts in fen and scopes in their types; none is of a day after `as_of`."""
    known = [catalogue.fact(id) for id in catalogue.ids("fact") if id in receipt_scopes(catalogue)] if received else []
    checked = []
    for number, receipt in enumerate(typed_list(received, place, Receipt)):
        own = f"{place}[{number}]"
        on = None if receipt.on is None else typed_day(receipt.on, f"{own}.on")
        scope = typed_facts(receipt.scope, f"{own}.scope", lambda: known, catalogue, lambda fact: NotAScope(fact=fact))
        enterprise, code = typed_names(receipt.enterprise, receipt.credit_code, own)
        measure = typed_text(receipt.measure, f"{own}.measure")
        with found_at(own):
            measure = catalogue.computable(measure).id
            if on is not None:
                refuse_later(on, as_of)
        amount, said_at = typed_fen(receipt.amount, f"{own}.amount"), receipt.place or own
        checked.append(Receipt(measure, amount, on, enterprise, scope, code, said_at))
    return checked


def typed_names(name: str | None, code: str | None, place: str, called: str = "enterprise") -> tuple[str | None, str | None]:
    """A firm's name, as its field is `called`, and its credit code as codes are compared; each may be None."""
    written = None if code is None else typed_text(code, f"{place}.credit_code")
    with found_at(f"{place}.credit_code"):
        code = None if written is None else parse_credit_code(written)
    return None if name is None else typed_text(name, f"{place}.{called}"), code


def of_one_firm(received: Sequence[Receipt], place: str, firm: tuple[str | None, str | None] = (None, None)) -> list[Receipt]:
    """The receipts of the one firm that is computed, without its name; `OneFirm` where they, or its own name and code, name several."""
    named = [firm, *((receipt.enterprise, receipt.credit_code) for receipt in received)]
    keys = FirmKeys(named)
    if len({keys.key(*one) for one in named} - {None}) > 1:
        raise OneFirm().at(place)
    return [receipt.replace(enterprise=None, credit_code=None) for receipt in received]
