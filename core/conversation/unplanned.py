"""Sets without a workout, and work outside the plan: noted only where the person says so."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from core.athlete import Step
from core.building import next_session
from core.conversation import asking, held, lifting, prescribing
from core.conversation.keys import key
from core.conversation.recording import recorded, set_fact
from core.conversation.standing import EXTRA
from core.conversation.words import sets_words
from core.conversation.yes_no import decided
from core.message import Line, Offer, Say
from core.plan import NO_LIFTING, Prescription
from core.reading.calendar_words import CALENDAR
from core.reading.meaning import Sets
from core.reading.tokens import typed
from core.session import Workout
from core.turn import Fact, Turn
from core.values import replace

if TYPE_CHECKING:
    from datetime import date

    from core.conversation.scene import Scene
    from core.reading.meaning import Reading

WEEK = timedelta(days=7)
LONGEST = 2000  # characters that are looked at for a day's name
EXTRA_PLAN = Prescription("normal", None, None, None, None, None, None, (), ())


def without_workout(scene: Scene, reading: Sets, text: str) -> Turn:
    """Sets came in while no workout is going on: ask whether it is extra work or today's workout."""
    if not reading.entries:
        return ask_to_start(scene)
    if any(entry.exercise is None for entry in reading.entries):
        scene = scene.with_athlete(scene.asking(None))
        line = Line("nothing_on.what", {"text": asking.quoted(text)})
        return scene.turn(Say((line,), ((Offer("start", Line("offer.start")),),)))
    reading = _looking_back(scene, reading, text)
    if reading.on is not None and reading.on > scene.today:
        return lifting.reminder(scene, Line("extra.ahead", {"day": reading.on}))
    number = lifting.question_number(scene)
    about = {"readings": [held.kept(reading)], "message": None, "text": asking.quoted(text)}
    scene = scene.with_athlete(scene.asking("extra", ask=number, **about))
    offers: tuple[tuple[Offer, ...], ...] = (
        (
            Offer(key("extra", number, "note"), Line("offer.note_it")),
            Offer(key("extra", number, "no"), Line("offer.no")),
        ),
    )
    if len({entry.known for entry in reading.entries}) > 1:
        offers += ((Offer(key("extra", number, "known"), Line("offer.note_known")),),)
    return scene.turn(Say(_question(scene, reading), offers))


def ask_to_start(scene: Scene) -> Turn:
    """No workout is on; a yes begins one."""
    scene = scene.with_athlete(scene.asking("start"))
    return scene.turn(Say((Line("nothing_on.ask"),), ((Offer("start", Line("offer.start")),),)))


def _question(scene: Scene, reading: Sets) -> tuple[Line, ...]:
    on = reading.on or scene.today
    planned = any(entry.exercise in {p.slug for p in _plan(scene, on).exercises} for entry in reading.entries)
    blanks = {"sets": told(scene, reading), "day": on}
    strange = tuple(dict.fromkeys(entry.exercise for entry in reading.entries if not entry.known))
    own = (Line("extra.own_words", {"exercises": strange}),) if strange else ()
    if reading.on is None:
        return (*own, Line("extra.question_plan" if planned else "extra.question", blanks))
    lines = [*own, Line("extra.question_on_plan" if planned else "extra.question_on", blanks)]
    if any(log.date == on for log in scene.history()):
        lines.append(Line("extra.again", blanks))
    return tuple(lines)


def _looking_back(scene: Scene, reading: Sets, text: str) -> Sets:
    """«wednesday: squat 6 6» is about the last Wednesday: what was lifted lies behind us."""
    named = any(token.text in CALENDAR.weekdays for token in typed(text[:LONGEST]).tokens)
    if reading.on is None or not named or not scene.today < reading.on <= scene.today + WEEK:
        return reading
    return replace(reading, on=reading.on - WEEK)


