"""A pause in words: asked for, ill, travelling, a week of rest; and coming back."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Final

from core.athlete import Talk
from core.conversation import dues, finishing, lifting, next_day, promising
from core.message import Line, Offer, Say
from core.pausing import away, is_planned, paused, resumed, without_planned
from core.reading.dates import read_when
from core.reading.event_words import days_told
from core.reading.meaning import Command, When
from core.reading.tokens import typed
from core.turn import Fact
from core.values import replace
from core.walltime import DAY

if TYPE_CHECKING:
    from core.athlete import Athlete
    from core.conversation.scene import Scene
    from core.reading.meaning import Event
    from core.turn import Turn

LONGEST: Final = timedelta(days=400)
WEEK: Final = 7 * DAY
TOLD: Final = frozenset({"sick", "travelling", "rest"})  # reasons with words of their own


def pause(scene: Scene, command: Command) -> Turn:
    """«pause», «pause until Friday», «pause for two weeks»."""
    if not command.rest.strip(" ."):
        return _paused(scene, "asked", None)
    since, until = None, _until(scene, command.rest)
    if until is None:
        since, until = days_told(typed(command.rest), scene.context())
    if until is None or not scene.today < until <= scene.today + LONGEST:
        return scene.turn(Say((Line("pause.unclear"),)))
    return _away(scene, "asked", since, until)


def _until(scene: Scene, text: str) -> date | None:
    """The day on which it ends, later than today; None when the text names none."""
    text = re.sub(r"^\s*(until|till|for|to)\s+", "", text.strip(), flags=re.IGNORECASE)
    for said in (text, f"in {text}"):
        when = read_when(said, scene.context())
        if isinstance(when, When) and when.day is not None and scene.today < when.day <= scene.today + LONGEST:
            return when.day
    return None


def trip_ends(scene: Scene, event: Event) -> date:
    """Until when the equipment of a trip is what is at hand: as told, else two weeks; being back ends it."""
    return event.until or (event.on or scene.today) + 2 * WEEK


def _home_again(athlete: Athlete) -> Athlete:
    """What was at hand on a trip is no more, once it is over."""
    return replace(athlete, for_now=replace(athlete.for_now, equipment=None, equipment_on=None, equipment_until=None))


def _away(scene: Scene, reason: str, since: date | None, until: date | None, *besides: Line) -> Turn:
    """A pause from now on, or one that begins on a later day and until then changes nothing."""
    if since is not None and since > scene.today and (until is None or until <= since):
        return scene.turn(Say((Line("pause.from_open", {"since": since}),)))
    if since is None or since <= scene.today or until is None or scene.athlete.paused == "health":
        return _paused(scene, reason, until, *besides)
    scene = scene.with_athlete(replace(away(scene.athlete, reason, since, until), talk=Talk()))
    lines = [promising.told(scene, "pause.from", {"since": since, "day": until}), *besides]
    lines += next_day.told(scene, dues.lift_day(scene))
    fact = Fact("paused", {"reason": reason, "since": since.isoformat(), "until": until.isoformat()})
    return replace(lifting.reminder(scene, *lines), facts=(fact,))


def _paused(scene: Scene, reason: str, until: date | None, *besides: Line) -> Turn:
    if scene.athlete.paused == "health":
        return scene.turn(Say((Line("pause.health"),)))
    athlete = replace(paused(scene.athlete, reason, scene.today, until), talk=Talk())
    scene = scene.with_athlete(athlete)
    line = told(scene, reason, until)
    if reason == "travelling" and not besides:  # nothing was said of what there is to lift with
        line = Line("joined", {"first": line, "second": Line("pause.anywhere")})
    fact = Fact("paused", {"reason": reason, "until": until.isoformat() if until else None})
    resume_offer = Offer("nudge:resume", Line("offer.resume_nudges"))
    offers = [resume_offer]
    if until is None and reason == "asked":
        offers = [
            Offer(f"nudge:pause:{scene.today + WEEK:%Y%m%d}", Line("offer.pause_week")),
            Offer(f"nudge:pause:{scene.today + 2 * WEEK:%Y%m%d}", Line("offer.pause_two_weeks")),
            resume_offer,
        ]
    if scene.workout is not None and reason == "sick":
        turn = finishing.ask(scene, line, *besides)  # the next set is no answer to «I'm sick»
        return replace(turn, facts=(fact, *turn.facts))
    if scene.workout is not None:
        return replace(lifting.reminder(scene, line, *besides), facts=(fact,))
    return scene.turn(Say((line, *besides), (tuple(offers),)), facts=(fact,))


def told(scene: Scene, reason: str, until: date | None) -> Line:
    """That there are no nudges, and until when."""
    if reason == "travelling":
        return Line("pause.travelling") if until is None else Line("pause.travelling_until", {"day": until})
    if until is None:
        return promising.told(scene, f"pause.{reason if reason in TOLD else 'open'}")
    return promising.told(scene, f"pause.{reason}_until" if reason in TOLD else "pause.until", {"day": until})


def rest_week(scene: Scene, command: Command) -> Turn:
    """«rest week»: seven days off, as part of the training."""
    del command
    return _paused(scene, "rest", scene.today + WEEK)


def resume(scene: Scene, command: Command | None = None) -> Turn:
    """«resume», «I'm fine again»: nudges again, and when the next lift day is. «trip cancelled»: what lies ahead is off too."""
    if scene.workout is not None and scene.athlete.paused is None:
        return lifting.reminder(scene)
    if scene.athlete.paused == "health":
        return scene.turn(Say((Line("pause.health"),), ((Offer("cleared", Line("offer.checked")),),)))
    was = scene.athlete.paused
    athlete = replace(resumed(scene.athlete, scene.today), talk=Talk())
    if was == "travelling":
        athlete = _home_again(athlete)
    called_off = command is not None and command.rest == "trip"
    if (was is None or called_off) and is_planned(athlete, scene.today):
        was, athlete = was or "asked", without_planned(athlete, scene.today)
    scene = scene.with_athlete(athlete)
    lines = [Line("pause.over" if was else "pause.not_paused")]
    if not athlete.habits.nudges:
        lines = [Line("reminders.stand_off")]
    coming = dues.announced_next(scene)
    if coming is not None:
        lines.append(Line("next.day", {"day": coming}))
    return scene.turn(Say(tuple(lines)), facts=(Fact("resumed"),) if was else ())


