"""More sets told than are left: all of the exercise told anew, or further ones? Asked, never guessed."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from core.conversation import asking, held, lifting
from core.conversation.keys import key, whole
from core.conversation.recording import recorded, set_fact
from core.conversation.standing import EXTRA, working_sets
from core.conversation.words import sets_words
from core.message import Line, Offer, Say
from core.reading.meaning import Command, Sets
from core.turn import Said
from core.values import replace

if TYPE_CHECKING:
    from core.conversation.scene import Scene
    from core.reading.meaning import Reading
    from core.turn import Turn


def _told_twice(scene: Scene, reading: Sets) -> tuple[int, ...]:
    """The exercises with sets noted of which the message tells as many as there are in all."""
    workout = scene.workout
    if workout is None or len(reading.entries) < 2:  # noqa: PLR2004  one set is the next one
        return ()
    told: Counter[int] = Counter()
    for entry in reading.entries:
        place = asking.scene_place(scene, entry)
        if place is not None and not entry.warmup and not entry.drop:
            told[place] += 1
    return tuple(
        place
        for place, n in told.items()
        if workout.exercises[place].slot != EXTRA
        and (done := len(working_sets(workout, place)))
        and n > 1
        and n >= workout.exercises[place].sets > workout.exercises[place].sets - done
    )


def question(scene: Scene, reading: Sets) -> Turn | None:
    """«6 6 5» when one of three is in: all three, or three more? None when there is nothing to ask."""
    places = _told_twice(scene, reading)
    workout = scene.workout
    if workout is None or not places:
        return None
    number = lifting.question_number(scene)
    place = places[0]
    slug = workout.exercises[place].slug
    done = working_sets(workout, place)
    mine = [lift for lift in recorded(scene, workout, reading.entries).sets if lift.exercise == place]
    new = sets_words(scene, slug, mine)
    offers = (
        (Offer(key("count", number, "all"), Line("offer.count_all", {"n": len(mine)})),),
        (Offer(key("count", number, "more"), Line("offer.count_more", {"n": len(mine)})),),
        (Offer(key("count", number, "none"), Line("offer.neither")),),
    )
    act = scene.incoming.act
    message = act.message if isinstance(act, Said) else None
    about = {"readings": [held.kept(reading)], "message": message, "text": lifting.said_words(scene)}
    scene = scene.with_athlete(scene.asking("count", ask=number, **about))
    line = Line("count.question", {"exercise": scene.short(slug), "done": sets_words(scene, slug, done), "new": new})
    return scene.turn(Say((line,), offers))


def pressed(scene: Scene, rest: list[str]) -> Turn | None:
    """The answer: everything anew, further sets, or neither; None for a question that is over."""
    about = scene.athlete.talk.about
    if scene.athlete.talk.asked != "count" or len(rest) != 2 or whole(rest[0]) != about.get("ask"):  # noqa: PLR2004  number, answer
        return None
    reading = held.released(about["readings"][0])
    if about.get("message"):
        scene = replace(scene, incoming=replace(scene.incoming, act=Said("", about["message"])))
    scene = scene.with_athlete(scene.asking(None))
    if not isinstance(reading, Sets) or rest[1] not in {"all", "more"}:
        return lifting.reminder(scene, Line("pick.dropped"))
    return _anew(scene, reading) if rest[1] == "all" else lifting.report(scene, reading)


def _anew(scene: Scene, reading: Sets) -> Turn:
    """The sets of the message in place of those that were noted."""
    workout = scene.workout
    assert workout is not None  # noqa: S101  the question was about a workout that is going on
    places = _told_twice(scene, reading)
    # A name for what had none, so that the sets stay where they were meant when the old ones are gone.
    entries = tuple(
        replace(entry, exercise=workout.exercises[place].slug)
        if entry.exercise is None and (place := asking.scene_place(scene, entry)) is not None
        else entry
        for entry in reading.entries
    )
    old = [lift for place in places for lift in working_sets(workout, place)]
    keys = {lift.key for lift in old}
    cleared = workout.without(*keys)
    done = recorded(scene, cleared, entries)
    new = {lift.key for lift in done.sets}
    turn = lifting.after(scene, done, problems=reading.problems)
    facts = [set_fact(scene, done.workout, lift, "set_corrected" if lift.key in keys else "set") for lift in done.sets]
    facts += [set_fact(scene, workout, lift, "set_removed") for lift in old if lift.key not in new]
    return replace(turn, facts=(*facts, *(fact for fact in turn.facts if fact.name != "set")))


def said(scene: Scene, reading: Reading) -> Turn | None:
    """«all», «more», «no» typed where the buttons are; anything else is a new message."""
    number = str(scene.athlete.talk.about.get("ask"))
    match reading:
        case Command(word="no" | "cancel"):
            return pressed(scene, [number, "none"])
        case _:
            return None
