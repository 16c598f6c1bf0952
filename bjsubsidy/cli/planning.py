"""A plan as the command line asks for it: the profile, the register, and the seconds it may take."""

from bjsubsidy.answers.plan import Plan, plan
from bjsubsidy.cli.context import Context
from bjsubsidy.cli.limit import time_limit
from bjsubsidy.law.catalogue import Catalogue
from bjsubsidy.readers.item import Receipt
from bjsubsidy.readers.profile import Profile, read_profile
from bjsubsidy.readers.receipts import read_register


def planned(context: Context, path: str) -> Plan:
    return plan(context.catalogue, profile_of(context, path), context.parsed.has("strict"), time_limit(context))


def profile_of(context: Context, path: str) -> Profile:
    """The firm in a file, with the answers of a client and the register of what it received."""
    profile = read_profile(path, context.catalogue, context.day("on"), context.day("as-of"), context.today)
    for answers in context.parsed.options.get("answers", []):
        from bjsubsidy.readers.answers import answered

        profile = answered(profile, answers, context.catalogue)
    register = context.parsed.one("received-file")
    return profile if register is None else _with_register(profile, register, context.catalogue)


def _with_register(profile: Profile, register: str, catalogue: Catalogue) -> Profile:
    received = [
        Receipt(receipt.measure, receipt.amount, receipt.on, profile.name, receipt.scope)
        for receipt in read_register(register, catalogue, profile.as_of)
    ]
    return Profile(profile.name, profile.facts, profile.items, (*profile.receipts, *received), profile.as_of)
