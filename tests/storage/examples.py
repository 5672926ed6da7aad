"""A person, a prescription and sets to try the store with."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import count

from core.plan import Prescribed, Prescription
from core.session import LiftSet, Workout
from core.turn import Turn

AT = datetime(2026, 3, 2, 18, 0, tzinfo=UTC)
SLOTS = (
    ("squat", "db-front-load-box-squat", False),
    ("v_push", "db-single-arm-shoulder-press", True),
    ("lunge", "db-step-up-alternating", False),
    ("h_push", "elevated-hands-pushup", False),
    ("hinge", "db-rdl", False),
    ("h_pull", "supported-db-single-arm-row", True),
    ("core", "banded-paloff-press", True),
)
EXERCISES = tuple(
    Prescribed(slot, slug, 2, 6, per_side, 8, "8 kg", "2-0-1", 60, 3, "CALIBRATE") for slot, slug, per_side in SLOTS
)
PLAN = Prescription("normal", "P1", "A", 1, AT.date(), "ANY_TIME", 25, ("PHASE_UP",), EXERCISES)
_deliveries = count()


def workout(number: int = 1, **changes) -> Workout:
    """A workout that has just been started, two days after the one before."""
    at = AT + timedelta(days=2 * (number - 1))
    return replace(Workout(number, at, at.date(), PLAN, EXERCISES), **changes)


def lift(exercise: int = 0, number: int = 1, **changes) -> LiftSet:
    """Six reps with eight kilograms."""
    return replace(LiftSet(exercise, number, AT, reps=6, load=8.0), **changes)


def change(store, who, **changes):
    """Keep the person with these fields changed, and wait for it; the person as they stood before."""
    return edit(store, who, lambda athlete: Turn(replace(athlete, **changes)))


def edit(store, who, turn_of, delivery=None):
    """Keep the turn that `turn_of` makes of the person, and wait for it; the person as they stood before."""

    def work(unit):
        before = unit.athlete(who, AT)
        unit.keep(before, turn_of(before))
        return before

    name = delivery or f"delivery {next(_deliveries)} of {os.getpid()}"  # a test may start other processes
    return store.once(name, AT, work, who=who).result(30)


def person(store, who):
    """The person as the store has them; None when there is no such person."""
    return store.read(lambda glance: glance.athlete(who)).result(30)


def everything(store, who):
    """All workouts of the person, as the store has them."""
    return store.read(lambda glance: tuple(glance.workouts(glance.athlete(who)))).result(30)


def same(one, other):
    """Whether two athletes agree in everything but where their past is read from."""
    return replace(one, past=None) == replace(other, past=None)