def told(scene: Scene, reading: Sets) -> tuple[Line, ...]:
    """«squat 6 6, press 5 5»: every exercise of the message."""
    slugs = dict.fromkeys(entry.exercise for entry in reading.entries)
    return tuple(asking.entries_words(scene, [e for e in reading.entries if e.exercise == slug]) for slug in slugs)


def _plan(scene: Scene, on: date) -> Prescription:
    """The session of that day, as the coach would have given it before anything of it was told."""
    coming = next_session(scene.athlete.profile, scene.history(), on, None, scene.library)
    return EXTRA_PLAN if coming.type in NO_LIFTING else coming


def pressed(scene: Scene, rest: list[str]) -> Turn | None:
    """The answer to that question."""
    about = scene.athlete.talk.about
    if scene.athlete.talk.asked != "extra" or len(rest) != 2 or str(about.get("ask")) != rest[0]:  # noqa: PLR2004  number, answer
        return None
    scene = scene.with_athlete(scene.asking(None))
    reading = held.released(about["readings"][0])
    if rest[1] not in {"note", "known"} or not isinstance(reading, Sets):
        return lifting.reminder(scene, Line("pick.dropped"))
    if rest[1] == "known":
        reading = replace(reading, entries=tuple(entry for entry in reading.entries if entry.known))
    return noted(scene, reading)


def said(scene: Scene, text: str, reading: Reading) -> Turn | None:
    """«yes» or «no» typed where the buttons are; anything else is a new message."""
    number = str(scene.athlete.talk.about.get("ask"))
    answer = decided(text, reading)
    return None if answer is None else pressed(scene, [number, "note" if answer else "no"])


def noted(scene: Scene, reading: Sets) -> Turn:
    """Keep the sets as extra work: in the workout that is going on, else as one of its own that is closed at once."""
    if scene.workout is not None and reading.on is None:
        return lifting.after(scene, recorded(scene, scene.workout, reading.entries))
    return _closed(scene, reading, reading.on or scene.today)


def _closed(scene: Scene, reading: Sets, on: date) -> Turn:
    """A workout of that day, told afterwards: what the plan has for it counts for the plan, the rest is extra work."""
    number = scene.athlete.workouts + 1
    plan = _plan(scene, on)
    if not any(entry.exercise in {p.slug for p in plan.exercises} for entry in reading.entries):
        plan = EXTRA_PLAN
    started = scene.incoming.at - timedelta(days=(scene.today - on).days)
    done = recorded(scene, Workout(number, started, on, plan, plan.exercises), reading.entries)
    lifted = tuple(replace(lift, at=started) for lift in done.sets)
    closed = replace(done.workout, sets=lifted, closed="finished", ended=started)
    athlete = replace(scene.athlete, workouts=number)
    if scene.workout is None:
        # Undo takes its sets away again; a workout without sets counts as none.
        step = Step("told", workout=number, remove=tuple(lift.key for lift in lifted))
        athlete = replace(athlete, workout=closed, undo=(step,))
    facts = (
        Fact("session_started", {"workout": number, "date": on.isoformat()}),
        *(set_fact(scene, closed, lift) for lift in lifted),
        Fact("session_finished", {"workout": number, "date": on.isoformat(), "sets": len(lifted)}),
    )
    lines = [_noted(scene, closed, place) for place in done.places]
    if plan is not EXTRA_PLAN and scene.workout is None:
        after = prescribing.as_usual(scene.with_athlete(athlete))
        if after.date is not None:
            lines.append(Line("next.day", {"day": after.date}))
    also = () if scene.workout is None else (closed,)
    return Turn(athlete, facts=facts, says=(Say(tuple(lines)),), also=also)


def _noted(scene: Scene, workout: Workout, place: int) -> Line:
    entry = workout.exercises[place]
    words = sets_words(scene, entry.slug, workout.sets_of(place))
    extra = entry.slot == EXTRA
    return Line("echo.extra" if extra else "extra.noted", {"exercise": scene.short(entry.slug), "sets": words})
