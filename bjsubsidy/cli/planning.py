"""A plan as the command line asks for it: the profile, the register, and the seconds it may take."""

from collections.abc import Sequence

from bjsubsidy.answers.names import spellings
from bjsubsidy.cli.context import Context
from bjsubsidy.cli.limit import time_limit
from bjsubsidy.language import Text
from bjsubsidy.law.firm import Profile, Receipt
from bjsubsidy.planning.plan import Plan, plan
from bjsubsidy.quantities import money_text
from bjsubsidy.readers.profile import read_profile
from bjsubsidy.readers.receipts import joined_receipts, undated_receipts


def planned(context: Context, path: str, answers: Sequence[str] = ()) -> Plan:
    """`answers` are workbooks of questions that the firm filled in."""
    return plan(context.catalogue, profile_of(context, path, answers), context.given.has("strict"), *time_limit(context))


def profile_of(context: Context, path: str, answers: Sequence[str] = ()) -> Profile:
    """The firm in a file, with its answers and the register of what it received."""
    profile = read_profile(path, context.catalogue, context.day("on"), context.day("as_of"), context.today)
    if answers:
        from bjsubsidy.readers.questionnaire import with_answers

        profile, count = with_answers(profile, answers, context.catalogue)
        context.warn(Text(f"读取 {count} 个回答", f"answers read: {count}"))
    for note in undated_receipts(profile.receipts):
        context.warn(Text(f"注意：{note.zh}", f"note: {note.en}"))
    register = context.given.one("received_file")
    profile = profile if register is None else _with_register(context, profile, register)
    for note in spellings(profile, context.catalogue):
        context.warn(Text(f"注意：{note.zh}", f"note: {note.en}"))
    return profile


def _with_register(context: Context, profile: Profile, register: str) -> Profile:
    received, both = joined_receipts(profile.receipts, _received(context, profile, register))
    for place, receipt in both:
        said = f"{receipt.measure} {money_text(receipt.amount)}@{receipt.on}"
        zh = f"注意：{said} 既是资料中第 {place + 1} 个 [[received]]，又在 {register} 中，只计一次"
        en = f"note: {said} is [[received]] no. {place + 1} of the profile and stands in {register} too: it counts once"
        context.warn(Text(zh, en))
    return profile.replace(receipts=tuple(received))


def _received(context: Context, profile: Profile, register: str) -> list[Receipt]:
    from bjsubsidy.readers.register import read_own, read_register

    if not profile.name:
        return read_register(register, context.catalogue, profile.as_of, context.warn)
    received, others = read_own(register, context.catalogue, profile.as_of, profile.name, context.warn)
    if others:
        context.warn(Text(f"{register}：未计其他企业的记录 {others} 行", f"{register}: rows of other enterprises, not counted: {others}"))
    return received
