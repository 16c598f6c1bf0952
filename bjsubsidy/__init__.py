"""What government support a Beijing firm can claim: how much, up to which cap, on what condition, by when, on which page.

What a Python program asks for is imported when it does: `from bjsubsidy import calc`. docs/python.md shows all of it.
"""

__version__ = "0.2.0"

# Of each public name the module that it stands in.
_STANDS_IN = {
    "Assessment": "answers.caps",
    "Batch": "api.batch",
    "BatchRow": "api.batch",
    "Calc": "answers.calc",
    "Catalogue": "law.catalogue",
    "Deadline": "law.entries",
    "Due": "answers.due",
    "Item": "law.firm",
    "Labelled": "law.firm",
    "Note": "api.notes",
    "Plan": "planning.plan",
    "Problem": "errors",
    "Profile": "law.firm",
    "Receipt": "law.firm",
    "StatusResult": "answers.status",
    "Text": "language",
    "batch": "api.batch",
    "calc": "api.calc",
    "catalogue": "api.catalogue",
    "deadlines": "api.deadlines",
    "due": "api.due",
    "plan": "api.plan",
    "profile": "api.plan",
    "status": "api.status",
}

__all__ = list(_STANDS_IN)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bjsubsidy.answers.calc import Calc as Calc
    from bjsubsidy.answers.caps import Assessment as Assessment
    from bjsubsidy.answers.due import Due as Due
    from bjsubsidy.answers.status import StatusResult as StatusResult
    from bjsubsidy.api.batch import Batch as Batch
    from bjsubsidy.api.batch import BatchRow as BatchRow
    from bjsubsidy.api.batch import batch as batch
    from bjsubsidy.api.calc import calc as calc
    from bjsubsidy.api.catalogue import catalogue as catalogue
    from bjsubsidy.api.deadlines import deadlines as deadlines
    from bjsubsidy.api.due import due as due
    from bjsubsidy.api.notes import Note as Note
    from bjsubsidy.api.plan import plan as plan
    from bjsubsidy.api.plan import profile as profile
    from bjsubsidy.api.status import status as status
    from bjsubsidy.errors import Problem as Problem
    from bjsubsidy.language import Text as Text
    from bjsubsidy.law.catalogue import Catalogue as Catalogue
    from bjsubsidy.law.entries import Deadline as Deadline
    from bjsubsidy.law.firm import Item as Item
    from bjsubsidy.law.firm import Labelled as Labelled
    from bjsubsidy.law.firm import Profile as Profile
    from bjsubsidy.law.firm import Receipt as Receipt
    from bjsubsidy.planning.plan import Plan as Plan
else:

    def __getattr__(name):
        """A public name, imported now; `AttributeError` for any other."""
        if name not in _STANDS_IN:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        from importlib import import_module

        found = globals()[name] = getattr(import_module(f"{__name__}.{_STANDS_IN[name]}"), name)
        return found

    def __dir__():
        return sorted([*globals(), *_STANDS_IN])
