"""Before the first set: the gates, the day, and an unfinished workout come before a new one."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from core.athlete import Talk
from core.building import estimated_minutes
from core.conversation import dues, hurting, lifting, prescribing, questions
from core.conversation.standing import working_sets
from core.message import Line, Offer, Say
from core.plan import NO_LIFTING
from core.values import replace

if TYPE_CHECKING:
    from core.athlete import Profile
    from core.content import Library
    from core.conversation.scene import Scene
    from core.plan import Prescription
    from core.session import Workout
    from core.turn import Turn

QUIET: Final = timedelta(hours=4)  # longer than any workout with its pauses: then we ask before going on
REST_DAYS: Final = 2  # rules.md 4: at least two calendar days between lifts


def begin(scene: Scene, opening: tuple[Line, ...] = (), *, insisting: bool = False, only: int | None = None) -> Turn:
    """«start workout»: whatever is missing is asked first, gates hold, then the first exercise.

    `only` so many exercises: what is left out comes first the next time (rules.md 3.7: unfinished first).
    """
    athlete = scene.athlete
    if scene.workout is not None:
        return (
            resume_question(scene) if is_stale(scene, scene.workout) else lifting.reminder(scene, *opening, card=True)
        )
    if athlete.paused == "health":
        offers = ((Offer("cleared", Line("offer.checked")),),)
        return scene.turn(Say((*opening, Line("gate.checked")), offers, yes="cleared", no="cleared:no"))
    if questions.screen_due(scene):
        return questions.ask_screen(scene, starting=True, before=opening)
    if _barred(athlete.profile):
        return questions.refused(scene)
    if "kit" not in athlete.answered:
        return questions.ask_kit(scene, starting=True, before=opening)
    sore = hurting.before(scene)
    if sore is not None:
        return hurting.ask(scene, sore, opening, insisting=insisting)
    prescription = prescribing.for_today(scene)
    if prescription.type in NO_LIFTING:
        return gate(scene, prescription, opening)
    if not insisting and _too_soon(scene):
        return too_soon(scene, opening)
    if only is not None:
        prescription = _first(prescription, only, scene.library)
    whole = prescribing.for_today(scene, whole=True)
    left_out = tuple(entry for entry in whole.exercises if entry not in prescription.exercises)
    return lifting.started(scene, prescription, opening, left_out)


def _barred(profile: Profile) -> bool:
    """A gate that only a professional's word opens (rules.md 3.1)."""
    return (profile.parq_yes and not profile.cleared) or profile.pregnant or profile.postpartum_uncleared


def _first(prescription: Prescription, only: int, library: Library) -> Prescription:
    kept = prescription.exercises[:only]
    phase = library.phases.get(prescription.phase or "")
    minutes = estimated_minutes(kept, phase, library) if phase else prescription.minutes
    return replace(prescription, exercises=kept, minutes=minutes)


def gate(scene: Scene, prescription: Prescription, opening: tuple[Line, ...] = ()) -> Turn:
    """Why there is no session today: a gate, or a race near."""
    if prescription.type in {"refer", "blocked"} and {"PREGNANCY_REFER", "SCREEN_BLOCK"} & set(prescription.codes):
        return questions.refused(scene)
    return scene.turn(Say((*opening, *gate_lines(prescription))))


def gate_lines(prescription: Prescription) -> tuple[Line, ...]:
    """The reason in a sentence, and the day on which lifting is open again."""
    code = prescription.codes[-1].lower() if prescription.codes else prescription.type
    line = Line(f"code.{code}")
    return (line, Line("code.open_again", {"day": prescription.date})) if prescription.date is not None else (line,)


def _too_soon(scene: Scene) -> bool:
    history = scene.history()
    return bool(history) and (scene.today - history[-1].date).days < REST_DAYS


def too_soon(scene: Scene, opening: tuple[Line, ...]) -> Turn:
    """Less than 48 hours since the last lift: say so and when it suits; the person may insist (rules.md 3.6)."""
    lines = [*opening, Line("soon.title")]
    coming = dues.lift_day(scene)
    if coming is not None:
        lines.append(Line("next.day", {"day": coming}))
    offers = ((Offer("start:wait", Line("offer.wait")), Offer("start:insist", Line("offer.insist"))),)
    scene = scene.with_athlete(scene.asking(None))
    return scene.turn(Say(tuple(lines), offers))


def ready(scene: Scene, opening: tuple[Line, ...] = ()) -> Turn:
    """Everything is known: offer the first workout."""
    return scene.turn(Say((*opening, Line("ready")), ((Offer("start", Line("offer.start")),),)))


# --- a workout that was left open ---------------------------------------------------------------------------------------------
def last_sign(workout: Workout) -> datetime:
    """When something was last reported in this workout."""
    return max((lift.at for lift in workout.sets), default=workout.started)


def is_stale(scene: Scene, workout: Workout) -> bool:
    """Whether so much time has passed that going on must be asked, not assumed."""
    about = scene.athlete.talk.about
    last = last_sign(workout)
    if about.get("resumed") == workout.number and about.get("at"):
        last = max(last, datetime.fromisoformat(about["at"]))
    return scene.incoming.at - last > QUIET


def resume_question(scene: Scene, held: str | None = None, message: str | None = None) -> Turn:
    """«Your workout is still open»: go on, end it there, or leave it. `held` is what was said meanwhile; nothing of it is lost."""
    workout = scene.workout
    assert workout is not None  # noqa: S101  the caller knows that a workout is open
    done = sum(1 for place in range(len(workout.exercises)) if working_sets(workout, place))
    number = workout.number
    offers = (
        (
            Offer(f"resume:{number}:on", Line("offer.resume")),
            Offer(f"resume:{number}:end", Line("offer.end_there")),
        ),
    )
    lines = [Line("resume.title", {"day": workout.date, "n": done, "of": len(workout.prescription.exercises)})]
    if held:
        lines.append(Line("resume.held", {"text": " · ".join(held.split("\n"))}))
    scene = scene.with_athlete(scene.asking("resume", held=held, message=message))
    return scene.turn(Say(tuple(lines), offers))


def resumed(scene: Scene) -> Scene:
    """The workout is taken up again: it counts for today, so that nothing more is asked about it."""
    workout = scene.workout
    assert workout is not None  # noqa: S101  the caller knows that a workout is open
    talk = Talk(None, {"resumed": workout.number, "at": scene.incoming.at.isoformat()})
    return scene.with_athlete(replace(scene.athlete, workout=replace(workout, date=scene.today), talk=talk))
