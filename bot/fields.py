"""Reading parsed JSON field by field, so that whatever is wrong is said with its place."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Collection

L = TypeVar("L", bound=str)

_SHOWN = 60


class Malformed(ValueError):  # noqa: N818  the state of a line, named as one
    """A field is missing, unknown, or not what it should be."""

    def __init__(self, place: str, reason: str) -> None:
        self.place = place
        self.reason = reason
        super().__init__(f"{place}: {reason}" if place else reason)


def _shown(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"


class Reader:
    """A JSON value and its place, such as `profile.races[0].date`. Keyed readings need an object."""

    def __init__(self, value: Any, place: str) -> None:
        self.value = value
        self.place = place

    # --- objects -------------------------------------------------------------------------------------------------
    def at(self, key: str) -> str:
        """The place of a key."""
        return f"{self.place}.{key}" if self.place else key

    def allow(self, *keys: str) -> None:
        """Refuse anything but an object with these keys."""
        for key in self.object():
            if key not in keys:
                raise Malformed(self.at(key), f"unknown key; known here are {', '.join(keys)}")

    def has(self, key: str) -> bool:
        """Whether the key is there."""
        return key in self.object()

    def given(self, key: str) -> bool:
        """Whether the key is there and not null."""
        return self.object().get(key) is not None

    def object(self) -> dict[str, Any]:
        """The value as an object."""
        if not isinstance(self.value, dict):
            raise Malformed(self.place, f"should be an object, is {_shown(self.value)}")
        return self.value

    def _field(self, key: str) -> Reader:
        fields = self.object()
        if key not in fields:
            raise Malformed(self.at(key), "is missing")
        return Reader(fields[key], self.at(key))

    def table(self, key: str) -> Reader:
        """The object at a key."""
        field = self._field(key)
        field.object()
        return field

    def row(self, key: str) -> list[Reader]:
        """The entries of the list at a key."""
        return self._field(key).entries()

    def tables(self, key: str) -> list[Reader]:
        """The objects of the list at a key."""
        entries = self.row(key)
        for entry in entries:
            entry.object()
        return entries

    # --- values at a key -----------------------------------------------------------------------------------------
    def flag(self, key: str, *, absent: bool = False) -> bool:
        """True or false; `absent` when the key is not there."""
        value = self.object().get(key, absent)
        if not isinstance(value, bool):
            raise Malformed(self.at(key), f"should be true or false, is {_shown(value)}")
        return value

    def whole(self, key: str, least: int, most: int) -> int:
        """A whole number within limits."""
        return self._field(key).as_whole(least, most)

    def number(self, key: str, least: float, most: float) -> float:
        """A number within limits."""
        return self._field(key).as_number(least, most)

    def text(self, key: str, *, empty: bool = False) -> str:
        """A text, with at least one letter unless `empty`."""
        return self._field(key).as_text(empty=empty)

    def name(self, key: str) -> str | int:
        """A text or whole number that names something."""
        field = self._field(key)
        return field.value if type(field.value) is int else field.as_text()

    def one_of(self, key: str, *known: L) -> L:
        """One of the known words."""
        return self._field(key).as_one_of(*known)

    def known(self, key: str, known: Collection[str], what: str) -> str:
        """One of too many words to list them."""
        text = self.text(key)
        if text not in known:
            raise Malformed(self.at(key), f"no {what} «{_cut(text)}»")
        return text

    def some_of(self, key: str, *known: L) -> tuple[L, ...]:
        """Any of the known words, none when the key is absent."""
        return tuple(entry.as_one_of(*known) for entry in self.row(key)) if self.has(key) else ()

    # --- the value itself ----------------------------------------------------------------------------------------
    def entries(self) -> list[Reader]:
        """The entries of a list."""
        if not isinstance(self.value, list):
            raise Malformed(self.place, f"should be a list, is {_shown(self.value)}")
        return [Reader(entry, f"{self.place}[{i}]") for i, entry in enumerate(self.value)]

    def as_whole(self, least: int, most: int) -> int:
        """The value as a whole number within limits."""
        if type(self.value) is not int or not least <= self.value <= most:
            raise Malformed(self.place, f"should be a whole number from {least} to {most}, is {_shown(self.value)}")
        return self.value

    def as_number(self, least: float, most: float) -> float:
        """The value as a number within limits; a whole one stays whole."""
        value = self.value
        if type(value) not in (int, float) or not math.isfinite(value) or not least <= value <= most:
            raise Malformed(self.place, f"should be a number from {least:g} to {most:g}, is {_shown(value)}")
        return float(value) if isinstance(value, float) else value

    def as_text(self, *, empty: bool = False) -> str:
        """The value as a text."""
        value = self.value
        if not isinstance(value, str) or not (empty or value.strip()):
            raise Malformed(self.place, f"should be a text, is {_shown(value)}")
        if any("\ud800" <= letter <= "\udfff" for letter in value):
            raise Malformed(self.place, "has half a character in it")
        return value

    def as_one_of(self, *known: L) -> L:
        """The value as one of the known words."""
        for word in known:
            if self.value == word:
                return word
        raise Malformed(self.place, f"should be one of {', '.join(known)}, is {_shown(self.value)}")


def _cut(text: str) -> str:
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"
