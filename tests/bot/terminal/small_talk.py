"""A chat on the terminal with a small desk of its own, run as a program by the tests beside it.

Usage: small_talk.py LOG CLOCK [--plain]. Every turn is written to LOG as a line of JSON; CLOCK is a file with the seconds that
have passed. SIGUSR1 sends a nudge.
"""

import asyncio
import json
import logging
import signal
import sys
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.port import Answer, Outgoing
from bot.refused import Refused
from bot.terminal.chat import run_chat
from bot.terminal.screen import Opened
from core.message import Choice, Message, Span
from core.ports import Unavailable
from core.turn import Edited, Fact, Pressed, Said

START = datetime(2026, 3, 2, 18, 0, tzinfo=UTC)
SQUAT = ("6 ✓", "5", "7", "Other", "Skip", "Swap", "Pain", "Show me")
LONG = "I give general exercise education for healthy adults. I'm not a doctor and can't see your form: stop if something feels wrong."
NUDGE = "Lift day, 24 minutes."


def message(*paragraphs, choices=(), rest_s=None):
    row = tuple(Choice(f"key:{label}", label) for label in choices)
    return Message(tuple((Span(text),) for text in paragraphs), (row,) if row else (), rest_s=rest_s)


SAYS = {
    "squat": Answer((message("Set 1 of 2: 6 reps.", choices=SQUAT),)),
    "two": Answer((message("One.", choices=("Undo",)), message("Two.", choices=("Go on", "Undo")))),
    "many": Answer((message("Which?", choices=[f"Choice {n}" for n in range(20)]),)),
    "long": Answer((message(LONG, choices=("A rather long choice that has many words in it", "Short")),)),
    "rest": Answer((message("Squat 1/2: 6. Rest 60 s.", rest_s=60),)),
    "set without rest": Answer((message("Noted."),), facts=(Fact("set"),)),
    "strong": Answer((Message(((Span("Now: "), Span("Squat", "strong")),)),)),
    "show me": Answer((Message(((Span("Sit back."),),), picture="squat"),)),
    "show nothing": Answer((Message(((Span("Words do."),),), picture="no such"),)),
    "escape": Answer((message("\x1b[31mred\x1b]0;title\x07 \x9b2J\rend", choices=("\x1b[2Jwipe",)),)),
}


class SmallDesk:
    def __init__(self, log):
        self._log = log

    async def turn(self, incoming):
        act = incoming.act
        seen = {
            "act": type(act).__name__,
            "delivery": incoming.delivery,
            "who": incoming.who,
            "zone": incoming.host_zone,
        }
        seen |= {name: getattr(act, name) for name in ("text", "key", "message") if hasattr(act, name)}
        with self._log.open("a", encoding="utf-8") as log:
            log.write(json.dumps(seen) + "\n")
        return await self._answer(act)

    async def _answer(self, act):
        match act:
            case Said("slow"):
                await asyncio.sleep(0.5)
            case Said("down"):
                raise Unavailable
            case Said("crash"):
                raise RuntimeError("a mistake of ours")
        match act:
            case Said(text):
                return SAYS.get(text) or Answer((message(f"You said {text}."),))
            case Pressed(key):
                return Answer((message(f"You pressed {key}."),))
            case Edited(text, name):
                return Answer((message(f"You changed {name.rsplit(':')[-1]} to {text}."),))


def still(name, columns, *, colour):
    if not colour:
        return "A squat, in words." if name == "squat" else None
    return f"\x1b[31m{name}, {columns} wide\x1b[0m" if name == "squat" else None


def opening(log):
    @asynccontextmanager
    async def opened(front):
        if "--refused" in sys.argv:
            raise Refused("The database is from a newer version: update first.")
        nudge = Outgoing("terminal:me", message(NUDGE, choices=("Start", "Tomorrow")), "nudge:1")
        loop = asyncio.get_running_loop()
        nudges = []
        loop.add_signal_handler(signal.SIGUSR1, lambda: nudges.append(asyncio.ensure_future(front.deliver(nudge))))
        yield Opened(SmallDesk(log), "Europe/Berlin")
        for delivered in nudges:
            print("nudge:", delivered.result(), file=sys.stderr)

    return opened


def main():
    log, clock = Path(sys.argv[1]), Path(sys.argv[2])
    logging.basicConfig(filename=log.with_suffix(".errors"))
    chat = run_chat(
        opening(log),
        who="terminal:me",
        clock=lambda: START + timedelta(seconds=float(clock.read_text(encoding="utf-8") or 0)),
        plain="--plain" in sys.argv,
        still=still,
    )
    try:
        asyncio.run(chat)
    except Refused as refused:
        print(refused, file=sys.stderr)
        sys.exit(1)
    print(
        "loaded:",
        *sorted({"telegram", "discord", "matplotlib", "PIL", "prompt_toolkit", "rich"} & set(sys.modules)),
        file=sys.stderr,
    )


if __name__ == "__main__":
    main()
