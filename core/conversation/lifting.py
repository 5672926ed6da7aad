"""The workout itself: starting, recording what was done, going on to what is next."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from core.athlete import Talk
from core.conversation import cards, finishing, held, prescribing
from core.conversation.keys import key
from core.conversation.recording import Recorded, as_planned, message_name, recorded, set_fact
from core.conversation.standing import EXTRA, is_done, standing, turn_order, working_sets
from core.conversation.words import sets_words
from core.message import Line, Offer, Say
from core.nudging import MISSED_DAYS
from core.pausing import MOVED, MOVED_TO, PUSHED_OUT, is_marked
from core.plan import NO_LIFTING
from core.reading.meaning import Entry
from core.session import Workout
from core.turn import Fact, Turn
from core.values import replace
from core.walltime import DAY

if TYPE_CHECKING:
    from collections.abc import Sequence

    from core.conversation.scene import Scene
    from core.plan import Prescribed, Prescription
    from core.reading.meaning import Sets
    from core.session import LiftSet

RIR_ANSWERS = (0, 1, 2, 3)
QUESTIONS = 10**9  # two questions of one person never share a second, so their numbers differ
QUOTED = 120  # characters of a message that are quoted back
CODES_TOLD = 3  # what is special about today, in the order in which the rules decided it


# --- starting ---------------------------------------------------------------------------------------------------------
def started(
    scene: Scene, prescription: Prescription, opening: tuple[Line, ...] = (), left_out: tuple[Prescribed, ...] = ()
) -> Turn:
    """A new workout with this prescription, frozen as it is, and the card of its first exercise.

    What was `left_out` for today belongs to it as skipped, so that it comes first the next time (rules.md 3.7: unfinished first).
    """
    whole = replace(prescription, exercises=(*prescription.exercises, *left_out))
    pain = prescribing.pain_on(scene.athlete, scene.today)
    workout = Workout(
        number=scene.athlete.workouts + 1,
        started=scene.incoming.at,
        date=scene.today,
        prescription=whole,
        exercises=whole.exercises,
        skipped=tuple(range(len(prescription.exercises), len(whole.exercises))),
        pain=pain if pain is not None and pain.score > 0 else None,
    )
    athlete = replace(scene.athlete, workout=workout, workouts=workout.number, talk=Talk())
    here = standing(workout)
    assert prescription.type not in NO_LIFTING and here is not None  # noqa: S101, PT018  the callers have asked the gates
    first = cards.card(scene.with_athlete(athlete), workout, here)
    slipped = not _agreed(scene) and not _after_a_break(prescription)
    codes = [code for code in prescription.codes if code != "RESCHEDULED" or slipped]
    news = tuple(Line(f"code.{code.lower()}") for code in codes[:CODES_TOLD])
    overview = Say((*opening, *overview_lines(prescription), *news))
    fact = Fact("session_started", {"workout": workout.number, "date": workout.date.isoformat()})
    return Turn(athlete, facts=(fact,), says=(overview, first))


def _agreed(scene: Scene) -> bool:
    """Whether this is the day on which the session was to be: then no lift day slipped by."""
    nudging = scene.athlete.nudging
    recent = [scene.today - n * DAY for n in range(MISSED_DAYS + 1)]
    moved = any(is_marked(nudging, day, reason) for day in recent for reason in (MOVED, MOVED_TO, PUSHED_OUT))
    return moved or nudging.lift_on == scene.today


def _after_a_break(prescription: Prescription) -> bool:
    """Whether it comes after weeks off: then that a day slipped by is no news."""
    return any(code.startswith(("WEEKS_OFF", "GAP_", "RESTART")) for code in prescription.codes)


def overview_lines(prescription: Prescription) -> tuple[Line, ...]:
    """«Full Body Strength Routine: 7 exercises, about 22 minutes.» and the warm-up."""
    sets = {p.sets for p in prescription.exercises}
    reps = {p.reps for p in prescription.exercises}
    alike = len(sets) == 1 and len(reps) == 1
    blanks = {
        "n": len(prescription.exercises),
        "minutes": prescription.minutes or 0,
        "sets": min(sets),
        "reps": min(reps),
        "name": Line(f"routine.{(prescription.phase or 'p1').lower()}"),
    }
    warmup = "warmup.long" if prescription.phase in {"P3", "P4", "M"} else "warmup.short"
    return (Line("overview.alike" if alike else "overview.mixed", blanks), Line(warmup))


# --- recording --------------------------------------------------------------------------------------------------------
def report(scene: Scene, reading: Sets) -> Turn:
    """Record what the message reports, and go on."""
    workout = scene.workout
    assert workout is not None  # noqa: S101  the caller knows that a workout is going on
    if reading.rest_as_planned == "session" and (short := _told_in_part(workout, reading.entries)):
        return confirming(scene, reading, short)
    entries = (*reading.entries, *rest_as_planned(workout, reading))
    return after(scene, recorded(scene, workout, entries), problems=reading.problems)


def _told_in_part(workout: Workout, entries: tuple[Entry, ...]) -> dict[str, int]:
    """Exercises of which fewer sets were told than are left, and how many are missing: «but row 5/6» with two rows to do."""
    told = Counter(entry.exercise for entry in entries)
    open_ = as_planned(workout, [p for p in turn_order(workout) if p not in workout.skipped])
    missing = {workout.exercises[place].slug: n - told[workout.exercises[place].slug] for place, n in open_}
    return {slug: n for slug, n in missing.items() if n > 0 and slug in told}


def confirming(scene: Scene, reading: Sets, short: dict[str, int]) -> Turn:
    """«All as planned; row 6, then left 5 right 6. Right?»: the sets that were not told come first, as planned. Nothing is kept yet."""
    workout = scene.workout
    assert workout is not None  # noqa: S101  the caller knows that a workout is going on
    planned = {e.slug: e for e in workout.exercises}
    entries: list[Entry] = []
    for slug in dict.fromkeys(entry.exercise for entry in reading.entries if entry.exercise):
        entries += [Entry(exercise=slug, reps=planned[slug].reps)] * short.get(slug, 0)
        entries += [entry for entry in reading.entries if entry.exercise == slug]
    whole = replace(reading, entries=tuple(entries))
    kept = recorded(scene, workout, whole.entries)
    named = [place for place in kept.places if workout.exercises[place].slug in short]
    told = tuple(
        Line("confirm.exercise", {"exercise": scene.short(slug), "sets": sets_words(scene, slug, kept.of(place))})
        for place in named
        for slug in (workout.exercises[place].slug,)
    )
    number = question_number(scene)
    offers = (
        (Offer(key("pick", number, 0), Line("offer.save")), Offer(key("pick", number, "none"), Line("offer.change"))),
    )
    about = {"readings": [held.kept(whole)], "message": message_name(scene), "text": said_words(scene)}
    scene = scene.with_athlete(scene.asking("pick", ask=number, **about))
    return scene.turn(Say((Line("confirm.rest", {"exercises": told}),), offers))


def said_words(scene: Scene) -> str:
    """What was written, short enough to be quoted when the question about it is left open."""
    text = " ".join(getattr(scene.incoming.act, "text", "").split())
    return text if len(text) <= QUOTED else text[: QUOTED - 1] + "…"


def question_number(scene: Scene) -> int:
    """A number for a question, so that the buttons of an older one are known as such."""
    return int(scene.incoming.at.timestamp()) % QUESTIONS


def rest_as_planned(workout: Workout, reading: Sets) -> list[Entry]:
    """Entries for what «all done» or «everything as planned but …» stands for."""
    if reading.rest_as_planned is None:
        return []
    named = {entry.exercise for entry in reading.entries} | set(reading.except_)
    here = standing(workout)
    places = [place for place in turn_order(workout) if place not in workout.skipped]
    if reading.rest_as_planned == "exercise":
        places = [here.place] if here else []
    wanted = [place for place in places if workout.exercises[place].slug not in named]
    return [
        Entry(exercise=workout.exercises[place].slug, reps=workout.exercises[place].reps)
        for place, missing in as_planned(workout, wanted)
        for _ in range(missing)
    ]


def after(scene: Scene, done: Recorded, problems: tuple[str, ...] = ()) -> Turn:
    """What is said once sets are recorded: one line each, what was not understood, then what comes next."""
    shown = _place_of(scene.workout)
    athlete = replace(scene.athlete, workout=done.workout, talk=Talk())
    scene = scene.with_athlete(athlete)
    facts = tuple(set_fact(scene, done.workout, lift) for lift in done.sets)
    lines = tuple(echo(scene, done, place) for place in done.places)
    lines += tuple(Line("not_understood.part", {"part": part}) for part in problems)
    return going_on(scene, done, lines, facts, shown=shown)


def _place_of(workout: Workout | None) -> int | None:
    here = standing(workout) if workout is not None else None
    return here.place if here is not None else None


def echo(scene: Scene, done: Recorded, place: int) -> Line:
    """One line for what was recorded of an exercise."""
    workout, prescribed = done.workout, done.workout.exercises[place]
    mine = [lift for lift in done.sets if lift.exercise == place]
    name = scene.short(prescribed.slug)
    if prescribed.slot == EXTRA:
        return Line("echo.extra", {"exercise": name, "sets": sets_words(scene, prescribed.slug, mine)})
    if mine[-1].kind != "normal":
        return Line(f"echo.{mine[-1].kind}", {"exercise": name, "sets": sets_words(scene, prescribed.slug, mine)})
    if is_done(workout, place):
        every = sets_words(scene, prescribed.slug, working_sets(workout, place))
        return Line("echo.done", {"exercise": name, "sets": every})
    blanks = {
        "exercise": name,
        "n": mine[-1].number,
        "of": prescribed.sets,
        "sets": sets_words(scene, prescribed.slug, mine),
    }
    return Line("echo.rest" if scene.athlete.habits.rest_timer else "echo.set", {**blanks, "rest_s": prescribed.rest_s})


def going_on(
    scene: Scene, done: Recorded, lines: tuple[Line, ...], facts: tuple[Fact, ...], *, shown: int | None = None
) -> Turn:
    """After a set: the next one, the question how hard it was, the next exercise, or the end.

    `shown` is the exercise whose card is on the screen already.
    """
    workout = done.workout
    here = standing(workout)
    place = done.places[-1] if done.places else None
    if place is not None and len(done.places) == 1 and _ask_rir(workout, place, done.sets):
        return rir_question(scene, place, lines, facts)
    if here is None:
        # After a whole session in one message the summary says it all; only what was not understood is told besides.
        whole = len(done.places) > 1
        kept_lines = tuple(line for line in lines if not (whole and line.key.startswith("echo.")))
        return finishing.finished(scene, kept_lines, facts)
    if here.place == shown:
        resting = place == here.place and scene.athlete.habits.rest_timer
        say = Say(
            (*lines, cards.prompt(scene, here)),
            cards.set_offers(scene, workout, here),
            rest_s=here.prescribed.rest_s if resting else None,
            wants_number=True,
        )
        return scene.turn(say, facts=facts)
    card = cards.card(scene, workout, here)
    rest = workout.exercises[place].rest_s if place is not None and scene.athlete.habits.rest_timer else None
    told = (Say(lines),) if lines else ()
    return scene.turn(*told, replace(card, rest_s=rest), facts=facts)


# --- how hard it was ----------------------------------------------------------------------------------------------------
def _ask_rir(workout: Workout, place: int, sets: Sequence[LiftSet]) -> bool:
    """Once per exercise, when its last set is in and said nothing about effort itself."""
    exercise = workout.exercises[place]
    if exercise.slot == EXTRA or not is_done(workout, place):
        return False
    return all(lift.rir is None for lift in workout.sets_of(place)) and any(lift.kind == "normal" for lift in sets)


def rir_question(scene: Scene, place: int, lines: tuple[Line, ...], facts: tuple[Fact, ...]) -> Turn:
    """«How many more could you have done?», one tap, optional."""
    workout = scene.workout
    assert workout is not None  # noqa: S101  sets were just recorded in it
    where = (workout.number, place)
    taps = tuple(Offer(key("rir", *where, n), Line("offer.amount", {"n": n})) for n in RIR_ANSWERS)
    offers = (
        (
            *taps,
            Offer(key("rir", *where, 4), Line("offer.rir_more")),
            Offer(key("rir", *where, "skip"), Line("offer.rir_skip")),
        ),
    )
    held = scene.library.exercises.get(workout.exercises[place].slug)
    question = Line("ask.rir.hold" if held and held.held else "ask.rir")
    if lines and lines[-1].key.startswith("echo."):
        question = Line("joined", {"first": lines[-1], "second": question})
        lines = lines[:-1]
    scene = scene.with_athlete(scene.asking("rir", workout=workout.number, place=place))
    return scene.turn(Say((*lines, question), offers), facts=facts)


def rir_answered(scene: Scene, place: int, rir: int | None) -> Turn:
    """Keep the answer with the exercise's last set, and go on to the next exercise."""
    workout = scene.workout
    assert workout is not None  # noqa: S101  the caller knows that a workout is going on
    facts: tuple[Fact, ...] = ()
    lines: tuple[Line, ...] = ()
    sets = working_sets(workout, place)
    if rir is not None and sets:
        last = replace(sets[-1], rir=min(rir, 5))
        workout = workout.with_sets(last)
        facts = (set_fact(scene, workout, last, "set_corrected"),)
        lines = (Line("noted.rir", {"exercise": scene.short(workout.exercises[place].slug), "rir": last.rir}),)
    scene = scene.with_athlete(replace(scene.athlete, workout=workout, talk=Talk()))
    return going_on(scene, Recorded(workout, ()), lines, facts)


