"""Reading a TOML table into a frozen value by the types of its fields, with every flaw noted instead of the first raised."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from functools import cache
from types import MappingProxyType, UnionType
from typing import TYPE_CHECKING, Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

from core.content.flaws import Flaw

if TYPE_CHECKING:
    from collections.abc import Callable

    Note = Callable[[str, str], None]

V = TypeVar("V")

_WRONG: Any = object()
_NAMES = {int: "a whole number", float: "a number", str: "a text", bool: "true or false"}


@cache
def _shape(kind: Any) -> dict[str, tuple[Any, Field[Any]]]:
    hints = get_type_hints(kind)
    return {f.name: (hints[f.name], f) for f in fields(kind)}


class Page:
    """One content file while it is read: where flaws are noted under its name."""

    def __init__(self, file: str, flaws: list[Flaw]) -> None:
        self.file = file
        self.flaws = flaws

    def note(self, place: str, reason: str) -> None:
        """Keep a flaw of this file."""
        self.flaws.append(Flaw(self.file, place, reason))

    def value(self, kind: type[V], table: Any, place: str, **given: Any) -> V | None:
        """A `kind` made of the table's keys, or None when a flaw was noted. `given` fields come from elsewhere."""
        if not isinstance(table, dict):
            self.note(place, "should be a table")
            return None
        known = _shape(kind)  # type: ignore[arg-type]  # a class is hashable
        for key in table.keys() - (known.keys() - given.keys()):
            self.note(f"{place}.{key}", f"unknown key; known are {', '.join(k for k in known if k not in given)}")
        read = {
            name: self._field(hint, field, table, f"{place}.{name}")
            for name, (hint, field) in known.items()
            if name not in given
        }
        if any(value is _WRONG for value in read.values()):
            return None
        return kind(**given, **read)

    def _field(self, hint: Any, field: Field[Any], table: dict[str, Any], place: str) -> Any:
        if field.name in table:
            return self._typed(hint, table[field.name], place)
        if field.default is not MISSING:
            return field.default
        if field.default_factory is not MISSING:
            return field.default_factory()
        self.note(place, "is missing")
        return _WRONG

    def _typed(self, hint: Any, value: Any, place: str) -> Any:
        origin, args = get_origin(hint), get_args(hint)
        if hint in _NAMES:
            return self._plain(hint, value, place)
        if origin is Literal:
            return value if value in args else self._wrong(place, f"should be one of {', '.join(args)}, is {value!r}")
        if origin in (Union, UnionType):  # only «X | None» is used; TOML has no null
            return self._typed(args[0], value, place)
        if origin is tuple:
            return self._row(args, value, place)
        if origin is Mapping:
            return self._map(args[1], value, place)
        if is_dataclass(hint):
            made = self.value(hint, value, place)  # type: ignore[arg-type]  # a type hint that is a dataclass is its class
            return _WRONG if made is None else made
        raise TypeError(f"{place}: content fields of type {hint!r} are not supported")

    def _plain(self, hint: type, value: Any, place: str) -> Any:
        if hint is float and type(value) is int:
            return float(value)
        return value if type(value) is hint else self._wrong(place, f"should be {_NAMES[hint]}, is {value!r}")

    def _row(self, args: tuple[Any, ...], value: Any, place: str) -> Any:
        if not isinstance(value, list):
            return self._wrong(place, f"should be a list, is {value!r}")
        if args[-1] is not Ellipsis and len(args) != len(value):
            return self._wrong(place, f"should have {len(args)} entries, has {len(value)}")
        row = tuple(self._typed(args[0], entry, f"{place}[{i}]") for i, entry in enumerate(value))
        return _WRONG if any(entry is _WRONG for entry in row) else row

    def _map(self, hint: Any, value: Any, place: str) -> Any:
        if not isinstance(value, dict):
            return self._wrong(place, f"should be a table, is {value!r}")
        read = {key: self._typed(hint, entry, f"{place}.{key}") for key, entry in value.items()}
        return _WRONG if any(entry is _WRONG for entry in read.values()) else MappingProxyType(read)

    def _wrong(self, place: str, reason: str) -> Any:
        self.note(place, reason)
        return _WRONG
