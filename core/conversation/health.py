"""Pain and red flags: heard first, answered with care, never a diagnosis (rules.md 3.4 and 5)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from core.athlete import Talk
from core.coaching.elsewhere import home
from core.conversation import finishing, hurting, lifting, prescribing
from core.conversation.hurting import SITES, site_line
from core.conversation.keys import key
from core.conversation.recording import Recorded, recorded, set_fact
from core.conversation.standing import EXTRA, working_sets
from core.message import Line, Offer, Say
from core.session import PainReport
from core.turn import Fact, Turn
from core.values import replace

if TYPE_CHECKING:
    from core.conversation.scene import Scene
    from core.plan import Prescribed
    from core.reading.meaning import Command, Pain
    from core.session import Workout

HOLD_FROM: Final = 3  # rules.md 3.4
EASIER_FROM: Final = 4
REMOVED_FROM: Final = 6
STOP_FROM: Final = 8
SCORES: Final = (1, 2, 3, 4, 5, 6, 7, 8)


def red_flag(scene: Scene, urgency: str) -> Turn:
    """Stop, refer out, nothing else. What was lifted so far is kept; lifting waits until a professional has looked."""
    athlete, ended = finishing.closed_now(scene)
    athlete = replace(athlete, talk=Talk(), paused="health")
    facts = (Fact("pain", {"red_flag": urgency}), *ended)
    return Turn(athlete, facts=facts, says=(Say((Line(f"flag.{urgency}"),)),))


def said(scene: Scene, reading: Pain) -> Turn:
    """Pain in words: keep the sets that came with it, ask what is missing, then make today easier."""
    if reading.red_flag is not None:
        return red_flag(scene, reading.red_flag)
    if reading.lasting and reading.site is not None:
        return weak_spot(scene, reading.site)
    facts: tuple[Fact, ...] = ()
    lines: tuple[Line, ...] = ()
    if reading.entries and scene.workout is not None:
        done = recorded(scene, scene.workout, reading.entries)
        scene = scene.with_athlete(replace(scene.athlete, workout=done.workout))
        facts = tuple(set_fact(scene, done.workout, lift) for lift in done.sets)
        lines = tuple(lifting.echo(scene, done, place) for place in done.places)
    site = reading.site
    if site is None and reading.worse and (last := hurting.latest(scene)) is not None:
        site = last[1].site  # «it is worse this morning»: what hurt before
    turn = known(scene, site, reading.score, lines, worse=reading.worse)
    return replace(turn, facts=(*facts, *turn.facts))


def relief(scene: Scene, command: Command) -> Turn:
    """«pain is gone»: what was made easier today stays so, and a number before the next session decides anew (rules.md 3.4)."""
    del command
    if scene.athlete.talk.asked in {"pain_site", "pain_score"}:
        scene = scene.with_athlete(scene.asking(None))
    if scene.workout is not None and scene.workout.pain is not None:
        return lifting.reminder(scene, Line("pain.relief_today"))
    found = hurting.latest(scene)
    lately = found is not None and (scene.today - found[0]).days <= hurting.ASKED_DAYS
    asked_again = found is not None and lately and found[1].score >= hurting.ASKED_FROM
    return lifting.reminder(scene, Line("pain.relief" if asked_again else "pain.good"))


def weak_spot(scene: Scene, site: str) -> Turn:
    """«bad knees»: no pain that was told, and worth care. What is to follow from it is the person's choice."""
    limits = scene.athlete.profile.limits
    where = {"site": site_line(site)}
    hurts = Offer(key("pain", site), Line("offer.hurts_now"))
    if site in limits or site not in SITES:
        line = Line("pain.lasting_known" if site in limits else "pain.lasting_other", where)
        return scene.turn(Say((line,), ((hurts, Offer("event:fine", Line("offer.fine_now"))),)))
    careful = key("do", "limits", "+and+".join((*limits, site)))
    offers = ((Offer(careful, Line("offer.leave_out")),), (hurts, Offer("event:fine", Line("offer.fine_now"))))
    return scene.turn(Say((Line("pain.lasting", where),), offers, yes=careful, no="event:fine"))


def known(
    scene: Scene, site: str | None, score: int | None, lines: tuple[Line, ...] = (), *, worse: bool = False
) -> Turn:
    """What was told of a pain: ask what is missing, else keep it."""
    if site is None:
        return ask_site(scene, score, lines, worse=worse)
    if score is None:
        return ask_score(scene, site, lines, worse=worse)
    return kept(scene, PainReport(site, score, next_morning_worse=worse), lines)


def ask_site(scene: Scene, score: int | None = None, lines: tuple[Line, ...] = (), *, worse: bool = False) -> Turn:
    """«Where?», with the sites that the rules know and one for all others."""
    taps = [Offer(key("pain", site), Line(f"site.{site}")) for site in SITES]
    offers = (tuple(taps[:3]), (*taps[3:], Offer("pain:other", Line("site.other"))))
    scene = scene.with_athlete(scene.asking("pain_site", score=score, worse=worse))
    return scene.turn(Say((*lines, Line("pain.where")), offers))


