"""People with an open workout, as the platforms know them, and what they did: the small model that the database is held against."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from core.turn import Incoming, Pressed, Said
from tests.fakes.discord_payloads import Person

START = datetime(2026, 3, 2, 17, 0, tzinfo=UTC)  # a Monday, 18:00 in Berlin
TO_TUESDAY = timedelta(days=1, seconds=2)  # 18:00 in Berlin, a lift day
LIFT_DAY = ("lift_day", "2026-03-03")  # the nudge of that day
SETS = 14  # of the routine: seven exercises, two each
FIRST_REPS = 13  # of those told; 12 where 6 a side are planned may be both sides together, and is asked about
WORKOUT = 2  # the number of the open one; the first was put away
BEFORE = (
    "start workout", "screen:none", "dumbbells 8 kg and a band", "stop", "lift days tuesday and friday at 18:00",
    "time zone Berlin", "start workout",
)  # fmt: skip


@dataclass(eq=False)
class Report:
    """A message that reports one set; no two of a person tell the same number of reps."""

    name: str  # of the message, as it is stored with the set
    reps: int
    told: object = None  # the update or the post
    changed_to: int | None = None  # the latest number it was edited to
    promised: bool = (
        True  # that it is not lost: not so on Discord for somebody whom nobody expects (docs/reliability.md)
    )


@dataclass(eq=False)
class Runner:
    """Somebody on a platform. `chat` is where they talk with the coach."""

    platform: str
    id: int
    chat: int
    reports: list[Report] = field(default_factory=list)
    pressed: set[tuple[int, int, int]] = field(default_factory=set)  # workout, exercise, set
    starts: int = 0

    @property
    def who(self) -> str:
        return f"{self.platform}:{self.id}"

    @property
    def person(self) -> Person:
        """As the fake Discord knows them."""
        return Person(self.id, f"runner{self.id}")

    def next_reps(self) -> int:
        """A number of reps that this person has not told yet, and no button offers."""
        return FIRST_REPS + len(self.reports) + sum(report.changed_to is not None for report in self.reports)

    def wanted(self) -> list[tuple[int, int, int, str]]:
        """(exercise, set, reps, message) of the open workout, when every report of it was taken once and in order."""
        return [
            (*_place(number), report.changed_to or report.reps, report.name)
            for number, report in enumerate(self.reports[:SETS])
        ]


def _place(number: int) -> tuple[int, int]:
    return number // 2, number % 2 + 1


def runners(telegram: int, discord: int) -> list[Runner]:
    """So many people on each platform."""
    return [Runner("telegram", 601 + n, 601 + n) for n in range(telegram)] + [
        Runner("discord", 501 + n, 801 + n) for n in range(discord)
    ]


def begin(desk, people) -> None:
    """What they said and pressed before a test begins: they have lift days, and a workout is open."""
    for runner in people:
        for number, said in enumerate(BEFORE):
            act = Pressed(said) if said.startswith("screen:") else Said(said)
            desk.turn_now(Incoming(runner.who, act, START, f"{runner.who}:before:{number}"))
