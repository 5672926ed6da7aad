"""What the database says in the end, and every way in which that is less, or more, than what people did and were told."""

from __future__ import annotations

import re
import sqlite3
from collections import Counter
from contextlib import closing
from dataclasses import dataclass

from bot.discord.sending import nonce
from storage.deliveries import delivery_key
from tests.fakes.discord_payloads import BOT
from tests.faults.runners import WORKOUT
from tests.storage.raw import connection_to

ENDED = {"sent", "expired", "skipped", "unknown"}
ECHO = re.compile(r"^[^\n:]+ \d+/\d+: (\d+)\b|^[^\n:]+ done: (\d+(?: \d+)*)", re.MULTILINE)


@dataclass(frozen=True)
class Stored:
    """Rows of one person. Sets are (workout, exercise, set, reps, message) in the order of their report."""

    athlete: int
    sets: list[tuple[int, int, int, int, str | None]]
    workouts: list[tuple[int, str | None]]  # number, how it was closed
    occurrences: list[tuple[str, str, str, str | None]]  # kind, day, state, reason

    def of(self, workout: int) -> list[tuple[int, int, int, str | None]]:
        return [tuple(rest) for number, *rest in self.sets if number == workout]

    def ends(self) -> dict[tuple[str, str], str]:
        """How each nudge, by kind and day, stands."""
        return {(kind, day): state for kind, day, state, _ in self.occurrences}

    def states(self) -> Counter[str]:
        return Counter(state for _, _, state, _ in self.occurrences)


class Truth:
    """One look at the database, past the program; `thorough`: at every page of it."""

    def __init__(self, url: str, *, thorough: bool = False) -> None:
        with closing(connection_to(url)) as connection:
            self._cursor = connection.cursor()
            self.broken = self._broken(connection) if thorough else []
            self.deliveries = {key for (key,) in self._rows("SELECT id FROM deliveries")}
            leases = self._rows("SELECT athlete_id, kind, day, until FROM occurrences WHERE until IS NOT NULL")
            self.leases = {tuple(key): until for *key, until in leases}
            self.dues = {tuple(key): at for *key, at in self._rows("SELECT athlete_id, kind, day, at FROM dues")}
            self._people = dict(self._rows("SELECT who, athlete_id FROM identities"))
            self._sets = self._rows(
                'SELECT athlete_id, workout, exercise, "number", reps, message FROM sets ORDER BY athlete_id, workout, place'
            )
            self._workouts = self._rows('SELECT athlete_id, "number", closed FROM workouts ORDER BY 1, 2')
            self._occurrences = self._rows(
                "SELECT athlete_id, kind, day, state, reason FROM occurrences ORDER BY day, at"
            )

    def recorded(self, delivery: str) -> bool:
        """Whether this delivery was committed."""
        return delivery_key(delivery) in self.deliveries

    def of(self, who: str) -> Stored:
        mine = self._people.get(who, -1)
        return Stored(
            mine,
            *([row[1:] for row in rows if row[0] == mine] for rows in (self._sets, self._workouts, self._occurrences)),
        )

    def _rows(self, statement: str) -> list[tuple]:
        self._cursor.execute(statement)
        return [tuple(row) for row in self._cursor.fetchall()]

    def _broken(self, connection) -> list[tuple]:
        if not isinstance(connection, sqlite3.Connection):
            return []
        whole = self._rows("PRAGMA integrity_check")
        return [row for row in whole if row != ("ok",)] + self._rows("PRAGMA foreign_key_check")


def confirmed(texts) -> set[int]:
    """The numbers of reps that were told back as recorded."""
    return {int(reps) for text in texts for found in ECHO.finditer(text) for reps in (found[1] or found[2]).split()}


def violations(stage, truth: Truth) -> list[str]:
    """What must never be, in a sentence each; `stage` is at rest."""
    found = [f"the database is damaged: {row}" for row in truth.broken]
    for runner in stage.people:
        stored = truth.of(runner.who)
        wrong = [
            *_sets(runner, stored),
            *_confirmed(stage, runner, stored),
            *_updates(stage, runner, truth),
            *_nudges(stage, runner, stored),
        ]
        if len(stored.workouts) > 2 + runner.starts:
            wrong.append(f"{len(stored.workouts)} workouts, though it was asked for {2 + runner.starts}")
        if sum(closed is None for _, closed in stored.workouts) > 1:
            wrong.append(f"more than one open workout: {stored.workouts}")
        found += [f"{runner.who}: {sentence}" for sentence in wrong]
    return found


def _sets(runner, stored: Stored) -> list[str]:
    """Each set has one cause, each report one set at most."""
    found = []
    told = {report.name: report for report in runner.reports}
    for message, times in Counter(message for *_, message in stored.sets if message is not None).items():
        if times > 1:
            found.append(f"the report {message} was recorded {times} times")
        if message not in told:
            found.append(f"the set of {message} has no cause")
    for workout, exercise, number, reps, message in stored.sets:
        if message is None and (workout, exercise, number) not in runner.pressed:
            found.append(f"the set {workout, exercise, number} was neither said nor pressed")
        if message in told and reps not in (told[message].reps, told[message].changed_to):
            found.append(f"the report {message} of {told[message].reps} was recorded as {reps}")
    messages = [message for *_, message in stored.sets if message is not None]
    sent = [report.name for report in runner.reports if report.name in set(messages)]
    if messages != sent and not runner.pressed and not any(r.changed_to for r in runner.reports):
        found.append(f"recorded in the order {messages}, said in the order {sent}")
    return found


def _confirmed(stage, runner, stored: Stored) -> list[str]:
    """What was confirmed to the person is there."""
    kept = {message: reps for *_, reps, message in stored.sets}
    echoed, nodded = confirmed(stage.texts(runner)), set(stage.nodded_at(runner))
    found = []
    for report in runner.reports:
        if (report.reps in echoed or report.name in nodded) and report.name not in kept:
            found.append(f"{report.name} ({report.reps} reps) was confirmed and is not stored")
        if report.changed_to in echoed and kept.get(report.name) != report.changed_to:
            found.append(f"the change of {report.name} to {report.changed_to} was confirmed and is not stored")
    return found


def _updates(stage, runner, truth: Truth) -> list[str]:
    """What was delivered was recorded, refused with a message, or still waits at the platform."""
    refused = stage.refusals(runner)
    lost = [name for name in stage.delivered(runner) if not truth.recorded(name) and name not in stage.waiting()]
    return [f"lost without a word: {lost}"] if len(lost) > refused else []


def _nudges(stage, runner, stored: Stored) -> list[str]:
    """Each occurrence ended in one state, and was heard once when sent, at most once when nobody knows, else never."""
    found = [
        f"the nudge {kind} of {day} never ended: {state}"
        for kind, day, state, _ in stored.occurrences
        if state not in ENDED
    ]
    states = stored.states()
    heard = stage.nudges_heard(runner)
    if not states["sent"] <= heard <= states["sent"] + states["unknown"]:
        found.append(f"{heard} nudges were heard, and the states are {dict(states)}")
    if runner.platform == "discord":
        marks = Counter(stage.marks(runner))
        for kind, day, state, _ in stored.occurrences:
            times = marks[nonce(f"{stored.athlete}:{kind}:{day}")]
            if times > 1 or (times and state not in ("sent", "unknown")) or (state == "sent" and not times):
                found.append(f"the nudge {kind} of {day} was heard {times} times and is {state}")
    return found


__all__ = ["BOT", "WORKOUT", "Stored", "Truth", "confirmed", "violations"]
