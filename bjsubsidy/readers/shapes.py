"""What pydantic's core checks a record by, made without pydantic: to import that takes longer than to check a layer.

Records and texts say themselves what they are, in the method that pydantic asks. All that pydantic itself adds is the few plain types
of their fields, and that a type which stands in several places is made once and referred to.
"""

from datetime import date
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler
    from pydantic_core import CoreSchema


class Shapes:
    """Stands for pydantic where a type is asked what it is."""

    def __init__(self) -> None:
        from pydantic_core import core_schema as core

        self._known: dict[Any, CoreSchema] = {
            str: core.str_schema(),
            int: core.int_schema(),
            bool: core.bool_schema(),
            date: core.date_schema(),
            Any: core.any_schema(),
        }
        self._named: dict[str, CoreSchema] = {}

    def whole(self, kind: Any) -> "CoreSchema":
        """The schema of a type with all that it refers to."""
        from pydantic_core import core_schema as core

        return core.definitions_schema(self.generate_schema(kind), [*self._named.values()])

    def generate_schema(self, kind: Any) -> "CoreSchema":
        """The schema of a type within another; `TypeError` for a type that says nothing of itself."""
        from pydantic_core import core_schema as core

        if kind in self._known:
            return self._known[kind]
        if not hasattr(kind, "__get_pydantic_core_schema__"):
            raise TypeError(f"{kind!r} has no shape")
        made: CoreSchema = kind.__get_pydantic_core_schema__(kind, cast("GetCoreSchemaHandler", self))
        name = cast("str | None", made.get("ref"))
        if name is not None:
            self._named[name] = made
            made = core.definition_reference_schema(name)
            self._known[kind] = made
        return made
