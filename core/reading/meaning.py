"""What a message can mean: the values that reading answers with."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from core.values import quick

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, time


Part = Literal["morning", "noon", "afternoon", "evening", "night"]
Limit = Literal["sets", "reps", "seconds", "load", "length", "day", "mind"]


class Today(NamedTuple):
    """One exercise of the session going on, as reading needs it to place a name or a «the rest as planned»."""

    slug: str
    sets: int
    reps: int
    per_side: bool
    load: float | None
    left: int  # sets still to come


@quick
@dataclass(frozen=True, slots=True)
class Context:
    """What was just asked and what is prescribed. The first nine fields are those of `ironstride read` (interfaces.md)."""

    exercise: str | None = None
    sets: int | None = None
    reps: int | None = None
    per_side: bool = False
    load: float | None = None
    unit: str = "kg"
    asked: str | None = None
    last_reps: int | None = None
    last_load: float | None = None
    left: int = 0
    today: date | None = None  # the person's local day; None: dates are read but not resolved
    now: time | None = None
    session: tuple[Today, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """One set as read. `exercise` is a catalogue slug, or the person's own words when `known` is False; None: the one asked for.

    `reps` of a one-sided set is the lower of `left` and `right`. `load` is in `unit`; for a band it stays None and `band` has its words.
    """

    exercise: str | None = None
    known: bool = True
    reps: int | None = None
    left: int | None = None
    right: int | None = None
    seconds: int | None = None
    load: float | None = None
    unit: str | None = None
    bodyweight: bool = False
    band: str | None = None
    rir: int | None = None
    rpe: float | None = None
    warmup: bool = False
    drop: bool = False
    note: str | None = None


@quick
@dataclass(frozen=True, slots=True)
class Sets:
    """Sets were reported. `rest_as_planned`: besides the entries, the rest of the exercise or session went as planned.

    `except_` names exercises (slugs) that «all but …» leaves out; `problems` quotes the parts of the message that were not understood.
    """

    entries: tuple[Entry, ...] = ()
    rest_as_planned: Literal["exercise", "session"] | None = None
    except_: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Correction:
    """Take the last thing back (`undo`, the last `times` things), or this set (of that exercise) was different.

    Without a number: the last set.
    """

    undo: bool = False
    number: int | None = None
    exercise: str | None = None
    entry: Entry | None = None
    times: int = 1


@dataclass(frozen=True, slots=True)
class Command:
    """A word the bot knows (`start`, `skip`, `equipment`, …), with the words that came with it and the exercise they name."""

    word: str
    rest: str = ""
    exercise: str | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """Something of life that changes what comes next.

    Kinds: `sick`, `well`, `travelling`, `minutes`, `race`, `run_moved`, `sore`, `no_equipment`, `hotel_gym`, `away` (was off for a
    while), `pregnant`, `postpartum`, `surgery`, `tired`, `ran` (a run that is done), `asked_ill` (whether to lift when ill), `other_unwell` (a red flag
    of somebody else). `details` of `postpartum` and `surgery` may
    have `weeks` since then; those of `no_equipment` what there is (`at_hand`) or what alone is missing (`without`).
    """

    kind: str
    on: date | None = None
    until: date | None = None
    minutes: int | None = None
    details: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Pain:
    """Pain or a red flag. `red_flag` names the urgency of rules.md 5: `emergency`, `same_day` or `soon`; then nothing else counts.

    `others`: further places that were scored in the same message, (site, score); `site` is the worst of them. `lasting`: a weak
    spot of old («bad knees»), of which nothing says that it hurts now.
    """

    site: str | None = None
    score: int | None = None
    red_flag: Literal["emergency", "same_day", "soon"] | None = None
    worse: bool = False
    entries: tuple[Entry, ...] = ()
    others: tuple[tuple[str, int], ...] = ()
    lasting: bool = False


@dataclass(frozen=True, slots=True)
class When:
    """A day, a time of day, or both. `confirm`: people mean different days by these words («next Thursday»): show the date and ask."""

    day: date | None = None
    at: time | None = None
    part: Part | None = None
    confirm: bool = False


@dataclass(frozen=True, slots=True)
class Unclear:
    """Not understood, or understood in more than one way: `readings` has one value for each, in the order to offer them.

    `limit` names the cap of product.md that the message is beyond, is `day` where it names a day that no calendar has
    (the first of `problems`), or `mind` where a mind is changed and what counts instead is not clear: then nothing of it is offered.
    """

    readings: tuple[Reading, ...] = ()
    problems: tuple[str, ...] = ()
    limit: Limit | None = None


Reading = Sets | Correction | Command | Event | Pain | When | Unclear
