"""Settings: one word changes one thing, alone it asks with choices; and all of them on one screen."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from core.athlete import Profile
from core.conversation import asking, equipping, questions, racing
from core.conversation.changing import CHANGES, Changed, race_words, run_week, weekdays
from core.conversation.hurting import site_line
from core.conversation.keeping import kept
from core.conversation.keys import key
from core.message import Line, Offer, Say
from core.reading.dates import read_when
from core.reading.meaning import When
from core.reading.second_thoughts import second_thought
from core.reading.week import read_days
from core.scheduling import proposed_days
from core.values import replace
from core.walltime import shown

if TYPE_CHECKING:
    from collections.abc import Mapping

    from core.athlete import Unit
    from core.conversation.scene import Scene
    from core.reading.meaning import Command
    from core.turn import Turn

# What can be tapped instead of typed, by setting: (value, line of the label).
TAPS: Final = {
    "time": (("07:00", "07:00"), ("12:00", "12:00"), ("18:00", "18:00"), ("20:00", "20:00")),
    "minutes": (("15", "15"), ("20", "20"), ("25", "25"), ("30", "30"), ("40", "40"), ("off", "any")),
    "rest_timer": (("on", "on"), ("off", "off")),
    "experience": (("new", "new"), ("some", "some"), ("trained", "trained")),
    "lifts_per_week": (("1", "1"), ("2", "2")),
    "season": (("race", "race"), ("over", "over")),
    "units": (("kg", "kg"), ("lb", "lb")),
}
_TO: Final = re.compile(r"^(?:to|is|=|:)\s+", re.IGNORECASE)  # «change time to 7», «my time zone is CET»
HALF_A_DAY: Final = 12  # hours
UNITS: Final[Mapping[str, Unit]] = {
    **dict.fromkeys(("kg", "kgs", "kilo", "kilos", "kilogram", "kilograms"), "kg"),
    **dict.fromkeys(("lb", "lbs", "pound", "pounds"), "lb"),
}


def equipment(scene: Scene) -> Turn:
    """What is known of the equipment, and how to change it."""
    if "kit" not in scene.athlete.answered:
        return questions.ask_kit(scene, starting=False)
    known = Line("kit.known", {"kit": equipping.kit_words(scene.athlete)})
    return questions.ask_kit(scene, starting=False, before=(known,), alone=True)


def asked(scene: Scene, command: Command) -> Turn | None:
    """The setting that the word names; None when there is none of that name."""
    if command.word == "settings":
        return overview(scene)
    if command.word not in CHANGES and command.word != "units":
        return None
    rest = _TO.sub("", command.rest)
    if rest:
        turn = told(scene, command.word, rest)
        return (
            turn
            if turn is not None
            else ask(scene, command.word, before=(Line("set.unclear", {"text": asking.quoted(command.rest)}),))
        )
    return ask(scene, command.word)


def ask(scene: Scene, word: str, before: tuple[Line, ...] = ()) -> Turn:
    """The question for one setting, with what stands now and what can be tapped."""
    lines = [*before]
    offers: tuple[tuple[Offer, ...], ...] = ()
    if word == "days":
        suggested, offers = _suggestion(scene)
        lines.append(suggested)
    lines.append(Line(f"ask.{word}"))
    if word in TAPS:
        offers = (tuple(Offer(key("do", word, value), Line(f"tap.{word}.{label}")) for value, label in TAPS[word]),)
    return scene.with_athlete(scene.asking(f"set:{word}")).turn(Say(tuple(lines), offers))


def _suggestion(scene: Scene) -> tuple[Line, tuple[tuple[Offer, ...], ...]]:
    proposed = proposed_days(scene.athlete.profile, scene.library)
    known = "run_days" in scene.athlete.answered
    line = Line("days.proposed" if known else "days.any", {"days": weekdays(proposed.days), "n": len(proposed.days)})
    value = "+".join(proposed.days)
    return line, ((Offer(key("do", "days", value), Line("offer.days", {"days": weekdays(proposed.days)})),),)


def told(scene: Scene, word: str, text: str) -> Turn | None:
    """The answer to that question; None when the text is none. Of two answers in one message the second counts."""
    second = second_thought(text)
    if second is None:
        return _told(scene, word, text)
    fewer = word == "days" and 0 < _days_in(second.last) < _days_in(
        second.first
    )  # «tue and thu, no, friday»: which one?
    turn = None if fewer else _told(scene, word, second.last)
    return turn if turn is not None or second.taken_back else _told(scene, word, text)


def _days_in(text: str) -> int:
    read = read_days(text)
    return len(read.days) if read is not None else 0


def _told(scene: Scene, word: str, text: str) -> Turn | None:
    if word == "units":
        unit = UNITS.get(text.strip().casefold())
        return units(scene, unit) if unit is not None else None
    changed = CHANGES[word](scene, text)
    if changed is None and word == "time":
        return _morning_or_evening(scene, text)
    if changed is None:
        return racing.unsure(scene, text) if word == "race" else None
    if not changed.keys:  # understood, and not possible: the question stays open
        offers = _suggestion(scene)[1] if word == "days" else ()
        return scene.with_athlete(scene.asking(f"set:{word}")).turn(Say((changed.line,), offers))
    return racing.told(scene, changed) if word == "race" else kept(scene, changed)


def _morning_or_evening(scene: Scene, text: str) -> Turn | None:
    """«at 7» is said of both: asked, with both to tap. None when the text names no such time."""
    when = next(
        (w for t in (text, f"at {text}") if isinstance(w := read_when(t, scene.context()), When) and w.at), None
    )
    if when is None or when.at is None or not when.confirm or when.at.hour > HALF_A_DAY:
        return None
    early = when.at.replace(hour=when.at.hour % HALF_A_DAY)
    both = (early, early.replace(hour=early.hour + HALF_A_DAY))
    offers = (tuple(Offer(key("do", "time", f"{at:%H:%M}"), Line("offer.time", {"at": at})) for at in both),)
    return scene.with_athlete(scene.asking("set:time")).turn(Say((Line("ask.time_which"),), offers))


def units(scene: Scene, unit: Unit) -> Turn:
    """Kilograms or pounds. Loads are never converted: the list is asked for, and the unit changes with the answer (rules.md 3.3).

    Where nobody's own list is at stake, without dumbbells or in a gym, it changes at once.
    """
    profile = scene.athlete.profile
    weights = equipping.gym_weights(profile.equipment, profile.unit, unit)
    if weights is not None:
        equipment_ = replace(profile.equipment, dumbbells=weights)
        profile = replace(profile, equipment=equipment_, unit=unit, body_mass=equipping.mass_in(profile, unit))
        athlete = replace(scene.athlete, profile=profile)
        line = Line("set.units_now", {"unit": unit})
        if weights:
            line = Line("joined", {"first": line, "second": Line("kit.kept", {"kit": equipping.kit_words(athlete)})})
        return kept(scene, Changed(athlete, line, ("unit",)))
    scene = scene.with_athlete(scene.asking("weights", unit=unit))
    return questions.ask_weights(scene, starting=False, before=(Line("set.units", {"unit": unit}),))


def overview(scene: Scene) -> Turn:
    """All settings on one screen, each with the word that changes it."""
    profile, habits = scene.athlete.profile, scene.athlete.habits
    lines = [
        Line("settings.title"),
        Line("settings.equipment", {"kit": equipping.kit_words(scene.athlete)}),
        Line("settings.days", {"days": weekdays(profile.lift_days), "at": habits.lift_time})
        if profile.lift_days
        else Line("settings.no_days", {"n": profile.lifts_per_week, "at": habits.lift_time}),
        _run_days(scene),
        *(
            Line("settings.race", {"day": r.date, "distance": race_words(r)})
            for r in profile.races
            if r.date >= scene.today
        ),
        Line("settings.minutes", {"minutes": profile.max_minutes})
        if profile.max_minutes
        else Line("settings.no_minutes"),
        Line("settings.units", {"unit": profile.unit}),
        Line("settings.experience", {"experience": Line(f"tap.experience.{profile.experience}")}),
        Line("settings.limits", {"sites": tuple(site_line(site) for site in profile.limits)})
        if profile.limits
        else Line("settings.no_limits"),
        Line("settings.timer", {"state": Line(f"tap.rest_timer.{'on' if habits.rest_timer else 'off'}")}),
        Line("settings.nudges", {"from": habits.quiet_from, "to": habits.quiet_to})
        if habits.nudges
        else Line("settings.no_nudges"),
        Line("settings.zone", {"zone": shown(habits.zone)})
        if habits.zone
        else Line("settings.no_zone", {"zone": shown(scene.incoming.host_zone)}),
    ]
    return scene.turn(Say(tuple(lines)))


def _run_days(scene: Scene) -> Line:
    if "run_days" not in scene.athlete.answered:
        return Line("settings.no_run_days")
    week = scene.athlete.profile.run_week
    return (
        Line("settings.any_run_days")
        if week == Profile().run_week
        else Line("settings.run_days", {"week": run_week(week)})
    )


def pressed(scene: Scene, of: tuple[str, ...]) -> Turn | None:
    """A choice on a settings screen; None for a key that was never offered."""
    match of:
        case ("do", word, *rest) if word in CHANGES or word == "units":
            # Times carry a colon of their own; days are joined by plus signs.
            return told(scene, word, ":".join(rest).replace("+", " "))
        case _:
            return None
