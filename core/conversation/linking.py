"""«link» and «unlink»: one person on two platforms, by a code that works once."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from core.codes import MOST_WRONG, Code, code_in, shown
from core.conversation import inviting, lifting
from core.conversation.keys import key
from core.conversation.yes_no import decided
from core.joining import joined
from core.message import Line, Offer, Say
from core.turn import Fact, Turn
from core.values import replace

if TYPE_CHECKING:
    from datetime import datetime

    from core.conversation.scene import Scene
    from core.reading.meaning import Command, Reading
    from core.turn import Redeemed

VALID: Final = timedelta(minutes=10)
WINDOW: Final = timedelta(hours=1)
MOST_CODES: Final = 5  # an hour
ASKED: Final = "unlink"
LINKED: Final = Fact("profile_changed", {"keys": ["linked"]})


def wished(scene: Scene, command: Command) -> Turn:
    """«link» gives a code, «link CODE» takes one."""
    if not command.rest.strip():
        return _given(scene)
    code = code_in(command.rest)
    return tried(scene, code) if code else _said(scene, Line("link.no_code", {"text": command.rest[:40]}))


def tried(scene: Scene, code: str) -> Turn:
    """Ask what stands behind the code, unless this person has guessed too often."""
    if len(_lately(scene, scene.athlete.tries.wrong)) >= MOST_WRONG:
        return _said(scene, Line("link.guessing"))
    return Turn(scene.athlete, redeem=code)


def _given(scene: Scene) -> Turn:
    asked = _lately(scene, scene.athlete.tries.asked)
    if len(asked) >= MOST_CODES:
        return _said(scene, Line("link.enough"))
    now, code = scene.incoming.at, scene.incoming.nonce
    tries = replace(scene.athlete.tries, asked=(*asked, now))
    turn = _said(
        scene.with_athlete(replace(scene.athlete, tries=tries)),
        Line("link.code", {"code": shown(code), "minutes": VALID // timedelta(minutes=1)}),
        Line("link.there", {"code": shown(code)}),
    )
    return replace(turn, code=Code(code, "link", now + VALID))


def redeemed(scene: Scene, act: Redeemed) -> Turn:
    """The code was looked up: become one person, or say why not."""
    if act.behind is not None and act.behind.kind == "invite":
        return inviting.invited(scene, act)
    if act.behind is None:
        tries = scene.athlete.tries
        wrong = (*_lately(scene, tries.wrong), scene.incoming.at)
        scene = scene.with_athlete(replace(scene.athlete, tries=replace(tries, wrong=wrong)))
        return _said(scene, Line("link.wrong"))
    other = act.behind.athlete
    if other.id == scene.athlete.id:
        return _said(scene, Line("link.yourself"))
    both = joined((scene.athlete, act.workouts), (other, act.behind.workouts), scene.library)
    if both is None:
        return _said(scene, Line("link.lifting"))
    athlete = replace(both.athlete, reach=scene.incoming.who)
    says = (Say((Line("link.done", {"n": athlete.workouts}), Line("link.undo"))),)
    return Turn(athlete, facts=(LINKED,), says=says, also=both.also, spent=act.code, absorbed=both.gone)


# --- parting ----------------------------------------------------------------------------------------------------------------
def unlink_wished(scene: Scene, command: Command) -> Turn:
    """Ask before this identity leaves; alone there is nothing to leave."""
    del command
    others = _others(scene)
    if not others:
        return _said(scene, Line("unlink.alone"))
    number = lifting.question_number(scene)
    offers = (
        (
            Offer(key(ASKED, number, "yes"), Line("offer.unlink")),
            Offer(key(ASKED, number, "no"), Line("offer.stay_linked")),
        ),
    )
    scene = scene.with_athlete(scene.asking(ASKED, ask=number))
    return scene.turn(Say((Line("unlink.question"),), offers))


def unlink_pressed(scene: Scene, rest: tuple[str, ...]) -> Turn | None:
    """The answer; None when it belongs to a question that is not open."""
    talk = scene.athlete.talk
    if talk.asked != ASKED or len(rest) != 2 or rest[0] != str(talk.about.get("ask")):  # noqa: PLR2004  number, answer
        return None
    scene = scene.with_athlete(scene.asking(None))
    others = _others(scene)
    if rest[1] != "yes" or not others:
        return _said(scene, Line("unlink.kept"))
    athlete = scene.athlete
    if athlete.reach == scene.incoming.who:
        athlete = replace(athlete, reach=others[0])
    return Turn(athlete, facts=(LINKED,), says=(Say((Line("unlink.done"),)),), parts=scene.incoming.who)


def unlink_said(scene: Scene, text: str, reading: Reading) -> Turn | None:
    """A typed yes or no; None when the message is about something else."""
    yes = decided(text, reading)
    return (
        None
        if yes is None
        else unlink_pressed(scene, (str(scene.athlete.talk.about.get("ask")), "yes" if yes else "no"))
    )


def _others(scene: Scene) -> tuple[str, ...]:
    return tuple(who for who in scene.athlete.past.identities if who != scene.incoming.who)


def _lately(scene: Scene, times: tuple[datetime, ...]) -> tuple[datetime, ...]:
    return tuple(at for at in times if scene.incoming.at - at < WINDOW)


def _said(scene: Scene, *lines: Line) -> Turn:
    return lifting.reminder(scene, *lines)
