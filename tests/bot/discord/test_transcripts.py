"""The conversations in tests/transcripts are the same through Discord: typed, pressed, filled into forms and edited there."""

from __future__ import annotations

import asyncio
import re

import pytest

from bot.desk import Desk
from bot.discord.front import discord_front
from core.content import library
from storage import open_store
from tests.fakes.discord_payloads import START, snowflake
from tests.transcript import FOLDER, agree, exchanges

TRANSCRIPTS = sorted(FOLDER.glob("*.chat"))
UPDATED, FORM = 7, 9
ROW = re.compile(r"(\[[^\[\]]+\] ?)+")


class Watched:
    """The real desk, with the number of turns it took, so that a test knows when there is an answer to wait for."""

    def __init__(self, desk):
        self.desk = desk
        self.turns = 0

    async def turn(self, incoming):
        try:
            return await self.desk.turn(incoming)
        finally:
            self.turns += 1


class Somebody:
    """A person on Discord: does what a transcript says, and sees what the screen then shows that it did not show before."""

    def __init__(self, discord, front, desk, *, fills_forms):
        self.discord, self.front, self.desk, self.fills_forms = discord, front, desk, fills_forms
        self.person = discord.person("ana")
        self.written = []
        self.form = None  # the message it was opened from, and its custom_id

    async def does(self, what):
        """The lines that appeared; those of a form alone when one was opened."""
        before, turns = self._screen(), self.desk.turns
        asked = await self._do(what)
        await self.discord.until(lambda: self.desk.turns > turns)
        await self.front._in_hand.settled()
        self.form = None
        changed = {asked.post.id} if asked and asked.post and asked.answers[0]["type"] == UPDATED else set()
        if asked and asked.answers[0]["type"] == FORM:
            form = asked.answers[0]["data"]
            self.form = asked.post, form["custom_id"]
            questions = [part["content"] for part in form["components"] if "content" in part] or [form["title"]]
            return [line for question in questions for line in unmarked(question).split("\n")]
        changed |= {number for number, lines in self._screen().items() if before.get(number) != lines}
        return [line for number, lines in self._screen().items() if number in changed for line in lines]

    async def _do(self, what):
        if what.startswith("/edit "):
            return await self.discord.edits(self.written[-1], what.removeprefix("/edit "))
        if re.fullmatch(r"\[.*\]", what):
            post, data = self._choice(what[1:-1])
            return await self.discord.asks(self.person, 3, data, post=post)
        if self.form is not None and self.fills_forms:
            post, custom_id = self.form
            filled = [{"type": 18, "component": {"type": 4, "custom_id": "text", "value": what}}]
            return await self.discord.asks(self.person, 5, {"custom_id": custom_id, "components": filled}, post=post)
        self.written.append(await self.discord.says(self.person, what))
        return None

    def _posts(self):
        channel = self.discord.direct[self.person.id]
        return [post for _, post in sorted(self.discord.posts.items()) if post.channel == channel and post.author.bot]

    def _screen(self):
        return {post.id: lines_of(post) for post in self._posts()}

    def _choice(self, label):
        for post in reversed(self._posts()):
            for part in (part for row in post.components for part in row["components"]):
                if part.get("label") == label:
                    return post, {"custom_id": part["custom_id"], "component_type": 2}
                for option in part.get("options", ()):
                    if option["label"] == label:
                        return post, {"custom_id": part["custom_id"], "component_type": 3, "values": [option["value"]]}
        raise AssertionError(f"nothing on the screen is labelled [{label}]")


def lines_of(post):
    """A message as a transcript writes it: without markup and without the clock of the rest."""
    shown = unmarked(post.content).replace("\u200b", "").split("\n")
    lines = [line for line in shown if line.strip() and not re.search(r"<t:\d+:R>", line)]
    for row in post.components:
        labels = [option["label"] for part in row["components"] for option in part.get("options") or [part]]
        lines.append(" ".join(f"[{label}]" for label in labels))
    return lines


def unmarked(text):
    """What Discord shows of markdown: escaped signs are no markup."""
    return re.sub(r"\\([^0-9A-Za-z\s])", "\ue000\\1", text).replace("**", "").replace("\ue000", "")


def in_one_row(lines):
    """Rows of choices that follow each other as one: where a row ends is a matter of the platform."""
    found = []
    for line in lines:
        if found and ROW.fullmatch(line) and ROW.fullmatch(found[-1]):
            found[-1] += " " + line
        else:
            found.append(line)
    return found


@pytest.fixture
def real_desk(tmp_path):
    store = open_store(f"sqlite:///{tmp_path / 'ironstride.db'}")
    yield Watched(Desk(store, library()))
    store.close()


@pytest.fixture
def moved_clock():
    yield snowflake
    snowflake.time = START


@pytest.mark.parametrize("path", TRANSCRIPTS, ids=lambda path: path.stem)
async def test_conversation(path, real_desk, discord, moved_clock):
    told = exchanges(path)
    front = discord_front(
        real_desk,
        discord.token,
        now=lambda: moved_clock.time,
        api_url=discord.api_url,
        gateway_url=discord.gateway_url,
        host_zone=told[0].zone,
    )
    stop = asyncio.Event()
    serving = asyncio.create_task(front.run(stop))
    await discord.until(lambda: front.connected)
    edits = any(exchange.does.startswith("/edit ") for exchange in told)  # what was typed into a form cannot be edited
    somebody = Somebody(discord, front, real_desk, fills_forms=not edits)

    for exchange in told:
        moved_clock.time = exchange.at
        got = await somebody.does(exchange.does)

        shown = "\n".join(got)
        assert agree(tuple(in_one_row(exchange.says)), in_one_row(got)), (
            f"{path.name}:{exchange.line}\n> {exchange.does}\n{shown}"
        )
    stop.set()
    await serving


def test_there_are_conversations():
    assert len(TRANSCRIPTS) >= 5
