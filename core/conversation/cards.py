"""What is on: the card of an exercise, the short prompt for the next set, and the choices under them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.coaching.elsewhere import is_away
from core.conversation.keys import key
from core.conversation.standing import EXTRA, turn_order
from core.conversation.words import amount, sets_words
from core.explaining import reason
from core.message import Line, Offer, Say
from core.session import LiftSet

if TYPE_CHECKING:
    from collections.abc import Sequence

    from core.conversation.scene import Scene
    from core.conversation.standing import Standing
    from core.plan import Prescribed
    from core.session import ExerciseLog, SessionLog, Workout

HOLD_STEP_S = 5  # rules.md 3.6: held exercises climb by 5 s
_OTHER, _SKIP, _SWAP, _SHOW = (Line(f"offer.{name}") for name in ("other", "skip", "swap", "show"))
_PAIN = Offer("pain", Line("offer.pain"))


def _total(workout: Workout) -> int:
    """How many exercises there are, without those left out at the end."""
    order = turn_order(workout)
    kept = [n for n, place in enumerate(order, 1) if place not in workout.skipped or workout.sets_of(place)]
    return max(kept, default=len(order))


def card(scene: Scene, workout: Workout, here: Standing) -> Say:
    """The exercise as it is first shown: target, tempo and rest, cues, what was done last time, and why."""
    prescribed = here.prescribed
    order = turn_order(workout)
    lines = [
        Line(
            "card.title", {"n": order.index(here.place) + 1, "of": _total(workout), "name": scene.name(prescribed.slug)}
        ),
        Line(
            "card.set",
            {"n": here.number, "of": prescribed.sets, "amount": amount(scene, prescribed), "rir": prescribed.rir},
        ),
        Line(f"card.tempo.{_tempo(prescribed.tempo)}", {"tempo": prescribed.tempo, "rest_s": prescribed.rest_s}),
    ]
    exercise = scene.library.exercises.get(prescribed.slug)
    if exercise:
        lines.append(Line("card.cues", {"first": exercise.cues[0], "second": exercise.cues[1]}))
    last = last_log(scene, prescribed)
    if last is not None:
        lines.append(Line("card.last", {"log": log_words(scene, last)}))
    lines.append(why(scene, prescribed))
    # What is new to the person is shown; later «show me» does.
    picture = f"demo/{prescribed.slug}" if exercise and last is None and here.number == 1 else None
    return Say(tuple(lines), set_offers(scene, workout, here), picture=picture, wants_number=True)


def prompt(scene: Scene, here: Standing) -> Line:
    """The next set of an exercise that is under way, in one line."""
    prescribed = here.prescribed
    return Line(
        "prompt.set",
        {
            "exercise": scene.short(prescribed.slug),
            "n": here.number,
            "of": prescribed.sets,
            "amount": amount(scene, prescribed),
        },
    )


def _tempo(tempo: str) -> str:
    return tempo if tempo in {"hold", "fast"} else "counted"


def set_offers(scene: Scene, workout: Workout, here: Standing) -> tuple[tuple[Offer, ...], ...]:
    """As planned, one less, one more, other · skip, swap, pain, show me."""
    prescribed = here.prescribed
    exercise = scene.library.exercises.get(prescribed.slug)
    held = bool(exercise and exercise.held)
    step = HOLD_STEP_S if held else 1
    suffix = ".hold" if held else ""
    where = (workout.number, here.place, here.number)

    def tap(line: str, n: int) -> Offer:
        return Offer(key("set", *where, n), Line(f"offer.{line}{suffix}", {"n": n}))

    return (
        (
            tap("planned", prescribed.reps),
            tap("amount", max(0, prescribed.reps - step)),
            tap("amount", prescribed.reps + step),
            Offer(key("other", *where), _OTHER),
        ),
        (
            Offer(key("skip", *where[:2]), _SKIP),
            Offer(key("swap", *where[:2]), _SWAP),
            _PAIN,
            Offer(key("show", prescribed.slug), _SHOW),
        ),
    )


def why(scene: Scene, prescribed: Prescribed) -> Line:
    """Why today's numbers are what they are, in one plain sentence."""
    return why_of(scene, prescribed, scene.history())


def why_of(scene: Scene, prescribed: Prescribed, history: Sequence[SessionLog]) -> Line:
    """The same against a history that is at hand already."""
    if is_away(prescribed):
        return Line("why.away")
    return reason(prescribed, history, scene.athlete.profile, scene.library)


def last_log(scene: Scene, prescribed: Prescribed) -> ExerciseLog | None:
    """What was done the last time this very exercise was on."""
    for past in reversed(scene.history()):
        for log in past.exercises:
            if log.slug == prescribed.slug and log.done and log.slot != EXTRA:
                return log
    return None


def log_words(scene: Scene, log: ExerciseLog) -> Line:
    """«6 6 @ 8 kg, 3 left in the tank»."""
    exercise = scene.library.exercises.get(log.slug)
    held = bool(exercise and exercise.held)
    unit = scene.athlete.profile.unit
    at = scene.incoming.at
    sets = []
    for number, done in enumerate(log.done, 1):
        left, right = done if isinstance(done, tuple) else (None, None)
        count = min(done) if isinstance(done, tuple) else done
        sets.append(
            LiftSet(
                exercise=0,
                number=number,
                at=at,
                reps=None if held else count,
                seconds=count if held else None,
                left=left,
                right=right,
                load=log.load,
                unit=unit,
                band=log.band,
            )
        )
    told = sets_words(scene, log.slug, sets)
    return Line("log.rir", {"sets": told, "rir": log.rir}) if log.rir is not None else Line("log.sets", {"sets": told})
