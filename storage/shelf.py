"""Files that wait for a yes: put on the shelf, looked at, taken off; whatever waited for a day is swept away."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from storage.values import micros

if TYPE_CHECKING:
    from datetime import datetime

    from core.turn import Shelved, Turn
    from storage.link import Link

WAITS: Final = timedelta(days=1)


def keep_shelf(link: Link, athlete_id: int, turn: Turn) -> None:
    """What the turn puts on the shelf and takes off it."""
    if turn.shelved is not None:
        _put(link, athlete_id, turn.shelved)
    if turn.unshelved is not None:
        link.run("take_file", {"athlete_id": athlete_id, "token": turn.unshelved})


def _put(link: Link, athlete_id: int, shelved: Shelved) -> None:
    row = {"athlete_id": athlete_id, "token": shelved.token, "at": micros(shelved.at), "content": shelved.content}
    link.run("put_file", row)


def waiting(link: Link, athlete_id: int, token: str, now: datetime) -> bytes | None:
    """The file that waits under this name."""
    row = link.row("file", {"athlete_id": athlete_id, "token": token, "since": micros(now - WAITS)})
    return None if row is None else bytes(row[0])


def sweep(link: Link, now: datetime) -> None:
    """Delete what waited for too long."""
    link.run("old_files", {"before": micros(now - WAITS)})
