"""What a number can refer to: the exercise asked for or named, and what is prescribed for it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.content import library
from core.values import replace

if TYPE_CHECKING:
    from core.reading.meaning import Context

_LOADED = {"one_db", "two_db", "barbell"}


@dataclass(frozen=True, slots=True)
class Target:
    """An exercise with its prescription, as far as it is known. `exercise` is what entries carry: None for the one asked for.

    `held`: a bare number is seconds. `takes_load`: a bare number may be a load.
    `at_loads`: an @ elsewhere in the message is surely a load, so all are.
    `banded`: a colour is a band.
    `one_sided`: «5/6» are its two sides, even where the plan says nothing.
    """

    exercise: str | None = None
    known: bool = True
    sets: int | None = None
    reps: int | None = None
    per_side: bool = False
    load: float | None = None
    unit: str = "kg"
    left: int = 0
    held: bool = False
    takes_load: bool = False
    one_sided: bool = False
    at_loads: bool = False
    banded: bool = False
    last_reps: int | None = None
    last_load: float | None = None
    asked: bool = False

    @property
    def prescribed(self) -> bool:
        """Whether the plan says anything about it."""
        return self.reps is not None


def asked_for(context: Context) -> Target:
    """The exercise that was asked for; an empty target when none was."""
    exercise = library().exercises.get(context.exercise or "")
    return Target(
        sets=context.sets,
        reps=context.reps,
        per_side=context.per_side,
        load=context.load,
        unit=context.unit,
        left=context.left,
        held=exercise is not None and exercise.held,
        one_sided=exercise is not None and exercise.one_sided,
        banded=exercise is not None and exercise.load_type == "band",
        takes_load=context.load is not None or (exercise is not None and exercise.load_type in _LOADED),
        last_reps=context.last_reps,
        last_load=context.last_load,
        asked=context.exercise is not None,
    )


def named(slug: str, context: Context) -> Target:
    """The exercise of that slug, with what today's session prescribes for it."""
    if slug == context.exercise:
        return replace(asked_for(context), exercise=slug)
    exercise = library().exercises[slug]
    held, takes_load = exercise.held, exercise.load_type in _LOADED
    for today in context.session:
        if today.slug == slug:
            return Target(
                slug,
                sets=today.sets,
                reps=today.reps,
                per_side=today.per_side,
                load=today.load,
                unit=context.unit,
                left=today.left,
                held=held,
                takes_load=takes_load,
                one_sided=exercise.one_sided,
                banded=exercise.load_type == "band",
            )
    return Target(
        slug,
        unit=context.unit,
        held=held,
        takes_load=takes_load,
        one_sided=exercise.one_sided,
        banded=exercise.load_type == "band",
    )


def unknown(words: str, context: Context) -> Target:
    """Work outside the catalogue, in the person's own words."""
    return Target(words, known=False, unit=context.unit, takes_load=True)
