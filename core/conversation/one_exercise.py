"""How one exercise is going: its sessions and its chart, by name or by a button."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from core.charts.words import words
from core.conversation import cards, charting
from core.conversation.keys import key
from core.conversation.standing import EXTRA
from core.message import Line, Offer, Say
from core.reading import names

if TYPE_CHECKING:
    from collections.abc import Iterable

    from core.charts import LoadChart
    from core.conversation.scene import Scene
    from core.reading.meaning import Command
    from core.turn import Turn

SESSIONS: Final = 10  # that are told one by one
BUTTONS_A_ROW: Final = 3
SMALL_WORDS: Final = frozenset({"of", "for", "on", "in", "with", "the", "my", "about", "please", "at"})


def offers(scene: Scene, slugs: Iterable[str]) -> tuple[tuple[Offer, ...], ...]:
    """A button for each exercise, in rows."""
    each = [
        Offer(key("progress", slug), Line("offer.exercise", {"exercise": scene.short(slug)}))
        for slug in list(slugs)[: charting.MOST_EXERCISES]
        if slug in scene.library.exercises
    ]
    return tuple(tuple(each[at : at + BUTTONS_A_ROW]) for at in range(0, len(each), BUTTONS_A_ROW))


def progress(scene: Scene, command: Command) -> Turn:
    """Where the exercise began, where it is, its best set, in words and as a picture."""
    return scene.turn(_going(scene, _asked(scene, command), command))


def pressed(scene: Scene, rest: list[str]) -> Turn | None:
    """The button of an exercise; None for a key that was never offered."""
    if len(rest) != 1 or rest[0] not in scene.library.exercises:
        return None
    chart = charting.load_chart(scene, rest[0])
    return scene.turn(charting.beside(words(chart), chart))


def history(scene: Scene, command: Command) -> Turn:
    """The exercise session by session, the latest first, then how it is going."""
    slug = _slug(scene, command)
    chart = charting.load_chart(scene, slug) if slug is not None else None
    if chart is None or not chart.points:
        return progress(scene, command)
    told = [
        Line(
            "history.exercise",
            {"exercise": Line("history.on", {"day": scene.day(past.date)}), "log": cards.log_words(scene, log)},
        )
        for past in reversed(scene.history())
        for log in past.exercises
        if log.slug == slug and log.done and log.slot != EXTRA
    ]
    more = (Line("history.earlier", {"n": len(told) - SESSIONS}),) if len(told) > SESSIONS else ()
    return scene.turn(charting.beside((*words(chart), *told[:SESSIONS], *more), chart))


def _going(scene: Scene, chart: LoadChart | None, command: Command) -> Say:
    if chart is None or not chart.points:
        if command.exercise:
            return Say((Line("progress.not_done", {"exercise": scene.short(command.exercise)}),))
        return Say((Line("progress.nothing", {"exercise": _said(command)}),))
    return charting.beside(words(chart), chart)


def _asked(scene: Scene, command: Command) -> LoadChart | None:
    slug = _slug(scene, command)
    if slug is not None:
        return charting.load_chart(scene, slug)
    return charting.extra_chart(scene, _said(command))


def _slug(scene: Scene, command: Command) -> str | None:
    """The exercise that is meant: the one named if it was done, else the latest that has this name too («squat» is any squat)."""
    done = tuple(dict.fromkeys(log.slug for past in reversed(scene.history()) for log in past.exercises if log.done))
    named = command.exercise
    if named is None or named in done:
        return named
    for name in (_said(command), scene.short(named)):  # what is mistyped has its usual name
        other = names.exact(names.key(re.findall(r"[a-z0-9]+", name.casefold())), done)
        if other in done:
            return other
    return named


def _said(command: Command) -> str:
    """The person's own words for it."""
    said = command.rest.split()
    while said and said[0].casefold() in SMALL_WORDS:
        said.pop(0)
    while said and said[-1].casefold() in SMALL_WORDS:
        said.pop()
    return " ".join(said)
