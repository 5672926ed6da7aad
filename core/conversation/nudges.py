"""What the clock says: each kind of nudge as a turn, or why it is not sent any more."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from core.conversation import announcing, crowding, dues, finishing
from core.nudging import REMEMBERED, SILENT, TIMERS, base, occurrences, too_late, wall_of
from core.pausing import paused
from core.turn import Fact, Nudged, Turn, Unsent
from core.values import replace
from core.walltime import DAY

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from core.athlete import Athlete, Due, Nudging
    from core.conversation.scene import Scene
    from core.message import Say

EARLY: Final = timedelta(minutes=1)


def nudged(scene: Scene, act: Nudged) -> Turn:
    """What is sent for this occurrence. A turn without words says in `unsent` why; without that, it is not time yet."""
    athlete, due = scene.athlete, scene.athlete.due
    mine = due is not None and (due.kind, due.day) == (act.kind, act.day)
    if act.ended or due is None or not mine:
        # Dealt with before, or overtaken: the only thing left to do is to compute anew what is due.
        remembered = _remembered(athlete, act) if act.ended else athlete
        return Turn(remembered, unsent=() if act.ended else (Unsent(act.kind, act.day, "skipped", "overtaken"),))
    if _is_early(scene, due):
        return scene.turn()
    late = too_late(due.at, due.kind, scene.incoming.at, wall_of(athlete.habits, scene.incoming.host_zone))
    if late is not None:
        gone = _remembered(athlete, act)
        return Turn(_expired(gone, act), unsent=(Unsent(act.kind, act.day, "expired", late),))
    said = SAID[base(act.kind)](scene, act.day)
    after = replace(_remembered(said.athlete, act), due=None)
    if not said.says:
        return replace(said, athlete=after, unsent=(Unsent(act.kind, act.day, "skipped", _why_silent(act.kind)),))
    return replace(said, athlete=_counted(after, scene, act))


def retimed(scene: Scene) -> Turn:
    """The clock may have been set back: what was remembered from a time that has not come yet is let go."""
    nudging = scene.athlete.nudging
    if nudging.waiting is not None and nudging.waiting > scene.today + DAY:
        nudging = replace(nudging, waiting=None)
    if nudging.last is not None and nudging.last > scene.incoming.at:
        nudging = replace(nudging, last=None)
    return scene.with_athlete(replace(scene.athlete, nudging=nudging)).turn()


def _is_early(scene: Scene, due: Due) -> bool:
    """Whether its wall time has moved into the future since it was computed (new zone data)."""
    found = occurrences(scene.athlete, due.at - EARLY, due.day, scene.incoming.host_zone)
    now = next((one.at for one in found if (one.kind, one.day) == (due.kind, due.day)), due.at)
    return now > scene.incoming.at + EARLY


def _why_silent(kind: str) -> str:
    return "closed" if kind in SILENT else "not_today"


# --- what is remembered -----------------------------------------------------------------------------------------------------
def _remembered(athlete: Athlete, act: Nudged) -> Athlete:
    """The occurrence has been dealt with. Timers are told apart by their set, so none of them can come twice."""
    if base(act.kind) in TIMERS:
        return replace(athlete, due=None)
    sent = (*(one for one in athlete.nudging.sent if one != (act.kind, act.day)), (act.kind, act.day))
    return replace(athlete, due=None, nudging=replace(athlete.nudging, sent=sent[-REMEMBERED:]))


def _counted(athlete: Athlete, scene: Scene, act: Nudged) -> Athlete:
    if base(act.kind) in TIMERS:
        return athlete
    nudging = replace(athlete.nudging, unanswered=athlete.nudging.unanswered + 1, last=scene.incoming.at)
    return replace(athlete, nudging=nudging)


def _expired(athlete: Athlete, act: Nudged) -> Athlete:
    """An announcement whose time is over leaves its day open, so that the next morning offers another."""
    nudging = athlete.nudging
    if base(act.kind) == "lift_day":
        return replace(athlete, nudging=_announced(nudging, act.day))
    if base(act.kind) == "again":
        return replace(athlete, nudging=replace(nudging, again=None))
    return athlete


def _announced(nudging: Nudging, day: date) -> Nudging:
    moved = nudging.lift_on == day
    return replace(
        nudging,
        waiting=day,
        again=None,
        lift_on=None if moved else nudging.lift_on,
        lift_at=None if moved else nudging.lift_at,
    )


# --- each kind --------------------------------------------------------------------------------------------------------------
def _lift_day(scene: Scene, day: date) -> Turn:
    say = announcing.lift_day(scene)
    if say is None:
        return scene.turn()
    if announcing.asks_zone(scene):
        scene = scene.with_athlete(replace(scene.athlete, answered=scene.athlete.answered | {"zone"}))
    return _said(scene, _announced(scene.athlete.nudging, day), say)


def _again(scene: Scene, day: date) -> Turn:
    say = announcing.once_more(scene)
    nudging = replace(scene.athlete.nudging, again=None, waiting=day)
    return _said(scene, nudging, *(() if say is None else (say,)))


def _evening(scene: Scene, day: date) -> Turn:
    del day
    say = announcing.evening(scene)
    return _said(scene, scene.athlete.nudging, *(() if say is None else (say,)))


def _missed(scene: Scene, day: date) -> Turn:
    del day
    missed = scene.athlete.nudging.waiting
    nudging = replace(scene.athlete.nudging, waiting=None)
    scene = scene.with_athlete(replace(scene.athlete, nudging=nudging))
    if missed is None:
        return scene.turn()
    instead = dues.lift_day(scene)
    made_up = instead if instead is not None and not crowding.is_planned(scene, instead) else None
    scene = scene.with_athlete(replace(scene.athlete, nudging=replace(nudging, instead=made_up)))
    return scene.turn(announcing.missed(scene, missed, instead))


def _rest_over(scene: Scene, day: date) -> Turn:
    del day
    say = announcing.rest_over(scene)
    return scene.turn(*(() if say is None else (say,)))


def _forgotten(scene: Scene, day: date) -> Turn:
    del day
    say = announcing.forgotten(scene)
    return scene.turn(*(() if say is None else (say,)))


def _close(scene: Scene, day: date) -> Turn:
    """A workout that was left open ends by itself, long after its day; nobody is told at midnight."""
    del day
    if scene.workout is None:
        return scene.turn()
    return replace(finishing.finished(scene), says=())


def _week_summary(scene: Scene, day: date) -> Turn:
    del day
    say = announcing.week_summary(scene)
    return scene.turn(*(() if say is None else (say,)))


def _race_week(scene: Scene, day: date) -> Turn:
    say = announcing.race_week(scene, day)
    return scene.turn(*(() if say is None else (say,)))


def _silence(scene: Scene, day: date) -> Turn:
    del day
    scene = scene.with_athlete(paused(scene.athlete, "silence", scene.today, None))
    return scene.turn(announcing.silence(), facts=(Fact("paused", {"reason": "silence", "until": None}),))


def _said(scene: Scene, nudging: Nudging, *says: Say) -> Turn:
    return scene.with_athlete(replace(scene.athlete, nudging=nudging)).turn(*says)


SAID: Final[Mapping[str, Callable[[Scene, date], Turn]]] = {
    "lift_day": _lift_day,
    "again": _again,
    "evening": _evening,
    "missed": _missed,
    "rest_over": _rest_over,
    "forgotten": _forgotten,
    "close": _close,
    "week_summary": _week_summary,
    "race_week": _race_week,
    "silence": _silence,
}
