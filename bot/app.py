"""The composition root: the only module that imports storage."""

from __future__ import annotations

import asyncio
import tempfile
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import storage
from bot import hosting
from bot.clock import now
from bot.desk import Desk
from bot.house import OPEN, house_of
from bot.nudges import Nudges, ticking
from bot.occurrences import Occurrences
from bot.refused import Refused
from bot.relay import Relay
from bot.settings import load_settings
from bot.terminal.screen import Opened
from core.content import library

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager

    from bot.house import House
    from bot.port import Front
    from bot.settings import Settings
    from core.examined import Examined
    from core.ports import BackedUp, Store


@contextmanager
def open_store(database_url: str) -> Iterator[Store]:
    """The store of this database, closed at the end: what is queued is finished first. Raises Refused with the way to mend it."""
    with _told():
        store = storage.open_store(database_url)
    try:
        yield store
    finally:
        store.close()


@contextmanager
def open_desk(database_url: str, house: House) -> Iterator[Desk]:
    """A desk on this database."""
    with open_store(database_url) as store:
        yield Desk(store, library(), house)


@contextmanager
def chat_desk(front: Front) -> Iterator[Opened]:
    """The terminal's desk, on the database of the settings."""
    settings = load_settings()
    with open_desk(database_of(settings), house_of(settings)) as desk:
        nudges = Nudges(Occurrences(desk, settings.tz), {front.name: front}, now)
        yield Opened(desk, settings.tz, partial(ticking, nudges))


def run_serve(settings: Settings) -> None:
    """`ironstride serve` until it is told to stop."""
    from bot.logs import written  # noqa: PLC0415  structlog, which only a host needs

    hosting.check(settings)
    url = database_of(settings)
    with (
        written(settings.log_level, settings.log_format, hosting.secrets(settings)),
        replica(url) as relay,
        open_desk(url, house_of(settings)) as desk,
    ):
        asyncio.run(hosting.host(desk, settings, library(), relay, partial(back_up, url)))


def examined(database_url: str) -> Examined:
    """What there is behind this address of a database; nothing is made or changed."""
    return storage.examined(database_url)


@contextmanager
def replica(database_url: str) -> Iterator[Relay]:
    """Be one of those who serve this database; of an SQLite file there can be one alone. Raises Refused, naming who serves it."""
    with _told(), storage.open_replica(database_url, now()) as batons:
        yield Relay(batons)


def back_up(
    database_url: str, file: Path, *, force: bool = False, stopped: Callable[[], bool] = lambda: False
) -> BackedUp:
    """One state of the database as a file, also while it is served. Raises Refused with the way to mend it; then no file is left."""
    with _told():
        return storage.back_up(database_url, file, force=force, stopped=stopped)


@contextmanager
def _told() -> Iterator[None]:
    """A refusal of the storage is one of the program's."""
    try:
        yield
    except storage.Refused as refusal:
        raise Refused(str(refusal)) from refusal


def database_of(settings: Settings) -> str:
    """The database's address; the person's own data folder is made when it is the default and not there yet.

    Raises Refused when it cannot be made.
    """
    if "database_url" not in settings.model_fields_set:
        folder = Path(settings.database_url.removeprefix("sqlite:///")).parent
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise Refused(
                f"The folder {folder} for the database cannot be made ({error.strerror}): "
                "allow it, or name another place in DATABASE_URL, such as sqlite:////var/lib/ironstride/ironstride.db."
            ) from error
    return settings.database_url


@contextmanager
def simulated_desks(
    database_url: str | None, house: House = OPEN
) -> Iterator[Callable[[], AbstractContextManager[Desk]]]:
    """How a simulation opens its desk, and opens it anew: on the database named, else on a fresh one that is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="ironstride-") as folder:
        url = database_url or f"sqlite:///{folder}/simulated.db"
        yield lambda: open_desk(url, house)
