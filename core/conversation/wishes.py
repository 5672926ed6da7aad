"""The words the bot knows → the topic that grants them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from core.conversation import (
    announcing,
    beginning,
    beside_runs,
    equipping,
    finishing,
    gates,
    health,
    helping,
    importing,
    kit_changing,
    later_words,
    leaving,
    lifting,
    linking,
    looking_back,
    moving,
    ordering,
    part_of_it,
    pausing,
    race_changes,
    reasons,
    reminding,
    reshaping,
    setting,
    showing,
    swapping,
    taking_away,
    taking_back,
    unplanned,
)
from core.conversation.standing import place_of, standing
from core.message import Line, Say
from core.reading.dates import read_when
from core.reading.meaning import Command, When

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from core.conversation.scene import Scene
    from core.turn import Turn


def granted(scene: Scene, command: Command) -> Turn:
    """What the word asks for."""
    wish = WISHES.get(command.word)
    if wish is not None:
        return wish(scene, command)
    turn = setting.asked(scene, command)
    return (
        turn if turn is not None else lifting.reminder(scene, Line("later", {"word": command.word.replace("_", " ")}))
    )


def _start(scene: Scene, command: Command) -> Turn:
    return beginning.begin(scene, only=announcing.JUST if command.rest == "three" else None)


def _stop(scene: Scene, command: Command) -> Turn:
    """«stop», «finish»: never closes a workout without a yes."""
    workout = scene.workout
    if workout is None:
        if command.word == "finish" and scene.athlete.talk.asked is None:
            return scene.turn(Say((Line("nothing_to_end"), Line("help.short"))))
        if scene.athlete.talk.asked is None and scene.athlete.habits.nudges:  # «stop» is what one answers to messages
            return scene.turn(Say((Line("nothing_open"), Line("help.short")), ((reminding.NO_NUDGES,),)))
        return _cancel_question(scene)
    return finishing.ask(scene)


def _cancel(scene: Scene, command: Command) -> Turn:
    """Out of whatever was asked; out of the workout only by the question that «stop» asks."""
    if scene.athlete.talk.asked is not None and scene.athlete.talk.asked not in {"resume", "finish"}:
        return _cancel_question(scene)
    return _stop(scene, command)


def _cancel_question(scene: Scene) -> Turn:
    if scene.athlete.talk.asked is None and scene.workout is None:
        return scene.turn(Say((Line("nothing_open"), Line("help.short"))))
    scene = scene.with_athlete(scene.asking(None))
    if scene.workout is not None:
        return lifting.reminder(scene, Line("cancelled"))
    return scene.turn(Say((Line("cancelled"), Line("help.short"))))


def _finish(scene: Scene, command: Command) -> Turn:
    return _stop(scene, command)


def _skip(scene: Scene, command: Command) -> Turn:
    workout = scene.workout
    if workout is None and command.exercise is not None:
        return unplanned.ask_to_start(scene)
    if workout is None:
        return moving.skip(scene, command)
    if command.exercise is not None:
        place = place_of(workout, command.exercise, scene.library)
        if place is None:
            return lifting.reminder(scene, Line("skip.not_today", {"exercise": scene.short(command.exercise)}))
        return lifting.skipped(scene, place)
    if (day := _another_day(scene, command.rest)) is not None:
        return moving.let_go(scene, day)  # «skip Thursday» is about no exercise
    if command.rest in DAY_OFF:
        return _stop(scene, command)  # «skip today», said in the middle of it
    here = standing(workout)
    return lifting.skipped(scene, here.place) if here else finishing.finished(scene)


def _another_day(scene: Scene, text: str) -> date | None:
    when = read_when(text, scene.context()) if text else None
    return when.day if isinstance(when, When) and when.day is not None and when.day != scene.today else None


def _later(scene: Scene, command: Command) -> Turn:
    """«later»: in a workout the exercise that is on moves to the end, else the reminder comes again."""
    if scene.workout is not None:
        return ordering.last(scene, command)
    return moving.later(scene, command)


def _swap(scene: Scene, command: Command) -> Turn:
    workout = scene.workout
    here = standing(workout) if workout else None
    if workout is None and moving.names_both(scene, command.rest):
        return moving.move(scene, command)  # «change friday to saturday»
    if workout is None or here is None:
        return scene.turn(Say((Line("swap.when"),)))
    turn = swapping.told_both(scene, command.rest)
    if turn is not None:
        return turn
    named = swapping.meant(scene, workout, command.exercise)
    if command.exercise is None or named is not None:
        return swapping.choices(scene, named if named is not None else here.place)
    return swapping.swapped(scene, here.place, command.exercise) or swapping.choices(scene, here.place)


def _pain(scene: Scene, command: Command) -> Turn:
    del command
    return health.ask_site(scene)


def _undo(scene: Scene, command: Command) -> Turn:
    del command
    return taking_back.undo(scene)


def _yes_or_no(scene: Scene, command: Command) -> Turn:
    """A yes or no to nothing that was asked, or to a question with more answers than two."""
    if scene.athlete.talk.asked in CHOICES:
        return _cancel_question(scene) if command.word == "no" else lifting.reminder(scene, Line("choose"))
    if scene.workout is None:
        return showing.today(scene, command, (Line("what_for_idle"),))
    return lifting.reminder(scene, Line("what_for"))


# Questions that a yes does not answer; a no leaves them.
CHOICES: Final = frozenset({"pick", "count", "swap", "move", "race_distance"}) | {
    f"set:{word}"
    for word in ("units", "days", "time", "minutes", "experience", "lifts_per_week", "time_zone", "run_days")
}


def _equipment(scene: Scene, command: Command) -> Turn:
    if command.rest:
        change = kit_changing.change_in(scene, command.rest)
        kept = kit_changing.changed(scene, change) if change is not None else None
        asked = scene.with_athlete(scene.asking("kit", starting=False))
        kept = kept or equipping.kit_said(asked, command.rest)
        if kept is not None:
            return kept
    return setting.equipment(scene)


USUAL_MINUTES: Final = 25  # of a session, before anything is known (product.md)
DAY_OFF: Final = frozenset(
    {
        "today",
        "all",
        "all of it",
        "all of them",
        "the whole thing",
        "workout",
        "the workout",
        "session",
        "the session",
        "the rest",
        "everything",
    }
)


def _left(scene: Scene, command: Command) -> Turn:
    """«how many left?»: what is still to come and how long it takes; out of a workout, what is on today."""
    if scene.workout is None:
        return showing.today(scene, command)
    return lifting.reminder(scene, *reshaping.left_words(scene, scene.workout))


def _length(scene: Scene, command: Command) -> Turn:
    """«how long will it take?»: what is left of the workout, else a whole session."""
    if scene.workout is not None:
        return _left(scene, command)
    coming = showing.prescription(scene) if "kit" in scene.athlete.answered else None
    return scene.turn(Say((Line("small.length", {"minutes": (coming and coming.minutes) or USUAL_MINUTES}),)))


def _small_talk(scene: Scene, command: Command) -> Turn:
    """«hello», «thanks», «who are you»: a word back, and in a workout what is asked for."""
    line = Line(f"small.{command.word}")
    if scene.workout is None and command.word == "hello":
        return showing.today(scene, command, (line,))
    return lifting.reminder(scene, line)


SMALL_TALK: Final = (
    "hello", "thanks", "who", "fine", "excuse", "too_easy", "too_hard", "rir", "cleared",
    "doctor", "injury", "faster", "tempo", "warm_up", "heavy", "resting", "annoyed",
    "free", "gear", "shoes", "use_own", "box", "use_seat", "use_weight", "use_band", "anchor", "often", "every_day", "results", "miss", "bulky",
    "order", "run", "rep", "side", "eat", "breathe", "normal", "race_week", "stretch", "calories", "others",
)  # fmt: skip
WISHES: Mapping[str, Callable[[Scene, Command], Turn]] = {
    **dict.fromkeys(SMALL_TALK, _small_talk),
    "start": _start,
    "stop": _stop,
    "finish": _finish,
    "cancel": _cancel,
    "skip": _skip,
    "first": ordering.first,
    "last": ordering.last,
    "later": _later,
    "club": later_words.coming,
    "coach": later_words.coming,
    "language": later_words.language,
    "jumpstart": gates.jumpstart,
    "plyo": gates.plyo,
    "may": lambda scene, command: moving.may(scene, command) or showing.today(scene, command),
    "left": _left,
    "part": part_of_it.wished,
    "one_only": moving.one_only,
    "run_order": beside_runs.answered,
    "length": _length,
    "what_deload": lambda scene, _: lifting.reminder(scene, Line("small.deload")),
    "move": moving.move,
    "pause": pausing.pause,
    "rest_week": pausing.rest_week,
    "deload": showing.lighter_week,
    "race": lambda scene, command: race_changes.wished(scene, command) or showing.today(scene, command),
    "resume": pausing.resume,
    "quiet": reminding.quiet,
    "summary": reminding.summary_word,
    "nudges": reminding.nudges,
    "add_set": ordering.add_set,
    "load": ordering.with_load,
    "swap": _swap,
    "pain": _pain,
    "relief": health.relief,
    "undo": _undo,
    "yes": _yes_or_no,
    "no": _yes_or_no,
    "equipment": _equipment,
    "help": helping.helped,
    "privacy": helping.privacy,
    "delete_everything": leaving.wished,
    "export": taking_away.wished,
    "link": linking.wished,
    "unlink": linking.unlink_wished,
    "import": importing.how,
    "show_me": helping.show_me,
    "why": reasons.why,
    "today": showing.today,
    "next": showing.upcoming,
    "plan": showing.plan,
    "week": showing.week,
    "history": looking_back.history,
    "records": looking_back.records,
    "progress": looking_back.progress,
}
