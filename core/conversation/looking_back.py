"""Looking back: the sessions page by page, the best sets, how far each exercise has come. Words first, numbers first in them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from core.charts import has_something_to_show
from core.charts.words import strength, words
from core.coaching.loads import label
from core.coaching.strength import e1rm_of
from core.conversation import calendars, cards, charting, one_exercise
from core.conversation.hurting import site_line
from core.conversation.keys import key, whole
from core.conversation.promising import week_and_row
from core.conversation.showing import START
from core.conversation.standing import EXTRA
from core.conversation.words import sets_words
from core.history import session_log
from core.message import Line, Offer, Say
from core.wording import text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from core.coaching.strength import MaxEstimate
    from core.conversation.scene import Scene
    from core.reading.meaning import Command
    from core.session import ExerciseLog, SessionLog, Workout
    from core.turn import Turn

SESSIONS_A_PAGE: Final = 5
LONGEST: Final = 3200  # characters of a page; Telegram carries 4,096 and Discord's cards 4,000
LOOKED_BACK: Final = 300  # workouts among which those of nothing but extra work are looked for
EXERCISES: Final = 16  # that are told of; more is no overview
LATELY: Final = 4  # sessions whose exercises are those of now


def names_one(command: Command) -> bool:
    """Whether an exercise is asked for, and not a page or everything."""
    return command.exercise is not None or any(sign.isalpha() for sign in command.rest)


def fitting(lines: Iterable[Line]) -> tuple[Line, ...]:
    """As many of the lines as one message carries; a last line says when some are missing."""
    kept: list[Line] = []
    room = LONGEST
    for line in lines:
        room -= len(text(line)) + 1
        if room < 0:
            return (*kept, Line("history.cut"))
        kept.append(line)
    return tuple(kept)


# --- session by session -----------------------------------------------------------------------------------------------------
def history(scene: Scene, command: Command) -> Turn:
    """«history», «history 2»: five sessions a page, the latest first; «history squat»: the sessions of that exercise."""
    if names_one(command):
        return one_exercise.history(scene, command)
    number = max(1, whole(command.rest.strip() or "1") or 1)
    return sessions_from(scene, (number - 1) * SESSIONS_A_PAGE)


def sessions_from(scene: Scene, start: int) -> Turn:
    """Sessions from that one on, 0 the latest: as many as a page has, or as a message carries whole."""
    sessions = _all_sessions(scene)
    now = _under_way(scene) if not start else []
    if not sessions:
        return scene.turn(Say(tuple(now)) if now else Say((Line("history.none"),), START))
    start = min(start, len(sessions) - 1)
    lines: list[Line] = []
    end = start
    for log in sessions[start : start + SESSIONS_A_PAGE]:
        more = _session(scene, log)
        if lines and _length(lines) + _length(more) > LONGEST:
            break
        lines += more
        end += 1
    lines = [*now, *lines]
    if len(sessions) > end - start:
        lines.insert(0, Line("history.page", {"first": start + 1, "last": end, "n": len(sessions)}))
    offers = ((Offer(key("history", end), Line("offer.older")),),) if end < len(sessions) else ()
    if start:
        return scene.turn(Say(fitting(lines), offers))
    sets = charting.volume(scene)
    told = words(sets) if has_something_to_show(sets) else ()  # the sessions may all be long ago
    return scene.turn(charting.beside(fitting((*lines, *told)), sets, offers))


def _under_way(scene: Scene) -> list[Line]:
    """The sets of the workout that is going on, if there are any yet."""
    workout = scene.workout
    if workout is None or not workout.sets:
        return []
    told = [
        Line("history.exercise", {"exercise": scene.short(entry.slug), "log": sets_words(scene, entry.slug, sets)})
        for place, entry in enumerate(workout.exercises)
        if (sets := workout.sets_of(place))
    ]
    return [Line("history.now"), *told]


def _nothing_yet(scene: Scene, key: str) -> Turn:
    """Nothing to look back on yet; what is going on counts once it ends."""
    if scene.workout is not None and scene.workout.sets:
        return scene.turn(Say((Line("history.in_the_making"),)))
    return scene.turn(Say((Line(key),), START if scene.workout is None else ()))


def _all_sessions(scene: Scene) -> list[SessionLog]:
    """The latest first, those of nothing but extra work too: the rules look past these, the person need not."""
    sessions = list(scene.history())
    known = {log.id for log in sessions}
    numbers = range(scene.athlete.workouts, max(0, scene.athlete.workouts - LOOKED_BACK), -1)
    for number in (n for n in numbers if f"{n:06d}" not in known):
        latest = scene.athlete.workout
        workout = latest if latest is not None and latest.number == number else scene.athlete.past.workout(number)
        if workout is not None and not workout.is_open and workout.sets:
            sessions.append(session_log(workout))
    return sorted(sessions, key=lambda log: (log.date, log.id), reverse=True)


def _length(lines: Iterable[Line]) -> int:
    return sum(len(text(line)) + 1 for line in lines)


def pressed(scene: Scene, rest: list[str]) -> Turn | None:
    """«Older»; None for a key that was never offered."""
    start = whole(rest[0]) if len(rest) == 1 else None
    return sessions_from(scene, start) if start else None


def _session(scene: Scene, log: SessionLog) -> list[Line]:
    workout = _workout(scene, log)
    lines = [Line("history.day", {"day": scene.day(log.date)})]
    if log.pain is not None:
        lines.append(Line("history.pain", {"site": site_line(log.pain.site), "score": log.pain.score}))
    if workout is None:
        lines += [_exercise(scene, entry) for entry in log.exercises if entry.done]
        return lines
    logs = iter(log.exercises)
    for place, exercise in enumerate(workout.exercises):
        entry = None if exercise.slot == EXTRA else next(logs, None)
        sets = workout.sets_of(place)
        if not sets:
            continue
        name, told = scene.short(exercise.slug), sets_words(scene, exercise.slug, sets)
        if exercise.slot == EXTRA:
            lines.append(Line("finish.extra", {"exercise": name, "sets": told}))
        else:
            rir = entry.rir if entry is not None else None
            words = Line("log.sets" if rir is None else "log.rir", {"sets": told, "rir": rir})
            lines.append(Line("history.exercise", {"exercise": name, "log": words}))
    return lines


def _workout(scene: Scene, log: SessionLog) -> Workout | None:
    """The session with every set as it was reported."""
    number = int(log.id) if log.id.isdigit() else 0
    latest = scene.athlete.workout
    return latest if latest is not None and latest.number == number else scene.athlete.past.workout(number)


def _exercise(scene: Scene, entry: ExerciseLog) -> Line:
    told = cards.log_words(scene, entry)
    return Line("history.exercise", {"exercise": scene.short(entry.slug), "log": told})


# --- the best -----------------------------------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class Best:
    """The best set of an exercise: by load, then by reps or seconds; and the best estimate of what could be lifted once."""

    slug: str
    load: float
    amount: int
    day: date
    estimate: MaxEstimate | None = None
    band: str | None = None


def best_sets(scene: Scene) -> tuple[Best, ...]:
    """For every exercise of the history, the one that was on latest first."""
    found: dict[str, Best] = {}
    for past in scene.history():
        for log in past.exercises:
            if not log.done or log.slug not in scene.library.exercises:
                continue
            amount = max(min(done) if isinstance(done, tuple) else done for done in log.done)
            before = found.get(log.slug)
            new = Best(log.slug, log.load if log.load is not None else -1, amount, past.date, band=log.band)
            if before is not None and (before.load, before.amount) >= (new.load, new.amount):
                new = before
            estimate = e1rm_of(log, scene.library)
            held = before.estimate if before else None
            if estimate is None or (held is not None and held.low >= estimate.low):
                estimate = held
            found[log.slug] = Best(new.slug, new.load, new.amount, new.day, estimate, new.band)
    latest_first = dict.fromkeys(log.slug for past in reversed(scene.history()) for log in past.exercises)
    return tuple(found[slug] for slug in latest_first if slug in found and found[slug].amount > 0)


def records(scene: Scene, command: Command) -> Turn:
    """The best set of each exercise, and where rules.md 3.3 allows it an estimate of the one-rep maximum; or of one exercise."""
    if names_one(command):
        return one_exercise.progress(scene, command)
    best = best_sets(scene)
    if not best:
        return _nothing_yet(scene, "records.none")
    lines = [Line("records.title"), *(_record(scene, one) for one in best[:EXERCISES])]
    if any(one.estimate for one in best):
        lines.append(Line("records.estimates"))
    return scene.turn(charting.beside(fitting(lines), charting.records(scene, best[:EXERCISES])))


def _record(scene: Scene, best: Best) -> Line:
    exercise = scene.library.exercises[best.slug]
    kind = "amount.hold" if exercise.held else "amount.reps"
    amount: dict[str, object] = {"reps": best.amount, "seconds": best.amount}
    if best.load >= 0:
        kind = "amount.reps.load"
        amount["load"] = Line("load.band", {"band": best.band}) if best.band else _load(scene, best.slug, best.load)
    blanks = {"exercise": scene.short(best.slug), "set": Line(kind, amount), "day": scene.day(best.day)}
    if best.estimate is None:
        return Line("records.best", blanks)
    return Line("records.best_max", {**blanks, "max": max_words(scene, best.estimate)})


def _load(scene: Scene, slug: str, load: float) -> str:
    exercise, profile = scene.library.exercises[slug], scene.athlete.profile
    if exercise.load_type == "band" and not int(load) < len(profile.equipment.bands):
        return f"band {int(load) + 1}"  # one that is gone has no name any more
    return label(exercise, load, profile)


def max_words(scene: Scene, estimate: MaxEstimate) -> Line:
    """«14 to 15 kg»: from the careful formula to the other (rules.md 3.3: Brzycki as the low end)."""
    low, high = sorted((round(estimate.brzycki, 1), round(estimate.epley, 1)))
    unit = scene.athlete.profile.unit
    return Line("max.one" if low == high else "max.range", {"low": low, "high": high, "unit": unit})


# --- how far ------------------------------------------------------------------------------------------------------------------
def progress(scene: Scene, command: Command) -> Turn:
    """First and latest numbers of the exercises of now side by side, and the weeks kept; «progress squat»: one exercise."""
    if names_one(command):
        return one_exercise.progress(scene, command)
    sessions = scene.lifted()
    first: dict[str, Line] = {}
    last: dict[str, Line] = {}
    for past in sessions:
        for log in past.exercises:
            if log.done:
                told = cards.log_words(scene, log)
                first.setdefault(log.slug, told)
                last[log.slug] = told
    if not first:
        return _nothing_yet(scene, "history.none")
    lines = [
        Line("progress.title", {"n": len(sessions), "since": scene.day(sessions[0].date), "sets": _sets(sessions)})
    ]
    now = dict.fromkeys(log.slug for past in sessions[: -LATELY - 1 : -1] for log in past.exercises if log.done)
    for slug in list(now)[:EXERCISES]:
        ends: dict[str, object] = {"exercise": scene.short(slug), "first": first[slug], "last": last[slug]}
        if first[slug] is last[slug]:
            lines.append(Line("progress.new", ends))
        else:
            more = strength(charting.load_chart(scene, slug, sessions))
            lines.append(Line("progress.exercise", {**ends, "more": more}))
    earlier = len(first) - len(now)
    if earlier:
        lines.append(Line("progress.earlier", {"n": earlier}))
    kept = calendars.weeks_kept(scene)
    return scene.turn(
        charting.beside(fitting(lines), charting.overview(scene, now), one_exercise.offers(scene, now)),
        charting.beside((week_and_row(scene), *words(kept)), kept),
    )


def _sets(sessions: Sequence[SessionLog]) -> int:
    return sum(len(log.done) for past in sessions for log in past.exercises)
