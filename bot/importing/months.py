"""Dates with the month's name in another language: Hevy writes them as the phone does («18 sept. 2025, 17:31», «3 août 2025, 09:05»)."""

from __future__ import annotations

import re
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

LANGUAGES: Final = (
    "ca", "cs", "da", "de", "en", "es", "et", "fi", "fr", "hr", "hu", "id", "it", "lt", "nb", "nl", "pl", "pt", "ro", "ru", "sk", "sl", "sv", "tr", "uk",
)  # fmt: skip
_DATE: Final = re.compile(r"(\d{1,2})\.? (?:de )?([^\W\d_]+)\.?,? (?:de )?(\d{4}),? (\d{1,2}):(\d{2})(?::\d{2})?")


def read_local(said: str) -> datetime | None:
    """The wall time that the text names, day first; None when it is none, or its month could be two."""
    found = _DATE.fullmatch(said)
    month = _months().get(found[2].casefold()) if found else None
    if found is None or month is None:
        return None
    day, year, hour, minute = (int(found[place]) for place in (1, 3, 4, 5))
    try:
        return datetime(year, month, day, hour, minute)  # noqa: DTZ001  the person's zone is put in by the caller
    except ValueError:
        return None


@cache
def _months() -> Mapping[str, int]:
    """Months by their names, without those that mean two («lip» is June here and July there)."""
    from babel.dates import get_month_names  # noqa: PLC0415  Babel costs 50 ms, most files do without

    named: dict[str, set[int]] = {}
    for language in LANGUAGES:
        for width in ("abbreviated", "wide"):
            for context in ("format", "stand-alone"):
                for number, name in get_month_names(width, context, language).items():
                    named.setdefault(name.casefold().rstrip("."), set()).add(number)
    return {name: numbers.pop() for name, numbers in named.items() if len(numbers) == 1}
