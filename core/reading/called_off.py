"""A trip or a race that is off."""

from __future__ import annotations

import re
from typing import Final

from core.reading.meaning import Command

_TRIP: Final = r"(?:trip|holidays?|vacation|travel(?:ling)?|journey|break|pause|time off|week off|rest week)"
_CALLED_OFF: Final = re.compile(
    rf"(?:please )?(?:cancel|call off|forget|end|delete|remove|stop) (?:the |my |our |that |this )?(?:planned )?{_TRIP}"
    rf"|(?:the |my |our )?{_TRIP} (?:is |was |got |has been |have been |are |were )?(?:now )?(?:cancelled|canceled|called off|off|over)"
    r"|(?:i'm|i am|we're|we are) not (?:travelling|traveling|going away|going on (?:holiday|vacation)|away)(?: after all| any ?more| next week| this week)*"
)
_RACE: Final = r"(?:race|5k|10k|half(?: marathon)?|marathon|ultra|parkrun)"
_RACE_OFF: Final = re.compile(
    rf"(?:the |my |our )?{_RACE} (?:is |was |got |has been )?(?:cancelled|canceled|called off|off)"
    rf"|(?:please )?(?:cancel|delete|remove|forget|drop) (?:the |my ){_RACE}"
    rf"|(?:i'm |i am )?not racing(?: after all| any ?more)?|no race(?: after all| any ?more)?"
)


def called_off(said: str) -> Command | None:
    """`resume` for a trip that is off, `race` for a race that is; None when it is about anything else."""
    if _CALLED_OFF.fullmatch(said):
        return Command("resume", "trip")
    return Command("race", "cancelled") if _RACE_OFF.fullmatch(said) else None
