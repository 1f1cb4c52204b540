"""Frozen, slotted values that are cheap to define: what the syntax tree, the model and the findings are made of.

`Record` does for the whole house what `@dataclass(frozen=True, slots=True)` does, at a tenth of the start-up time for
each class (see `docs/decisions/`). Fields are annotations; a field that says where a value stands (`span`, `name_span`,
`start`, `end`) or holds the texts it came from (`sources`) takes no part in comparisons.

INVARIANT: no value is changed once it is made. Type checkers forbid it, and a test watches whole runs; nothing stops it
while the program runs, since that would make every value take twice as long to make.
"""

from __future__ import annotations

from functools import cache
from types import CodeType, FunctionType
from typing import Any, ClassVar, Self, dataclass_transform

_PLACES = ("start", "end", "sources")


@dataclass_transform(frozen_default=True)
class RecordType(type):
    """Turns the annotations of a class into slots and a constructor."""

    def __new__(mcs, name: str, bases: tuple[type, ...], space: dict[str, Any]) -> type:
        if "__annotate_func__" in space or "__annotate__" in space:
            raise TypeError(f"{name}: its module begins with `from __future__ import annotations`")
        own = [field for field, kind in space.get("__annotations__", {}).items() if "ClassVar" not in str(kind)]
        inherited = tuple(field for base in bases for field in getattr(base, "__fields__", ()))
        defaults = dict(item for base in bases for item in getattr(base, "__defaults", {}).items())
        defaults.update({field: space.pop(field) for field in own if field in space})
        fields = (*inherited, *(field for field in own if field not in inherited))
        space["__slots__"] = tuple(field for field in own if field not in inherited)
        space["__fields__"] = fields
        space["__compared__"] = tuple(field for field in fields if field not in _PLACES and not field.endswith("span"))
        space["__match_args__"] = fields
        space["__defaults"] = defaults
        cls = super().__new__(mcs, name, bases, space)
        if fields:
            cls.__init__ = _first_use(cls, fields, defaults)  # type: ignore[misc]
        return cls


class Record(metaclass=RecordType):
    """The base of every value in the house: frozen, slotted, compared by content."""

    __fields__: ClassVar[tuple[str, ...]]
    __compared__: ClassVar[tuple[str, ...]]

    def replace(self, **changes: Any) -> Self:
        """The same value with some fields changed."""
        return type(self)(**{field: getattr(self, field) for field in self.__fields__} | changes)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Record) and type(other) is type(self) and self._content() == other._content()

    def __hash__(self) -> int:
        return hash((type(self).__name__, self._content()))

    def __repr__(self) -> str:
        shown = ", ".join(f"{field}={getattr(self, field)!r}" for field in self.__fields__)
        return f"{type(self).__name__}({shown})"

    def _content(self) -> tuple[object, ...]:
        return tuple(getattr(self, field) for field in self.__compared__)


def _first_use(cls: type, fields: tuple[str, ...], defaults: dict[str, Any]) -> Any:
    """An `__init__` that makes the real one when the class is first used: most runs never use most classes."""

    def first(self: object, *values: object, **named: object) -> None:
        made = _constructor(cls, fields, defaults)
        cls.__init__ = made  # type: ignore[misc]
        made(self, *values, **named)

    return first


def _constructor(cls: type, fields: tuple[str, ...], defaults: dict[str, Any]) -> Any:
    """An `__init__` that gives every field its value.

    Compiling one costs more than most of its use: constructors of as many fields share what was compiled for the first.
    """
    given = tuple(defaults[field] for field in fields if field in defaults)
    code = _template(len(fields)).replace(co_varnames=("self", *fields), co_names=fields, co_name="__init__")
    return FunctionType(code, {}, "__init__", given)


@cache
def _template(count: int) -> CodeType:
    names = [f"value{number}" for number in range(count)]
    body = "; ".join(f"self.{name} = {name}" for name in names)
    space: dict[str, Any] = {}
    exec(f"def __init__({', '.join(['self', *names])}): {body}", space)
    made: CodeType = space["__init__"].__code__
    return made
