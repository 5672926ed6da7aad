"""The terminal as a front, on a screen of the test's own: what becomes a turn, and what becomes of a nudge."""

import asyncio
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta

from bot.port import Answer, Document, Outgoing
from bot.terminal.front import Terminal
from bot.terminal.screen import Opened
from core.message import Choice, Message, Span
from core.turn import Fact, Said

NOW = datetime(2026, 3, 2, 18, 0, tzinfo=UTC)
NUDGE = Message(((Span("Lift day."),),), ((Choice("nudge:start", "Start"),),))


class LineScreen:
    """A screen of lists: `enter` types a line as a person would, `sheets` is what is shown."""

    timed = True

    def __init__(self):
        self.sheets, self.notes = [], []
        self._wishes = asyncio.Queue()

    @asynccontextmanager
    async def shown_for(self, chat):
        self.chat = chat
        yield

    def enter(self, line):
        self._wishes.put_nowait(self.chat.wish(line))

    async def wishes(self):
        while wanted := await self._wishes.get():
            yield wanted

    def show(self, sheets):
        self.sheets += sheets

    def note(self, text):
        self.notes.append(text)

    def fetch(self, line):
        pass

    def leave(self):
        self._wishes.put_nowait(None)


class Desk:
    """Answers with what was prepared for a text, and remembers what came."""

    def __init__(self, **answers):
        self.answers = answers
        self.came = []

    async def turn(self, incoming):
        self.came.append(incoming)
        text = incoming.act.text if isinstance(incoming.act, Said) else ""
        return self.answers.get(text, Answer())


@asynccontextmanager
async def chatting(desk, clock=lambda: NOW):
    screen = LineScreen()

    @asynccontextmanager
    async def opening(front):
        yield Opened(desk, "Europe/Berlin")

    front = Terminal(opening, screen, who="terminal:me", clock=clock)
    stop = asyncio.Event()
    running = asyncio.create_task(front.run(stop))
    await until(lambda: front.ready)
    try:
        yield front, screen
    finally:
        stop.set()
        await running


async def until(condition):
    async with asyncio.timeout(30):
        while not condition():  # noqa: ASYNC110  what is waited for has no event of its own
            await asyncio.sleep(0)


async def test_a_turn_carries_the_person_the_moment_and_the_hosts_zone():
    desk = Desk()

    async with chatting(desk) as (_, screen):
        screen.enter("6")
        await until(lambda: desk.came)

    (incoming,) = desk.came
    assert (incoming.who, incoming.at, incoming.host_zone, incoming.private) == (
        "terminal:me",
        NOW,
        "Europe/Berlin",
        True,
    )


async def test_what_was_entered_before_the_stop_is_still_handled():
    desk = Desk()

    async with chatting(desk) as (_, screen):
        screen.enter("6")
        screen.enter("7")

    assert [incoming.act.text for incoming in desk.came] == ["6", "7"]


async def test_a_nudge_is_shown_and_its_choice_can_be_picked():
    desk = Desk()

    async with chatting(desk) as (front, screen):
        delivered = await front.deliver(Outgoing("terminal:me", NUDGE, "nudge:1"))
        screen.enter("a")
        await until(lambda: desk.came)

    assert delivered == "sent"
    assert desk.came[0].act.key == "nudge:start"


async def test_a_nudge_for_somebody_else_is_not_shown_here():
    async with chatting(Desk()) as (front, screen):
        assert await front.deliver(Outgoing("telegram:1", NUDGE, "nudge:1")) == "failed"

        assert screen.sheets == []


async def test_a_nudge_before_the_chat_or_after_it_certainly_did_not_arrive():
    async with chatting(Desk()) as (front, _):
        pass

    assert await front.deliver(Outgoing("terminal:me", NUDGE, "nudge:1")) == "failed"


async def test_the_rest_of_the_last_message_counts_from_the_moment_it_was_reported():
    moment = [NOW]
    desk = Desk(set=Answer((Message((), rest_s=60), Message((), rest_s=90))))

    async with chatting(desk, clock=lambda: moment[0]) as (front, screen):
        screen.enter("set")
        await until(lambda: front.rest_left_s() is not None)
        moment[0] += timedelta(seconds=30)

        assert front.rest_left_s() == 60


async def test_a_finished_session_ends_the_rest():
    desk = Desk(set=Answer((Message((), rest_s=60),)), end=Answer(facts=(Fact("session_finished"),)))

    async with chatting(desk) as (front, screen):
        screen.enter("set")
        await until(lambda: front.rest_left_s() is not None)
        screen.enter("end")
        await until(lambda: front.rest_left_s() is None)


# --- files ----------------------------------------------------------------------------------------------------------------
EXPORT = Answer(
    (Message(((Span("Here is everything."),),), document="export/json"),),
    documents={"export/json": Document("ironstride.json", "application/json", b'{"ironstride": 1}\n')},
)


async def test_a_file_is_written_into_the_current_folder_and_never_over_another(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "ironstride.json").write_text("mine")

    async with chatting(Desk(export=EXPORT)) as (_, screen):
        screen.enter("export")

    assert (tmp_path / "ironstride.json").read_text() == "mine"
    assert (tmp_path / "ironstride-2.json").read_text() == '{"ironstride": 1}\n'
    assert screen.notes == [f"Written to {tmp_path / 'ironstride-2.json'}"]


async def test_a_folder_that_takes_no_file_is_told_with_the_way_to_mend_it(tmp_path, monkeypatch):
    folder = tmp_path / "gone"
    folder.mkdir()
    monkeypatch.chdir(folder)
    folder.rmdir()

    async with chatting(Desk(export=EXPORT)) as (_, screen):
        screen.enter("export")

    (note,) = screen.notes
    assert "ironstride.json could not be written" in note