def happened(scene: Scene, event: Event, *besides: Line) -> Turn | None:
    """What illness, travel and coming back mean for nudges; None for other events. `besides`: what is to be said besides."""
    until = event.until if event.until is not None and event.until > scene.today else None
    match event.kind:
        case "sick" | "travelling" as reason:
            return _away(scene, reason, event.on, until, *besides)
        case "well" if scene.athlete.paused in {"sick", "travelling", "asked", "rest"}:
            return resume(scene)
        case _:
            return None


def back(scene: Scene, event: Event) -> Athlete:
    """The athlete who is back after a while: the time off is remembered with its reason, and nudges come again."""
    days, reason = event.details.get("days"), event.details.get("reason")
    athlete = scene.athlete
    if isinstance(days, int) and reason == "sick" and days < LONGEST.days:
        athlete = away(athlete, "sick", scene.today - days * DAY, scene.today)
    if reason is None:  # «I'm back»: from wherever it was
        athlete = _home_again(athlete)
    return athlete if athlete.paused in {None, "health"} else resumed(athlete, scene.today)


def pressed(scene: Scene, part: str) -> Turn | None:
    """The day until which an open pause shall last, as eight figures; None for a key that was never offered."""
    try:
        day = datetime.strptime(part, "%Y%m%d").date()  # noqa: DTZ007  a local day
    except ValueError:
        return None
    return _paused(scene, "asked", day) if day > scene.today and scene.athlete.paused == "asked" else None
