"""Questions about lifting and running on one day: «can I run first?», «should I run before or after?», «can I lift on a run day?»."""

from __future__ import annotations

import re
from typing import Final

from core.reading.meaning import Command

_RUN: Final = r"(?:run|runs|running|jog|jogging)"
_LIFT: Final = (
    r"(?:lift|lifts|lifting|train|training|work ?out|workout|strength|weights|exercise|the session|the workout|it)"
)
_KIND: Final = r"(?:(?P<kind>long|hard|easy|tempo|recovery|interval|fast|slow) )?"
_MAY: Final = r"(?:can|could|may|should|shall|must|is it (?:ok|okay|fine|good|bad|better) (?:if i|to)|do i have to|what if i|is it (?:ok|okay|better)) ?(?:i )?(?:also |still |better )?"
_TODAY: Final = r"(?: (?:today|tonight|now|too|as well|then|afterwards|straight after|right after|the same day|on the same day|on one day))*"
_ORDER: Final = re.compile(
    rf"{_MAY}{_RUN}(?: (?:first|before|after|before or after|after or before|before {_LIFT}|after {_LIFT}|and {_LIFT}))+{_TODAY}"
    rf"|{_MAY}{_LIFT}(?: (?:first|before|after|before or after|and {_RUN}|before {_RUN}|after {_RUN}))+{_TODAY}"
    rf"|(?:so )?(?:{_RUN} (?:first|before|or|and) (?:then )?(?:the )?{_LIFT}|{_LIFT} (?:first|before|or|and) (?:then )?(?:the )?{_RUN})(?: first| before| after| on the same day)*"
    rf"|(?:what|which)(?: one)?(?: should)? ?(?:i )?(?:comes|do|goes|is|to do)? ?(?:first|better first)?,? ?(?:{_RUN} or {_LIFT}|{_LIFT} or {_RUN})(?: first)?"
    rf"|how (?:long|much time|many hours)(?: is| should be| should i (?:leave|wait|rest))? ?(?:there )?(?:between|after) .*(?:{_RUN}|{_LIFT}).*"
)
_BESIDE: Final = re.compile(
    rf"{_MAY}{_LIFT} (?:on|after|before|the day (?P<eve>before)|the day after|on the day of|on the day before|the same day as) (?:a |my |the |an )?{_KIND}{_RUN}(?: days?)?{_TODAY}"
)
_BEFORE: Final = re.compile(r"\bday before\b")
_HARD: Final = frozenset({"hard", "tempo", "interval", "fast"})


def read_run_order(line: str) -> Command | None:
    """`run_order` with «long», «hard», «easy», «day» (any run), «eve» (the day before) or nothing; None for everything else. `line` is in small letters."""
    line = line.rstrip("?! ")
    if "run" not in line and "jog" not in line:
        return None
    if (beside := _BESIDE.fullmatch(line)) is not None:
        if _BEFORE.search(line):
            return Command("run_order", "eve")
        kind = beside["kind"] or ""
        return Command(
            "run_order", "hard" if kind in _HARD else "easy" if kind in {"recovery", "slow"} else kind or "day"
        )
    return Command("run_order") if _ORDER.fullmatch(line) else None
