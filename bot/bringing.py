"""Files that people hand over in a chat: looked into beside everybody's turns, and once more when the answer is yes."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

from bot.nonce import new_code
from core.bringing import MOST_BYTES, MOST_ROWS
from core.message import Line
from core.turn import Previewed
from core.values import replace

if TYPE_CHECKING:
    from bot.house import House
    from core.athlete import Athlete
    from core.content import Library
    from core.ports import Glance, Store, Unit
    from core.turn import Handed, Incoming


class Wanted(Exception):  # noqa: N818  what a turn asks for, named as such
    """The turn needs the file that waits under this name before it can be taken; nothing of it was kept."""

    def __init__(self, token: str) -> None:
        super().__init__(Wanted.__doc__)
        self.token = token


def looked_into(store: Store, house: House, library: Library, incoming: Incoming, handed: Handed) -> Incoming:
    """The same with what the file would bring; as it is when nobody is to look into it. Blocks for as long as that takes."""
    if handed.lost is not None:
        return incoming
    if house.stays_outside(incoming) and store.read(lambda glance: glance.athlete(incoming.who)).result() is None:
        return incoming
    content = zlib.compress(handed.content) if len(handed.content) <= MOST_BYTES else b""
    return _previewed(store, library, incoming, handed.content, Previewed(new_code(), content=content))


def taken_out(store: Store, house: House, library: Library, incoming: Incoming, token: str) -> Incoming:
    """The same as a yes to the file that waits under this name, with what it would bring now. Blocks for as long as that takes."""

    def look(glance: Glance) -> bytes | None:
        athlete = glance.athlete(incoming.who)
        return None if athlete is None else glance.shelved(athlete, token, incoming.at)

    del house
    content = store.read(look).result()
    confirmed = Previewed(token, confirmed=True)
    if content is None:
        return replace(incoming, act=confirmed)
    return _previewed(store, library, incoming, zlib.decompress(content), confirmed)


def as_it_is_now(act: Previewed, unit: Unit, athlete: Athlete) -> Previewed:
    """The preview without the sessions that came to be there meanwhile."""
    from bot.importing.keeping import still_new  # noqa: PLC0415  see below

    if not act.confirmed or act.preview is None:
        return act
    return replace(act, preview=still_new(act.preview, athlete, unit.workouts(athlete)))


def _previewed(store: Store, library: Library, incoming: Incoming, content: bytes, act: Previewed) -> Incoming:
    from bot.importing.keeping import previewed  # noqa: PLC0415  most chats never see a file
    from bot.importing.unreadable import Unreadable  # noqa: PLC0415  likewise

    try:
        found = previewed(store, incoming.who, content, library, host_zone=incoming.host_zone, now=incoming.at)
    except Unreadable as flaw:
        blanks = {"megabytes": MOST_BYTES // 1_000_000, "rows": f"{MOST_ROWS:,}", "reason": flaw.reason or str(flaw)}
        line = Line(f"import.flaw.{flaw.why}", blanks)
        return replace(incoming, act=Previewed(act.token, flaw=line, confirmed=act.confirmed))
    return replace(incoming, act=replace(act, preview=found))
