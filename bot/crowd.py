"""How much one person may have waiting: beyond it they are told once that nothing more is taken, until there is room again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

from core.message import Line, Say
from core.wording import message

if TYPE_CHECKING:
    from core.message import Message

# More than a person writes while the program is down for a day.
MOST_WAITING: Final = 200
MOST_IN_A_RUSH: Final = 500  # of one person, in a row; others wait behind their commits, a second or so


class Crowd:
    """Who was told that there is no room. Nothing is kept about people who have room."""

    def __init__(self, most: int = MOST_WAITING) -> None:
        self._most = most
        self._told: set[object] = set()

    def room(self, who: object, waiting: int, rushed: int = 0) -> Literal["room", "tell", "told"]:
        """Whether one more is taken with so many waiting; if not, whether the person has to be told of it.

        `rushed`: how many came and were taken in a row, where others wait behind them for as long as that lasts.
        """
        if waiting < self._most and rushed < MOST_IN_A_RUSH:
            if waiting < self._most // 2:  # not at the first gap, or somebody at the brim would be told again and again
                self._told.discard(who)
            return "room"
        if who in self._told:
            return "told"
        self._told.add(who)
        return "tell"


def full(language: str = "en") -> Message:
    """What somebody without room is told."""
    return message(Say((Line("crowd.full"),)), language)
