"""One turn of the talk: what came in, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from core.values import quick

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from core.athlete import Athlete
    from core.bringing import Preview
    from core.codes import Behind, Code
    from core.message import Line, Say
    from core.session import Workout


@quick
@dataclass(frozen=True, slots=True)
class Said:
    """The person wrote this. `message` names the platform's message, so that an edit can refer to it."""

    text: str
    message: str | None = None


@dataclass(frozen=True, slots=True)
class Pressed:
    """The person chose the choice with this key."""

    key: str


@dataclass(frozen=True, slots=True)
class Edited:
    """The person changed the message of that name to this text."""

    text: str
    message: str


@dataclass(frozen=True, slots=True)
class Nudged:
    """The clock: an occurrence of this kind on this local day is due. `ended`: it was dealt with before, nothing may be sent."""

    kind: str
    day: date
    ended: bool = False


@dataclass(frozen=True, slots=True)
class Zoned:
    """The person shared where they are; nothing but the IANA zone was kept."""

    zone: str


@dataclass(frozen=True, slots=True)
class Reached:
    """The person blocked the bot, or let it write again."""

    blocked: bool


@dataclass(frozen=True, slots=True)
class Redeemed:
    """The code that the person named was looked up: what stands behind it (None: nothing), and the person's own workouts."""

    code: str
    behind: Behind | None
    workouts: tuple[Workout, ...] = ()


@dataclass(frozen=True, slots=True)
class Retimed:
    """The clock or the zone data changed: what is due is computed anew, nothing is said."""


@dataclass(frozen=True, slots=True)
class Handed:
    """The person handed over a file. `lost`: why there is no content, it is too big or could not be fetched."""

    filename: str
    content: bytes = field(default=b"", repr=False)
    lost: Literal["too_big", "unreachable"] | None = None


@dataclass(frozen=True, slots=True)
class Previewed:
    """A file that was handed over was looked into: what it would bring, or the `flaw` that stands in the way.

    `token` names it in the choices, `content` is what waits for the answer. `confirmed`: it waited, and the answer was yes; without a
    preview it waits no more.
    """

    token: str
    preview: Preview | None = None
    flaw: Line | None = None
    content: bytes = field(default=b"", repr=False)
    confirmed: bool = False


Act = Said | Pressed | Edited | Nudged | Zoned | Reached | Redeemed | Retimed | Handed | Previewed


@quick
@dataclass(frozen=True, slots=True)
class Incoming:
    """Something happened. `who` is an identity such as `telegram:123`; `at` is aware; the same `delivery` twice is a repeat.

    `host_zone` is the IANA zone that counts until the person's own is known. `nonce` is a code that nobody can guess, made outside
    for whoever needs one. `operator`: this identity may run the words for operators. `deep_link` is the address that opens the talk
    with a code on that platform, «{code}» in its place; empty where there is none.
    """

    who: str
    act: Act
    at: datetime
    delivery: str
    host_zone: str = "UTC"
    private: bool = True
    nonce: str = ""
    operator: bool = False
    deep_link: str = ""


def front_of(who: str) -> str:
    """The platform of an identity: `telegram` of «telegram:123», nothing where there is none."""
    return who.partition(":")[0] if ":" in who else ""


@quick
@dataclass(frozen=True, slots=True)
class Fact:
    """Something that was recorded, by the names of interfaces.md («simulate», facts)."""

    name: str
    details: Mapping[str, Any] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """The fact as an object of the simulate interface."""
        return {"fact": self.name, **self.details}


@dataclass(frozen=True, slots=True)
class Unsent:
    """An occurrence that ends without a message, and why: `expired` (its time is over) or `skipped` (it is not wanted any more)."""

    kind: str
    day: date
    end: Literal["expired", "skipped"]
    reason: str


@dataclass(frozen=True, slots=True)
class Shelved:
    """A file that waits for a yes, a day at most; one a person, a newer one takes its place."""

    token: str
    at: datetime
    content: bytes = field(repr=False)


@quick
@dataclass(frozen=True, slots=True)
class Turn:
    """What a message led to: the athlete as they are now, what was recorded, and what to say.

    The store keeps the difference between the athlete before and after. `also` are workouts besides the athlete's own that were
    made or changed (a backdated session, an edit of an old message). `forget` deletes every row about the person. `unsent` are the
    nudges that this turn made an end of.

    `redeem` asks for what stands behind a code: the desk looks it up and lets the turn be taken again as `Redeemed`. `code` is given
    out, `spent` was used. `absorbed` becomes one with `athlete`: its identities are theirs from now on and its rows are gone (what
    of its workouts is kept stands in `also`). `parts` is an identity that is nobody's any more. `tally` asks for the counts of the
    whole house, to be told after what the turn says.

    `shelved` is a file that waits from now on, `unshelved` names one that waits no more. `brings` asks for the one that waits under
    that name: the desk looks into it and lets the turn be taken as `Previewed`, and nothing else of this turn is kept.
    """

    athlete: Athlete
    facts: tuple[Fact, ...] = ()
    says: tuple[Say, ...] = ()
    also: tuple[Workout, ...] = ()
    forget: bool = False
    unsent: tuple[Unsent, ...] = ()
    redeem: str | None = None
    code: Code | None = None
    spent: str | None = None
    absorbed: Athlete | None = None
    parts: str | None = None
    tally: bool = False
    shelved: Shelved | None = None
    unshelved: str | None = None
    brings: str | None = None
