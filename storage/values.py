"""Values of the core as compact JSON text, and back without loss."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import MISSING, fields
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import Any, Final

from core.athlete import Break, Equipment, ForNow, Habits, Nudging, Profile, Race, Step, Talk
from core.codes import Tries
from core.plan import Prescribed, Prescription
from core.session import LiftSet, PainReport

EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND: Final = timedelta(microseconds=1)
NEVER: Final = object()

# A value that JSON has no form for is an object with one key that starts with «$». A dataclass leaves out what stands at its
# default, and reading ignores a field that this version does not know, so that a field more is no migration.
CLASSES: Final[Mapping[str, type]] = {
    c.__name__: c
    for c in (
        Break,
        Equipment,
        ForNow,
        Habits,
        LiftSet,
        Nudging,
        PainReport,
        Prescribed,
        Prescription,
        Profile,
        Race,
        Step,
        Talk,
        Tries,
    )
}
_NAMES: Final[Mapping[type, str]] = {c: f"${name}" for name, c in CLASSES.items()}


def _default(field: Any) -> Any:
    if field.default is not MISSING:
        return field.default
    return field.default_factory() if field.default_factory is not MISSING else NEVER


_FIELDS: Final = {c: tuple((f.name, _default(f)) for f in fields(c)) for c in CLASSES.values()}
_KNOWN: Final = {c: frozenset(name for name, _ in known) for c, known in _FIELDS.items()}


def text_of(value: object) -> str:
    """The compact JSON text of a value: JSON types, tuples, sets, days, instants and the classes above.

    Raises TypeError for anything else.
    """
    return compact(_plain(value))


def compact(plain: object) -> str:
    """JSON types as the shortest text that every database takes: a lone surrogate is written as an escape."""
    text = _SHORTEST.encode(plain)
    return text if is_storable(text) else _ESCAPED.encode(plain)


def value_of(text: str) -> Any:
    """The value that `text_of` wrote."""
    return _REVIVING.decode(text)


@lru_cache(maxsize=2048)
def frozen_value_of(text: str) -> Any:
    """The same for what is read at every turn and never changed: who says the same again gets the very same value."""
    return value_of(text)


def micros(at: datetime) -> int:
    """Whole microseconds since 1970 UTC. Raises TypeError for a naive instant."""
    return (at - EPOCH) // MICROSECOND


def instant(at_us: int) -> datetime:
    """The instant in UTC."""
    return EPOCH + timedelta(microseconds=at_us)


def is_storable(text: str) -> bool:
    """Whether every database takes this text: no lone surrogate and no NUL."""
    if text.isascii():
        return "\0" not in text
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return "\0" not in text


def storable(text: str) -> str:
    """The text with a replacement character for what databases refuse."""
    if is_storable(text):
        return text
    return text.encode("utf-8", "surrogatepass").decode("utf-8", "replace").replace("\0", "\N{REPLACEMENT CHARACTER}")


def _plain(value: Any) -> Any:
    kind = type(value)
    if value is None or kind in (str, int, float, bool):
        return value
    if kind is tuple:
        return {"$t": [_plain(item) for item in value]}
    if kind is list:
        return [_plain(item) for item in value]
    if kind in _FIELDS:
        return {_NAMES[kind]: {n: _plain(v) for n, default in _FIELDS[kind] if (v := getattr(value, n)) != default}}
    if isinstance(value, Mapping):
        if all(type(key) is str and not key.startswith("$") for key in value):
            return {key: _plain(item) for key, item in value.items()}
        return {"$m": [[_plain(key), _plain(item)] for key, item in value.items()]}
    if kind is frozenset:
        return {"$s": sorted((_plain(item) for item in value), key=repr)}
    if isinstance(value, datetime):
        return {"$at": micros(value)}
    if isinstance(value, date):
        return {"$d": value.isoformat()}
    raise TypeError(f"{kind.__name__} has no stored form; storage/values.py lists what has")


def _revived(found: dict[str, Any]) -> Any:
    if len(found) != 1:
        return found
    ((key, inner),) = found.items()
    if not key.startswith("$"):
        return found
    match key:
        case "$t":
            return tuple(inner)
        case "$s":
            return frozenset(inner)
        case "$d":
            return date.fromisoformat(inner)
        case "$at":
            return instant(inner)
        case "$m":
            return {k: v for k, v in inner}  # noqa: C416  dict() would hide that these are pairs of a list
        case _:
            cls = CLASSES[key[1:]]
            return cls(**{name: item for name, item in inner.items() if name in _KNOWN[cls]})


# Made once: json.dumps and json.loads make a new one at every call that asks for anything but their defaults.
_SHORTEST: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False)
_ESCAPED: Final = json.JSONEncoder(separators=(",", ":"), allow_nan=False)
_REVIVING: Final = json.JSONDecoder(object_hook=_revived)
