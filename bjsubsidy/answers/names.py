"""Names that are written in more than one way and compared as one: what is to be said of them."""

from collections.abc import Collection, Iterable, Iterator

from bjsubsidy.language import Text, clean
from bjsubsidy.law.catalogue import Catalogue
from bjsubsidy.law.firm import Profile
from bjsubsidy.quantities import folded

MOST_SPELLINGS = 5


def taken_as_one(what: Text, groups: Iterable[Collection[str]]) -> Text:
    """The line that names spellings, a few of them; what was written with a line break is shown without it."""
    listed = [[f"“{clean(name)}”" for name in names] for names in groups]
    more = "…" if len(listed) > MOST_SPELLINGS or any(len(names) > MOST_SPELLINGS for names in listed) else ""
    zh, en = (
        "；".join("、".join(n[:MOST_SPELLINGS]) for n in listed[:MOST_SPELLINGS]),
        "; ".join(", ".join(n[:MOST_SPELLINGS]) for n in listed[:MOST_SPELLINGS]),
    )
    return Text(f"{what.zh}：以下写法视为同一名称：{zh}{more}", f"{what.en}: these spellings are taken as one name: {en}{more}")


def spellings(profile: Profile, catalogue: Catalogue) -> Iterator[Text]:
    """For each fact that is a name, what one firm's items and receipts call alike in more than one way."""
    for fact in catalogue.all("fact"):
        if not fact.kind.named:
            continue
        held = [labelled.item.facts.get(fact.id) for labelled in profile.items]
        found = spelt_alike(name for name in [*held, *(r.scope.get(fact.id) for r in profile.receipts)] if isinstance(name, str))
        if found:
            yield taken_as_one(fact.name, found)


def spelt_alike(names: Iterable[str]) -> list[list[str]]:
    """The names that are compared as one but are written in more than one way, in the order in which they first stand."""
    groups: dict[str, dict[str, None]] = {}
    for name in names:
        groups.setdefault(folded(name), {})[name] = None
    return [list(written) for written in groups.values() if len(written) > 1]