def ask_score(scene: Scene, site: str, lines: tuple[Line, ...] = (), *, worse: bool = False) -> Turn:
    """«How strong, 0 to 10?»."""
    taps = [
        Offer(key("pain", site, n), Line("offer.amount" if n < STOP_FROM else "offer.pain_more", {"n": n}))
        for n in SCORES
    ]
    offers = (tuple(taps[:4]), tuple(taps[4:]))
    scene = scene.with_athlete(scene.asking("pain_score", site=site, worse=worse))
    return scene.turn(Say((*lines, Line("pain.score", {"site": site_line(site)})), offers, wants_number=True))


def kept(scene: Scene, pain: PainReport, lines: tuple[Line, ...] = ()) -> Turn:
    """Keep the report and make the rest of today as the rules say."""
    fact = Fact("pain", {"site": pain.site, "score": pain.score})
    workout = scene.workout
    scene = scene.with_athlete(replace(hurting.told(scene.athlete, pain, scene.today), talk=Talk()))
    where = {"site": site_line(pain.site)}
    strong = hurting.effective(pain)
    if workout is None:
        return _idle(scene, pain, lines, fact)
    scene = scene.with_athlete(replace(scene.athlete, workout=replace(workout, pain=pain if pain.score else None)))
    if strong >= STOP_FROM:
        turn = red_flag(scene, "soon")
        return replace(turn, facts=(fact, *turn.facts[1:]), says=(Say((*lines, Line("pain.stop", where))),))
    eased, lighter, persists = _eased(scene, replace(workout, pain=pain if pain.score else None), pain)
    scene = scene.with_athlete(replace(scene.athlete, workout=eased))
    line = Line(f"pain.{_band(strong)}", where) if pain.score else Line("pain.relief_today")
    told = [*lines, Line("code.pain_persistent") if persists else line]
    told += [_change(scene, old, new) for old, new in lighter]
    out = tuple(scene.short(eased.exercises[p].slug) for p in eased.skipped if p not in workout.skipped)
    if out:
        told.append(Line("pain.out", {"exercises": out}))
    return lifting.going_on(scene, Recorded(eased, ()), tuple(told), (fact,))


def for_the_session(pain: PainReport) -> tuple[Line, ...]:
    """What today's pain means for the session that begins now; from 6 on the session itself says it."""
    if pain.score == 0:
        return (Line("pain.gone"),)
    band = _band(hurting.effective(pain))
    return (Line(f"pain.{band}", {"site": site_line(pain.site)}),) if band in {"hold", "easier"} else ()


def _idle(scene: Scene, pain: PainReport, lines: tuple[Line, ...], fact: Fact) -> Turn:
    """Told outside a workout: it counts for today's."""
    band = _band(hurting.effective(pain))
    line = Line(f"pain.idle.{band}" if pain.score else "pain.gone", {"site": site_line(pain.site)})
    athlete = scene.athlete
    if band == "stop":
        athlete = replace(athlete, paused="health")
    return Turn(athlete, facts=(fact,), says=(Say((*lines, line)),))


def _change(scene: Scene, old: Prescribed, new: Prescribed) -> Line:
    blanks = {"exercise": scene.short(old.slug), "now": scene.short(new.slug), "sets": new.sets, "reps": new.reps}
    return Line("pain.fewer" if old.slug == new.slug else "pain.changed", blanks)


def _band(score: int) -> str:
    if score >= STOP_FROM:
        return "stop"
    if score >= REMOVED_FROM:
        return "removed"
    return "easier" if score >= EASIER_FROM else "hold" if score == HOLD_FROM else "fine"


def _eased(
    scene: Scene, workout: Workout, pain: PainReport
) -> tuple[Workout, list[tuple[Prescribed, Prescribed]], bool]:
    """The exercises that are still to come, as the rules prescribe them with this pain (rules.md 3.4); whether it has persisted.

    What is under way keeps its numbers when the rules leave it alone, and ends where it is when they do not.
    """
    today = prescribing.for_today(scene, pain, workout.date)
    persists = "PAIN_PERSISTENT" in today.codes
    strong = REMOVED_FROM if persists else hurting.effective(pain)
    by_slot = {home(p): p for p in today.exercises}
    exercises, skipped, changed = list(workout.exercises), list(workout.skipped), []
    for place, current in enumerate(workout.exercises):
        tagged = pain.site in getattr(scene.library.exercises.get(current.slug), "cautions", ())
        if not tagged or strong < HOLD_FROM or place in skipped or current.slot == EXTRA:
            continue
        new = by_slot.get(home(current))
        done = len(working_sets(workout, place))
        if done or new is None:
            if done < current.sets and strong >= EASIER_FROM:
                skipped.append(place)
        elif new != current:
            exercises[place] = new
            changed.append((current, new))
    return replace(workout, exercises=tuple(exercises), skipped=tuple(skipped)), changed, persists
