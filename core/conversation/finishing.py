"""The end of a workout: what was done, what changes next time and why, and when that is."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from core.athlete import Talk
from core.coaching.elsewhere import is_away
from core.conversation import dues, next_day, prescribing, questions
from core.conversation.promising import week_and_row
from core.conversation.standing import EXTRA, turn_order, working_sets
from core.conversation.words import amount, sets_words
from core.explaining import reason
from core.message import Line, Offer, Say
from core.plan import NO_LIFTING, Prescribed
from core.turn import Fact, Turn
from core.values import replace
from core.wording import text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from core.athlete import Athlete
    from core.conversation.scene import Scene
    from core.session import SessionLog, Workout

# Longer means that it was interrupted, shorter that it was told afterwards: then its length says nothing.
SHORTEST, LONGEST = timedelta(minutes=5), timedelta(hours=3)


def finished(scene: Scene, lines: tuple[Line, ...] = (), facts: tuple[Fact, ...] = ()) -> Turn:
    """Close the workout and sum it up. Without a single set it is put away instead."""
    workout = scene.workout
    assert workout is not None  # noqa: S101  the caller knows that a workout is going on
    if not workout.sets:
        return put_away(scene)
    ended = max(lift.at for lift in workout.sets)  # not now: «finish it there» may come a day later
    closed = replace(workout, closed="finished", ended=ended)
    scene = scene.with_athlete(replace(scene.athlete, workout=closed, talk=Talk()))
    fact = Fact(
        "session_finished", {"workout": closed.number, "date": closed.date.isoformat(), "sets": len(closed.sets)}
    )
    told = (Say(lines),) if lines else ()
    says = [*told, summary(scene, closed)]
    if questions.plyo_due(scene, closed):
        known = scene.athlete.answered | {"plyo"}  # asked by itself once; «jumps» asks again
        scene, question = questions.plyo(scene.with_athlete(replace(scene.athlete, answered=known)))
        says.append(question)
    return scene.turn(*says, facts=(*facts, fact))


def closed_now(scene: Scene) -> tuple[Athlete, tuple[Fact, ...]]:
    """The athlete without an open workout: something came up that lifting has to wait for. What was lifted is kept."""
    workout = scene.workout
    if workout is None:
        return scene.athlete, ()
    closed = replace(workout, closed="finished" if workout.sets else "abandoned", ended=scene.incoming.at)
    details = {"workout": workout.number, "date": workout.date.isoformat(), "sets": len(workout.sets)}
    return replace(scene.athlete, workout=closed, talk=Talk()), (Fact("session_finished", details),)


def ask(scene: Scene, *before: Line) -> Turn:
    """«Finish here?»; a workout without a set is put away without a question."""
    workout = scene.workout
    assert workout is not None  # noqa: S101  the caller knows that a workout is going on
    if not workout.sets:
        return put_away(scene, *before)
    offers = (
        (
            Offer(f"finish:{workout.number}", Line("offer.finish")),
            Offer(f"resume:{workout.number}:on", Line("offer.go_on")),
        ),
    )
    scene = scene.with_athlete(scene.asking("finish"))
    return scene.turn(Say((*before, Line("finish.question", {"sets": len(workout.sets)})), offers))


def put_away(scene: Scene, *before: Line) -> Turn:
    """Close a workout in which nothing was reported: it counts as not begun."""
    workout = scene.workout
    assert workout is not None  # noqa: S101  the caller knows that a workout is going on
    closed = replace(workout, closed="abandoned", ended=scene.incoming.at)
    scene = scene.with_athlete(replace(scene.athlete, workout=closed, talk=Talk()))
    return scene.turn(Say((*before, Line("finish.nothing"))))


def summary(scene: Scene, workout: Workout) -> Say:
    """What was done, what comes next and when."""
    planned = turn_order(workout)
    done = [place for place in planned if working_sets(workout, place)]
    blanks = {"n": len(done), "of": len(planned), "sets": len(workout.sets)}
    took = (workout.ended or scene.incoming.at) - workout.started
    minutes = max(1, round(took.total_seconds() / 60))
    lines = [Line("finish.title_untimed", blanks)]
    if SHORTEST <= took < LONGEST:
        lines = [Line("finish.title", {**blanks, "minutes": minutes})]
    for place, exercise in enumerate(workout.exercises):
        sets = workout.sets_of(place)
        if sets:
            told = sets_words(scene, exercise.slug, sets)
            key = "finish.extra" if exercise.slot == EXTRA else "finish.exercise"
            lines.append(Line(key, {"exercise": scene.short(exercise.slug), "sets": told}))
    lines += _left(scene, workout, [place for place in planned if place not in done])
    lines.append(week_and_row(scene))
    return Say((*lines, *coming(scene, workout)))


def _left(scene: Scene, workout: Workout, places: list[int]) -> Iterator[Line]:
    """What was not done. It comes first the next time (rules.md 3.7), save what only stood in for something else today."""
    for key, away in (("finish.left", False), ("finish.left_away", True)):
        slugs = [workout.exercises[p].slug for p in places if is_away(workout.exercises[p]) == away]
        if slugs:
            yield Line(key, {"exercises": tuple(map(scene.short, slugs)), "n": len(slugs)})


def coming(scene: Scene, workout: Workout) -> tuple[Line, ...]:
    """The next session: what is new against today and why, then the day."""
    history = scene.history()
    upcoming = prescribing.as_usual(scene)
    if upcoming.type in NO_LIFTING:
        return ()
    today = {p.slot: (p.slug, p.sets, p.reps, p.load, p.tempo) for p in workout.prescription.exercises}
    news = [p for p in upcoming.exercises if today.get(p.slot) != (p.slug, p.sets, p.reps, p.load, p.tempo)]
    lines = [Line("next.title")] if news else []
    lines += [_group(scene, because, members) for because, members in _grouped(scene, news, history)]
    if news and len(news) < len(upcoming.exercises):
        lines.append(Line("next.rest"))
    if not news:
        lines += _same(scene, _grouped(scene, list(upcoming.exercises), history))
    return (*lines, *_when(scene, upcoming.date))


def _when(scene: Scene, day: date | None) -> tuple[Line, ...]:
    """The day that was agreed, behind a pause or a day left out; a pause without an end has none."""
    return next_day.told(scene, dues.lift_day(scene) or day)


Groups = list[tuple[Line, list[Prescribed]]]


def _grouped(scene: Scene, exercises: list[Prescribed], history: tuple[SessionLog, ...]) -> Groups:
    """Exercises that are prescribed alike for a reason of the same words, with that reason."""
    groups: Groups = []
    for prescribed in exercises:
        because = reason(prescribed, history, scene.athlete.profile, scene.library)
        for shared, members in groups:
            if text(shared) == text(because) and (members[0].sets, members[0].reps) == (
                prescribed.sets,
                prescribed.reps,
            ):
                members.append(prescribed)
                break
        else:
            groups.append((because, [prescribed]))
    return groups


def _same(scene: Scene, groups: Groups) -> list[Line]:
    """Nothing is new: one reason for all, or each with the exercises that it is about."""
    if len(groups) == 1:
        return [Line("next.same", {"why": groups[0][0]})]
    lines = [Line("next.same_title")]
    for because, members in groups:
        names = tuple(scene.short(prescribed.slug) for prescribed in members)
        lines.append(Line("next.because", {"exercises": names, "why": because}))
    return lines


def _group(scene: Scene, because: Line, members: list[Prescribed]) -> Line:
    first = members[0]
    if len(members) == 1:
        told = {"exercise": scene.short(first.slug), "sets": first.sets, "amount": amount(scene, first)}
        return Line("next.exercise", {**told, "why": because})
    names = tuple(scene.short(prescribed.slug) for prescribed in members)
    return Line("next.group", {"exercises": names, "sets": first.sets, "reps": first.reps, "why": because})
