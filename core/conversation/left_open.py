"""A question about sets that something else put aside is told, with what it was about: nothing is lost silently."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from core.message import Line, Say
from core.values import replace

if TYPE_CHECKING:
    from core.athlete import Talk
    from core.turn import Turn

KEEPS_WORDS: Final = frozenset({"pick", "count", "extra", "resume"})  # questions that hold what somebody wrote
ABOUT_SETS: Final = frozenset({"sets", "correction", "pain"})


def telling(before: Talk, turn: Turn) -> Turn:
    """The turn, which was no answer to the question that was open `before` it, with a word about what is not noted now."""
    after = turn.athlete.talk
    text = before.about.get("held") or before.about.get("text")
    sets = any(kept.get("is") in ABOUT_SETS for kept in before.about.get("readings", ()))
    holds = before.asked in KEEPS_WORDS and text and (sets or before.about.get("held"))
    gone = holds and not turn.forget and text not in (after.about.get("held") or "")
    if not gone or (after.asked, after.about.get("ask")) == (before.asked, before.about.get("ask")):
        return turn
    line = Line("not_noted", {"text": text})
    if not turn.says:
        return replace(turn, says=(Say((line,)),))
    first = turn.says[0]
    return replace(turn, says=(replace(first, lines=(line, *first.lines)), *turn.says[1:]))
