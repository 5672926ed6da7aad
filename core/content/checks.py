"""What must hold between the content files: references resolve, chains end, every slot can be filled, wording exists."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from core.content.flaws import Flaw

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from core.content.rules import Phase, Rules, Slot
    from core.exercise import Exercise

Placed = tuple[str, "Exercise"]

NEEDS = frozenset({"dumbbells", "band", "box", "anchor", "bar", "gym", "space"})
LOAD_NEEDS = {"band": "band", "one_db": "dumbbells", "two_db": "dumbbells", "barbell": "gym"}
MOST_CUES = 3
LEAST_CUES = 2


def spoken(words: str) -> str:
    """Words as they are compared: small letters and figures, single spaces."""
    return " ".join(re.sub(r"[^0-9a-zäöüß¼½./]+", " ", words.lower()).split())


def flaws_between(
    exercises: Mapping[str, Placed], phases: Mapping[str, Phase], slots: Mapping[str, Slot], rules: Rules
) -> Iterator[Flaw]:
    """Every flaw that shows only when the files are read together."""
    yield from _exercise_flaws(exercises, rules)
    yield from _name_flaws(exercises)
    yield from _cycles(exercises)
    yield from _slot_flaws(exercises, slots, phases)
    yield from _phase_flaws(phases, slots, rules)


def _exercise_flaws(exercises: Mapping[str, Placed], rules: Rules) -> Iterator[Flaw]:
    for slug, (file, exercise) in exercises.items():
        for key, reason in (*_wording(exercise), *_references(exercise, exercises, rules)):
            yield Flaw(file, f"{slug}.{key}", reason)


def _wording(exercise: Exercise) -> Iterator[tuple[str, str]]:
    for key in ("name", "short", "setup", "mistake", "why"):
        if not getattr(exercise, key).strip():
            yield key, "has no words"
    if not LEAST_CUES <= len(exercise.cues) <= MOST_CUES or not all(cue.strip() for cue in exercise.cues):
        yield "cues", f"should be {LEAST_CUES} or {MOST_CUES} short sentences"


def _references(exercise: Exercise, exercises: Mapping[str, Placed], rules: Rules) -> Iterator[tuple[str, str]]:
    for key in ("easier", "harder"):
        for other in getattr(exercise, key):
            if other not in exercises:
                yield key, f"no exercise «{other}»"
    for need in exercise.needs:
        if need not in NEEDS:
            yield "needs", f"unknown equipment «{need}»; known are {', '.join(sorted(NEEDS))}"
    needed = LOAD_NEEDS.get(exercise.load_type)
    if needed and needed not in exercise.needs:
        yield "needs", f"should have «{needed}», its load is {exercise.load_type}"
    for site in exercise.cautions:
        if site not in rules.pain.sites:
            yield "cautions", f"unknown site «{site}»; known are {', '.join(rules.pain.sites)}"


def _name_flaws(exercises: Mapping[str, Placed]) -> Iterator[Flaw]:
    """A word that means two exercises.

    Short names are told apart from names and aliases: an exercise is called by its short name while it is in front of
    somebody, so «push-up» may be the name of another one.
    """
    shorts: dict[str, str] = {}
    names: dict[str, str] = {}
    for slug, (file, exercise) in exercises.items():
        for known, key, words in (
            (shorts, "short", (exercise.short,)),
            (names, "aliases", (slug, exercise.name, *exercise.aliases)),
        ):
            for word in words:
                other = known.setdefault(spoken(word), slug)
                if other != slug:
                    yield Flaw(file, f"{slug}.{key}", f"«{word}» means {other} already")


def _cycles(exercises: Mapping[str, Placed]) -> Iterator[Flaw]:
    for key in ("easier", "harder"):
        done: set[str] = set()
        for start in exercises:
            yield from _walk(start, key, exercises, (), done)


def _walk(
    slug: str, key: str, exercises: Mapping[str, Placed], path: tuple[str, ...], done: set[str]
) -> Iterator[Flaw]:
    if slug in path:
        ring = path[path.index(slug) :]
        yield Flaw(exercises[slug][0], f"{slug}.{key}", f"goes in a circle: {' → '.join((*ring, slug))}")
    elif slug not in done and slug in exercises:
        for other in getattr(exercises[slug][1], key):
            yield from _walk(other, key, exercises, (*path, slug), done)
        done.add(slug)


def _slot_flaws(
    exercises: Mapping[str, Placed], slots: Mapping[str, Slot], phases: Mapping[str, Phase]
) -> Iterator[Flaw]:
    file = "plans/slots.toml"
    for slug, slot in slots.items():
        lists = {"candidates": slot.candidates}
        lists |= {f"first.{phase}": row for phase, row in slot.first.items()}
        for place, row in (*lists.items(), *((f"gym.{phase}", row) for phase, row in slot.gym.items())):
            for other in row:
                if other not in exercises:
                    yield Flaw(file, f"{slug}.{place}", f"no exercise «{other}»")
        for place, row in lists.items():
            if not any(c in exercises and exercises[c][1].load_type in ("bodyweight", "time") for c in row):
                yield Flaw(file, f"{slug}.{place}", "has no body-weight exercise")
        for phase in (*slot.first, *slot.gym):
            if phase not in phases:
                yield Flaw(file, slug, f"no phase «{phase}»")


def _phase_flaws(phases: Mapping[str, Phase], slots: Mapping[str, Slot], rules: Rules) -> Iterator[Flaw]:
    file = "plans/phases.toml"
    for slug, phase in phases.items():
        for key in ("next", "after_gap"):
            if getattr(phase, key) not in phases:
                yield Flaw(file, f"{slug}.{key}", f"no phase «{getattr(phase, key)}»")
        if phase.tempo not in rules.tempo.seconds_a_rep:
            yield Flaw(file, f"{slug}.tempo", f"«{phase.tempo}» has no seconds in rules.toml, tempo")
        if not phase.reps[0] <= phase.reps[1] or any(r.reps[0] > r.reps[1] for r in phase.ranges):
            yield Flaw(file, f"{slug}.reps", "should go from few to many")
        if not set(phase.templates) <= {"A", "B", "C"} or not phase.templates:
            yield Flaw(file, f"{slug}.templates", "should be among A, B and C, at least one")
        for name, row in phase.templates.items():
            for other in row:
                if other not in slots:
                    yield Flaw(file, f"{slug}.templates.{name}", f"no slot «{other}»")
