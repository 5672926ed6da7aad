"""The words for operators, «invite» and «stats»; for everybody else they do not exist."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from core.codes import Code, code_in, shown
from core.message import Line, Say
from core.values import replace

if TYPE_CHECKING:
    from core.conversation.scene import Scene
    from core.tally import Tally
    from core.turn import Turn

USUAL_DAYS: Final = 7
MOST_DAYS: Final = 30
MOST_PEOPLE: Final = 1000
ENDS: Final = ("sent", "expired", "skipped", "unknown")

_STATS: Final = re.compile(r"\s*/?stats(@\w+)?\W*", re.IGNORECASE)
_INVITE: Final = re.compile(r"\s*/?invite(@\w+)?(?P<rest>(\W.*)?)", re.IGNORECASE | re.DOTALL)
# «invite 5 people for 2 weeks»: both parts may be left out.
_FOR: Final = re.compile(
    r"\W*((?P<people>\d{1,6})( +(people|persons?|runners?|friends?|uses?))?)?\W*"
    r"((for|within)? *(?P<time>\d{1,6}) *(?P<unit>days?|d|weeks?|w))?\W*",
    re.IGNORECASE,
)


def said(scene: Scene, text: str) -> Turn | None:
    """The answer to a word for operators; None when it is none, or whoever says it is no operator."""
    if not scene.incoming.operator:
        return None
    if _STATS.fullmatch(text):
        return replace(scene.turn(), tally=True)
    invite = _INVITE.fullmatch(text)
    return _invite(scene, invite["rest"]) if invite is not None and code_in(invite["rest"]) is None else None


def _invite(scene: Scene, rest: str) -> Turn:
    wish = _FOR.fullmatch(rest)
    if wish is None:
        return scene.turn(Say((Line("invite.how", {"n": MOST_PEOPLE, "days": MOST_DAYS}),)))
    days = int(wish["time"] or USUAL_DAYS) * (7 if (wish["unit"] or "").casefold().startswith("w") else 1)
    people = int(wish["people"] or 1)
    if not (1 <= people <= MOST_PEOPLE and 1 <= days <= MOST_DAYS):
        return scene.turn(Say((Line("invite.how", {"n": MOST_PEOPLE, "days": MOST_DAYS}),)))
    code = scene.incoming.nonce
    lines = [
        Line("invite.code", {"code": shown(code), "n": people, "day": scene.local + timedelta(days=days)}),
        Line("invite.write", {"code": shown(code)}),
    ]
    if scene.incoming.deep_link:
        lines.append(Line("invite.link", {"link": scene.incoming.deep_link.replace("{code}", code)}))
    given = Code(code, "invite", scene.incoming.at + timedelta(days=days), uses=people)
    return replace(scene.turn(Say(tuple(lines))), code=given)


def counted(tally: Tally) -> Say:
    """«stats» in words: counts, nothing about anybody."""
    ends = tuple(Line(f"stats.end.{end}", {"n": tally.nudges.get(end, 0)}) for end in ENDS)
    return Say(
        (
            Line("stats.people", {"n": tally.people}),
            Line("stats.active", {"week": tally.active_7, "month": tally.active_28}),
            Line("stats.done", {"workouts": tally.workouts, "sets": tally.sets}),
            Line("stats.nudges", {"ends": ends}),
        )
    )
