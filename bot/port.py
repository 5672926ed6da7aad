"""What a front offers the rest (run, deliver), and what the desk answers a front with."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Literal, Protocol

from core.values import quick

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Mapping

    from core.message import Message
    from core.turn import Fact, Incoming

# What became of a message that we sent of our own accord:
#   sent     the platform took it
#   blocked  the person blocked us or the chat is gone: pause, keep their data
#   unknown  it may have arrived (a timeout after sending): a nudge is not sent again
#   failed   it certainly did not arrive: it may be tried again
Delivered = Literal["sent", "blocked", "unknown", "failed"]


@dataclass(frozen=True, slots=True)
class Document:
    """A file for a person. The name tells nothing about them."""

    filename: str
    media_type: str
    content: bytes


@quick
@dataclass(frozen=True, slots=True)
class Answer:
    """What the desk hands back once the turn is committed. `repeated`: the delivery was handled before, nothing was recorded.

    `refused`: nothing could be recorded now, so that a choice which was pressed stays open.
    `documents` are the files that its messages carry, by the name in `Message.document`. They are the person's alone.
    """

    messages: tuple[Message, ...] = ()
    facts: tuple[Fact, ...] = ()
    repeated: bool = False
    refused: bool = False
    language: str = "en"
    documents: Mapping[str, Document] = field(default_factory=dict)


class Answering(Protocol):
    """The desk, as a front sees it."""

    async def turn(self, incoming: Incoming) -> Answer:
        """Handle one incoming thing; the answer comes after the commit. Turns of one person are taken in the order of the calls.

        Raises `core.ports.Unavailable` when the database cannot be reached: the update is then not acknowledged.
        """


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A message of our own accord (a nudge). `occurrence` is unique for what it is about, so that a platform can drop a second one.

    `kind` is one of `core.nudging`, for a front that shows some of them in its own way (a rest that it counts down itself).
    """

    who: str
    message: Message
    occurrence: str
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Waiting:
    """How many of something wait, and for how long the first of them has, in seconds."""

    depth: int
    age_s: float = 0.0


# How a front stands: one of the two words below, or else a sentence that says why it does not serve, for the person who hosts
# it. Nothing about people, no address and no token may stand in it: it is shown on /readyz.
CONNECTED: Final = "connected"
STANDBY: Final = "standby"  # another replica listens; this one takes over when that one dies


def uncounted() -> None:
    """What a front calls for each 429 when nobody counts them."""


class Front(Protocol):
    """A platform: Telegram, Discord, the terminal."""

    name: str

    @property
    def state(self) -> str:
        """`CONNECTED`, `STANDBY`, or why it does not serve."""

    @property
    def can_deliver(self) -> bool:
        """Whether `deliver` has a way to the platform now; a nudge is not claimed for it before."""

    @property
    def waiting(self) -> Mapping[str, Waiting]:
        """Its queues by name: `incoming` has not been answered yet, `outgoing` has not left yet."""

    async def run(self, stop: asyncio.Event) -> None:
        """Serve until `stop` is set, then finish what is in hand and return within 10 s."""

    async def deliver(self, outgoing: Outgoing) -> Delivered:
        """Send a nudge; waits for the platform's own limits, lets replies go first."""
