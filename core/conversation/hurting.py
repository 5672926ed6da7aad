"""Pain across days: asked once before a workout when the last one hurt (rules.md 3.4, 5), and kept for the day it is told."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from core.conversation.keys import key, whole
from core.message import Line, Offer, Say
from core.values import replace

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from core.athlete import Athlete
    from core.conversation.scene import Scene
    from core.session import PainReport
    from core.turn import Turn

SITES: Final = ("knee", "low_back", "shoulder", "wrist", "achilles")
ASKED_FROM: Final = 3  # rules.md 3.4: from here on pain changes a session
ASKED_DAYS: Final = 14  # rules.md 3.7: as long as pain keeps a phase from advancing
WORSE_ADDS: Final = 2  # rules.md 3.4: worse the next morning counts two more
SCORES: Final = (0, 1, 2, 3, 4, 5, 6, 7)
MORE: Final = 8
MOST: Final = 10  # the scale ends here


def score(part: str) -> int | None:
    """A part of a key as a score; None when it is none."""
    found = whole(part)
    return found if found is not None and found <= MOST else None


def effective(pain: PainReport) -> int:
    """The score as the rules judge it today."""
    return pain.score + (WORSE_ADDS if pain.next_morning_worse else 0)


def told(athlete: Athlete, pain: PainReport, day: date) -> Athlete:
    """The athlete with this pain on this day."""
    return replace(athlete, for_now=replace(athlete.for_now, pain=pain, pain_on=day))


def latest(scene: Scene) -> tuple[date, PainReport] | None:
    """The last pain that was told, in a workout or outside one, and its day."""
    reports = sorted(_reports(scene), key=lambda report: report[0])  # stable: the later told of a day stays last
    return reports[-1] if reports else None


def _reports(scene: Scene) -> Iterator[tuple[date, PainReport]]:
    for log in scene.history():
        if log.pain is not None:
            yield log.date, log.pain
    now = scene.athlete.for_now
    if now.pain is not None and now.pain_on is not None:
        yield now.pain_on, now.pain


def before(scene: Scene) -> PainReport | None:
    """The pain to ask about before a workout begins; None when there was none lately, or today's is known."""
    found = latest(scene)
    if found is None or scene.athlete.for_now.asked_pain == scene.today:
        return None
    day, pain = found
    return pain if pain.score >= ASKED_FROM and 0 < (scene.today - day).days <= ASKED_DAYS else None


def ask(
    scene: Scene, pain: PainReport, before_: tuple[Line, ...] = (), *, insisting: bool = False, worse: bool = False
) -> Turn:
    """«How is your knee today, 0 to 10?», one tap; whether it was worse in the morning is one more."""
    taps = [Offer(key("hurts", n), Line("offer.amount", {"n": n})) for n in SCORES]
    more = Offer(key("hurts", MORE), Line("offer.pain_more", {"n": MORE}))
    last = [more, Offer("hurts:skip", Line("offer.rir_skip"))]
    if not worse:
        last.append(Offer("hurts:worse", Line("offer.worse")))
    known = pain.site in SITES
    line = Line("pain.today", {"site": site_line(pain.site)}) if known else Line("pain.today_there")
    asking = scene.asking("pain_today", site=pain.site, insisting=insisting, worse=worse)
    offers = (tuple(taps[:4]), tuple(taps[4:]), tuple(last))
    return scene.with_athlete(asking).turn(Say((*before_, line), offers, wants_number=True))


def skipped(scene: Scene) -> Scene:
    """The question left open: it is not put again today."""
    athlete = scene.asking(None)
    return scene.with_athlete(replace(athlete, for_now=replace(athlete.for_now, asked_pain=scene.today)))


def site_line(site: str) -> Line | str:
    """A site in words; one that the rules do not know in the person's own."""
    return Line(f"site.{site}") if site in SITES or site == "other" else site