# --- where we are -------------------------------------------------------------------------------------------------------
def reminder(scene: Scene, *lines: Line, card: bool = False) -> Turn:
    """Say these lines and show again what is asked for; `card`: the whole card when the exercise has not begun.

    A question that is open is what is asked for, so that no answer to the set below it can be taken for an answer to it.
    """
    workout = scene.workout
    if workout is None:
        return scene.turn(Say(lines)) if lines else scene.turn()
    talk = scene.athlete.talk
    if talk.asked == "rir" and talk.about.get("workout") == workout.number:
        return rir_question(scene, talk.about["place"], lines, ())
    here = standing(workout)
    if here is None:
        return finishing.finished(scene, lines)
    if card and here.number == 1:
        told = (Say(lines),) if lines else ()
        return scene.turn(*told, cards.card(scene, workout, here))
    say = Say((*lines, cards.prompt(scene, here)), cards.set_offers(scene, workout, here), wants_number=True)
    return scene.turn(say)


def other(scene: Scene) -> Turn:
    """«Other»: the number is typed, with examples of how."""
    return scene.turn(Say((Line("other.how"),), wants_number=True))


def skipped(scene: Scene, place: int) -> Turn:
    """Leave the rest of an exercise out today: not attempted, not failed."""
    workout = scene.workout
    assert workout is not None  # noqa: S101  the caller knows that a workout is going on
    shown = _place_of(workout)
    slug = workout.exercises[place].slug
    workout = replace(workout, skipped=(*(p for p in workout.skipped if p != place), place))
    scene = scene.with_athlete(replace(scene.athlete, workout=workout, talk=Talk()))
    line = Line("skipped.rest" if working_sets(workout, place) else "skipped.exercise", {"exercise": scene.short(slug)})
    fact = Fact("skipped", {"exercise": slug})
    return going_on(scene, Recorded(workout, ()), (line,), (fact,), shown=shown)
