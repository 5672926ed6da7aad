"""How values look in words: numbers, loads, dates, times, lists; by the language's own rules where English is not spoken."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

HUGE = 10**10  # from here on a number is told by its first ten digits
DAYS_EN = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS_EN = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@dataclass(frozen=True, slots=True)
class Weekday:
    """A day of the week, Monday 0."""

    number: int


def number(value: float, language: str) -> str:
    """12.5 → «12.5» or «12,5»; whole numbers have no point."""
    if language == "en":
        return str(value) if type(value) is int and -HUGE < value < HUGE else f"{value:.10g}"
    from babel.numbers import format_decimal  # noqa: PLC0415  Babel costs 50 ms, English does without

    return format_decimal(value, locale=language)


def day(value: date, language: str) -> str:
    """«Thursday 5 Mar»."""
    if language == "en":
        return f"{DAYS_EN[value.weekday()]} {value.day} {MONTHS_EN[value.month - 1]}"
    from babel.dates import format_skeleton  # noqa: PLC0415  Babel costs 50 ms, English does without

    return format_skeleton("MMMEd", value, locale=language)


def weekday(value: Weekday, language: str) -> str:
    """«Thursday»."""
    if language == "en":
        return DAYS_EN[value.number]
    from babel.dates import get_day_names  # noqa: PLC0415  Babel costs 50 ms, English does without

    return str(get_day_names("wide", context="stand-alone", locale=language)[value.number])


def clock(value: time, language: str) -> str:
    """«18:05», in every language: it cannot be misread."""
    del language
    return f"{value.hour:02d}:{value.minute:02d}"


@cache
def plural_form(language: str) -> Callable[[float], int]:
    """For a language: number → place of the form to use (English: 0 one, 1 other)."""
    if language == "en":
        return lambda n: 0 if n == 1 else 1
    from babel import Locale  # noqa: PLC0415  Babel costs 50 ms, English does without

    rule = Locale.parse(language).plural_form
    tags = sorted(rule.tags | {"other"}, key=("zero", "one", "two", "few", "many", "other").index)
    return lambda n: tags.index(rule(n))


def words(value: object, language: str) -> str:
    """Any value of a blank, in words."""
    match value:
        case str():
            return value
        case bool():
            return str(value)
        case int() | float():
            return number(value, language)
        case datetime():
            return f"{day(value.date(), language)} {clock(value.time(), language)}"
        case date():
            return day(value, language)
        case time():
            return clock(value, language)
        case Weekday():
            return weekday(value, language)
        case _:
            return str(value)
