"""Frozen values from parsed JSON by their types; whatever does not fit is refused with its place."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date, datetime
from functools import cache
from types import NoneType, UnionType
from typing import Any, Final, Literal, Union, get_args, get_origin, get_type_hints

from bot.importing.unreadable import Misshapen
from core.athlete import Break, Equipment, ForNow, Habits, Nudging, Profile, Race
from core.plan import Prescribed, Prescription
from core.session import LiftSet, PainReport, Workout

MOST: Final = 10**9  # of a whole number, which every database takes
TEXT_CHARS: Final = 2000
ENTRIES: Final = 2000
_WANTED: Final[dict[Any, str]] = {bool: "flag", int: "whole", float: "number", str: "text"}
_NAMES: Final = {
    one.__name__: one
    for one in (
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
        Workout,
    )
} | {"Mapping": Mapping, "date": date, "datetime": datetime}


@cache
def _types(cls: type) -> dict[str, Any]:
    return get_type_hints(cls, localns=_NAMES)


def built(kind: Any, value: Any, place: str, defaults: Mapping[str, Any] | None = None) -> Any:
    """`value` as `kind`. A field that is missing has its default, or that of `defaults`. Raises Misshapen."""
    if is_dataclass(kind) and isinstance(kind, type):
        return _instance(kind, value, place, defaults or {})
    origin, arguments = get_origin(kind), get_args(kind)
    if origin in (Union, UnionType):
        if value is None and NoneType in arguments:
            return None
        (inner,) = (one for one in arguments if one is not NoneType)
        return built(inner, value, place)
    if origin is Literal:
        if value not in arguments or isinstance(value, bool):
            raise Misshapen(place, "one_of", known=arguments)
        return value
    if origin in (tuple, frozenset):
        return _row(origin, arguments, value, place)
    if origin is Mapping:
        return {name: built(arguments[1], item, f"{place}.{name}") for name, item in _object(value, place).items()}
    return _single(kind, value, place)


def _instance(cls: type, value: Any, place: str, defaults: Mapping[str, Any]) -> Any:
    found, types = _object(value, place), _types(cls)
    for name in found:
        if name not in types:
            raise Misshapen(f"{place}.{name}", "key")
    given: dict[str, Any] = {}
    for field in fields(cls):
        if field.name in found:
            given[field.name] = built(types[field.name], found[field.name], f"{place}.{field.name}")
        elif field.name in defaults:
            given[field.name] = defaults[field.name]
        elif field.default is MISSING and field.default_factory is MISSING:
            raise Misshapen(f"{place}.{field.name}", "missing")
    return cls(**given)


def _row(origin: Any, arguments: tuple[Any, ...], value: Any, place: str) -> Any:
    if not isinstance(value, list) or len(value) > ENTRIES:
        raise Misshapen(place, "list", most=ENTRIES)
    if origin is tuple and Ellipsis not in arguments:
        if len(value) != len(arguments):
            raise Misshapen(place, "entries", n=len(arguments))
        return tuple(
            built(kind, one, f"{place}[{n}]") for n, (kind, one) in enumerate(zip(arguments, value, strict=True))
        )
    return origin(built(arguments[0], one, f"{place}[{n}]") for n, one in enumerate(value))


def _single(kind: Any, value: Any, place: str) -> Any:
    match kind:
        case _ if kind is bool and isinstance(value, bool):
            return value
        case _ if kind is int and type(value) is int and abs(value) <= MOST:
            return value
        case _ if kind is float and type(value) in (int, float) and math.isfinite(value) and abs(value) <= MOST:
            return value
        case _ if kind is str and isinstance(value, str) and len(value) <= TEXT_CHARS:
            return value
        case _ if kind in (date, datetime) and isinstance(value, str):
            try:
                at = kind.fromisoformat(value)
            except ValueError:
                raise Misshapen(place, "date") from None
            if kind is datetime and at.tzinfo is None:
                raise Misshapen(place, "offset")
            return at
    raise Misshapen(place, _WANTED.get(kind, "date"), most=TEXT_CHARS)


def _object(value: Any, place: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise Misshapen(place, "object")
    return value
