"""A small desk that keeps what it is told in SQLite, each delivery once, and answers by a table."""

import asyncio
import json
import sqlite3
from dataclasses import asdict

from bot.port import Answer
from core.message import Message, Span
from core.ports import Unavailable
from core.turn import Edited, Fact, Pressed, Said


class Diary:
    """`answers`: text or key → Answer. `slow`: who → seconds. `poison`: texts that trip it. `away`: the database is."""

    def __init__(self, path=":memory:"):
        self._database = sqlite3.connect(path, isolation_level=None)
        self._database.execute("PRAGMA journal_mode=WAL")
        self._database.execute("PRAGMA synchronous=FULL")
        self._database.execute(
            "CREATE TABLE IF NOT EXISTS kept (number INTEGER PRIMARY KEY, delivery TEXT UNIQUE, who TEXT, kind TEXT, act TEXT, private INTEGER)"
        )
        self.answers, self.slow, self.poison = {}, {}, set()
        self.away = False
        self.tries = []
        self.incoming = []

    async def turn(self, incoming):
        words = words_of(incoming.act)
        self.tries.append(words)
        if self.away:
            raise Unavailable
        if words in self.poison:
            raise ValueError(f"secret thought: {words}")
        if incoming.who in self.slow:
            how_long = self.slow[incoming.who]  # seconds, or until an event
            await (how_long.wait() if isinstance(how_long, asyncio.Event) else asyncio.sleep(how_long))
        act = json.dumps(asdict(incoming.act), default=repr)
        row = (incoming.delivery, incoming.who, type(incoming.act).__name__, act, incoming.private)
        kept = self._database.execute(
            "INSERT OR IGNORE INTO kept (delivery, who, kind, act, private) VALUES (?, ?, ?, ?, ?)", row
        ).rowcount
        if not kept:
            return Answer(repeated=True)
        self.incoming.append(incoming)
        return self.answers.get(words, Answer((Message(((Span(f"Noted: {words}"),),)),)))

    @property
    def kept(self):
        """What was kept, in order: (who, kind, words)."""
        rows = self._database.execute("SELECT who, kind, act FROM kept ORDER BY number")
        return [(who, kind, next(iter(json.loads(act).values()))) for who, kind, act in rows]

    def close(self):
        self._database.close()


def words_of(act):
    match act:
        case Said(text=text) | Edited(text=text):
            return text
        case Pressed(key=key):
            return key
    return type(act).__name__


def says(*paragraphs, **more):
    """An answer of one message."""
    facts = tuple(Fact(name) for name in more.pop("facts", ()))
    return Answer((Message(tuple((Span(text),) for text in paragraphs), **more),), facts)
