"""Pain and red flags: heard first, answered with care, never a diagnosis (rules.md 3.4 and 5)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from core.athlete import Checkin, Talk
from core.building import next_session
from core.conversation import lifting
from core.conversation.keys import key
from core.conversation.recording import Recorded, recorded, set_fact
from core.conversation.standing import working_sets
from core.message import Line, Offer, Say
from core.session import PainReport
from core.turn import Fact, Turn

if TYPE_CHECKING:
    from core.conversation.scene import Scene
    from core.plan import Prescribed
    from core.reading.meaning import Pain
    from core.session import Workout

SITES: Final = ("knee", "low_back", "shoulder", "wrist", "achilles")
EASIER_FROM: Final = 4  # rules.md 3.4
REMOVED_FROM: Final = 6
STOP_FROM: Final = 8
SCORES: Final = (1, 2, 3, 4, 5, 6, 7, 8)


def red_flag(scene: Scene, urgency: str) -> Turn:
    """Stop, refer out, nothing else. What was lifted so far is kept; lifting waits until a professional has looked."""
    athlete = scene.athlete
    facts: tuple[Fact, ...] = (Fact("pain", {"red_flag": urgency}),)
    workout = scene.workout
    if workout is not None:
        closed = replace(workout, closed="finished" if workout.sets else "abandoned", ended=scene.incoming.at)
        athlete = replace(athlete, workout=closed)
        facts += (
            Fact(
                "session_finished",
                {"workout": workout.number, "date": workout.date.isoformat(), "sets": len(workout.sets)},
            ),
        )
    athlete = replace(athlete, talk=Talk(), paused="health")
    return Turn(athlete, facts=facts, says=(Say((Line(f"flag.{urgency}"),)),))


def said(scene: Scene, reading: Pain) -> Turn:
    """Pain in words: keep the sets that came with it, ask what is missing, then make today easier."""
    if reading.red_flag is not None:
        return red_flag(scene, reading.red_flag)
    facts: tuple[Fact, ...] = ()
    lines: tuple[Line, ...] = ()
    if reading.entries and scene.workout is not None:
        done = recorded(scene, scene.workout, reading.entries)
        scene = scene.with_athlete(replace(scene.athlete, workout=done.workout))
        facts = tuple(set_fact(scene, done.workout, lift) for lift in done.sets)
        lines = tuple(lifting.echo(scene, done, place) for place in done.places)
    turn = _known(scene, reading.site, reading.score, lines)
    return replace(turn, facts=(*facts, *turn.facts))


def _known(scene: Scene, site: str | None, score: int | None, lines: tuple[Line, ...] = ()) -> Turn:
    if site is None:
        return ask_site(scene, score, lines)
    if score is None:
        return ask_score(scene, site, lines)
    return kept(scene, PainReport(site, score), lines)


def ask_site(scene: Scene, score: int | None = None, lines: tuple[Line, ...] = ()) -> Turn:
    """«Where?», with the sites that the rules know and one for all others."""
    taps = [Offer(key("pain", site), Line(f"site.{site}")) for site in SITES]
    offers = (tuple(taps[:3]), (*taps[3:], Offer("pain:other", Line("site.other"))))
    scene = scene.with_athlete(scene.asking("pain_site", score=score))
    return scene.turn(Say((*lines, Line("pain.where")), offers))


def ask_score(scene: Scene, site: str, lines: tuple[Line, ...] = ()) -> Turn:
    """«How strong, 0 to 10?»."""
    taps = [
        Offer(key("pain", site, n), Line("offer.amount" if n < STOP_FROM else "offer.pain_more", {"n": n}))
        for n in SCORES
    ]
    offers = (tuple(taps[:4]), tuple(taps[4:]))
    scene = scene.with_athlete(scene.asking("pain_score", site=site))
    return scene.turn(Say((*lines, Line("pain.score", {"site": site_line(site)})), offers, wants_number=True))


def kept(scene: Scene, pain: PainReport, lines: tuple[Line, ...] = ()) -> Turn:
    """Keep the report and make the rest of today as the rules say."""
    fact = Fact("pain", {"site": pain.site, "score": pain.score})
    workout = scene.workout
    if workout is None:
        athlete = scene.asking(None, pain_site=pain.site, pain_score=pain.score, pain_on=scene.today.isoformat())
        band = _band(pain.score)
        say = Say((*lines, Line(f"pain.idle.{band}", {"site": site_line(pain.site)})))
        return Turn(athlete, facts=(fact,), says=(say,))
    workout = replace(workout, pain=pain)
    scene = scene.with_athlete(replace(scene.athlete, workout=workout, talk=Talk()))
    if pain.score >= STOP_FROM:
        turn = red_flag(scene, "soon")
        line = Line("pain.stop", {"site": site_line(pain.site)})
        return replace(turn, facts=(fact, *turn.facts[1:]), says=(Say((*lines, line)),))
    eased, lighter = _eased(scene, workout, pain)
    scene = scene.with_athlete(replace(scene.athlete, workout=eased))
    told = [*lines, Line(f"pain.{_band(pain.score)}", {"site": site_line(pain.site)})]
    told += [_change(scene, old, new) for old, new in lighter]
    return lifting.going_on(scene, Recorded(eased, ()), tuple(told), (fact,))


def _change(scene: Scene, old: Prescribed, new: Prescribed) -> Line:
    blanks = {"exercise": scene.short(old.slug), "now": scene.short(new.slug), "sets": new.sets, "reps": new.reps}
    return Line("pain.fewer" if old.slug == new.slug else "pain.changed", blanks)


def _band(score: int) -> str:
    if score >= STOP_FROM:
        return "stop"
    if score >= REMOVED_FROM:
        return "removed"
    return "easier" if score >= EASIER_FROM else "hold" if score == EASIER_FROM - 1 else "fine"


def _eased(scene: Scene, workout: Workout, pain: PainReport) -> tuple[Workout, list[tuple[Prescribed, Prescribed]]]:
    """The exercises that are still to come, as the rules prescribe them with this pain (rules.md 3.4).

    What is under way keeps its numbers when the rules leave it alone, and ends where it is when they do not.
    """
    today = next_session(scene.athlete.profile, scene.history(), workout.date, Checkin(pain=pain), scene.library)
    by_slot = {p.slot: p for p in today.exercises}
    exercises, skipped, changed = list(workout.exercises), list(workout.skipped), []
    for place, exercise in enumerate(workout.prescription.exercises):
        current = exercises[place]
        tagged = pain.site in getattr(scene.library.exercises.get(current.slug), "cautions", ())
        if not tagged or pain.score < EASIER_FROM or place in skipped:
            continue
        new = by_slot.get(exercise.slot)
        begun = bool(working_sets(workout, place))
        if begun or new is None:
            if len(working_sets(workout, place)) < current.sets:
                skipped.append(place)
        elif new != current:
            exercises[place] = new
            changed.append((current, new))
    return replace(workout, exercises=tuple(exercises), skipped=tuple(skipped)), changed


def site_line(site: str) -> Line | str:
    """A site in words; one that the rules do not know in the person's own."""
    return Line(f"site.{site}") if site in SITES or site == "other" else site
