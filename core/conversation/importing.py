"""A file that was handed over: what it would bring, the question whether to keep it, and the keeping."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from core.bringing import MOST_BYTES, brought, is_new
from core.conversation import lifting
from core.conversation.keys import key
from core.conversation.yes_no import decided
from core.message import Line, Offer, Say
from core.reading.meaning import Command
from core.turn import Fact, Previewed, Shelved
from core.values import replace

if TYPE_CHECKING:
    from core.bringing import Preview
    from core.conversation.scene import Scene
    from core.reading.meaning import Reading
    from core.turn import Handed, Turn

ASKED: Final = "import"
TOLD: Final = 5  # bad rows with their reasons; of the others only the numbers
NUMBERS: Final = 30
IMPORTED: Final = Fact("profile_changed", {"keys": ["imported"]})


def how(scene: Scene, command: Command) -> Turn:
    """«import»: how a file is brought in."""
    del command
    return lifting.reminder(scene, Line("import.how", {"megabytes": MOST_BYTES // 1_000_000}))


def handed(scene: Scene, act: Handed) -> Turn:
    """A file that did not arrive."""
    flaw = act.lost or "unreachable"
    return _alone(scene, Line(f"import.flaw.{flaw}", {"megabytes": MOST_BYTES // 1_000_000}))


def previewed(scene: Scene, act: Previewed) -> Turn:
    """The file was looked into: ask whether to keep it, or after the yes keep it."""
    if act.flaw is not None:
        return _alone(scene, act.flaw)
    if act.preview is None:
        return _alone(scene, Line("import.gone"))
    return _kept(scene, act, act.preview) if act.confirmed else _asked(scene, act, act.preview)


def _asked(scene: Scene, act: Previewed, preview: Preview) -> Turn:
    lines = [Line("import.found", {"wrote": preview.wrote, "n": preview.sessions})]
    if preview.new:
        days = [one.date for one in preview.new]
        blanks = {"n": len(days), "sets": preview.sets, "first": min(days).isoformat(), "last": max(days).isoformat()}
        lines.append(Line("import.new", blanks))
    if preview.there:
        lines.append(Line("import.there", {"n": preview.there}))
    if preview.aside:
        lines.append(Line("import.aside", {"n": preview.aside}))
    lines += _bad(preview)
    if preview.restores:
        lines.append(Line("import.restores"))
    if not preview.new and not preview.restores:
        return lifting.reminder(scene, *lines, Line("import.nothing"))
    offers = (
        (
            Offer(key(ASKED, act.token, "yes"), Line("offer.import")),
            Offer(key(ASKED, act.token, "no"), Line("offer.import_not")),
        ),
    )
    scene = scene.with_athlete(scene.asking(ASKED, ask=act.token))
    return replace(scene.turn(Say(tuple(lines), offers)), shelved=Shelved(act.token, scene.incoming.at, act.content))


def _bad(preview: Preview) -> list[Line]:
    if not preview.bad:
        return []
    thing = "session" if preview.person is not None else "row"
    lines = [Line(f"import.bad.{thing}", {"n": len(preview.bad)})]
    lines += [Line("import.bad.why", {"number": bad.number, "reason": bad.reason}) for bad in preview.bad[:TOLD]]
    others = tuple(bad.number for bad in preview.bad[TOLD:])
    if others:
        shown = others[:NUMBERS]
        left = len(others) - len(shown)
        lines.append(Line("import.bad.others" if not left else "import.bad.more", {"numbers": shown, "n": left}))
    return lines


def _kept(scene: Scene, act: Previewed, preview: Preview) -> Turn:
    restored = preview.restores and is_new(scene.athlete)
    if not preview.new and not restored:
        return replace(_over(scene, act.token, Line("import.nothing")), unshelved=act.token)
    athlete, new = brought(scene.athlete, preview)
    lines = [Line("import.kept", {"n": len(new), "sets": preview.sets})]
    if preview.bad:
        lines.append(Line("import.left_out", {"n": len(preview.bad)}))
    if restored:
        lines.append(Line("import.restored"))
    turn = _over(scene.with_athlete(athlete), act.token, *lines)
    return replace(turn, also=new, unshelved=act.token, facts=(IMPORTED, *turn.facts))


# --- the answer ------------------------------------------------------------------------------------------------------------
def pressed(scene: Scene, rest: tuple[str, ...]) -> Turn | None:
    """A tap on one of the two buttons, which count as long as the file waits; None for a key that was never offered."""
    match rest:
        case (token, "yes"):
            return replace(scene.turn(), brings=token)
        case (token, "no"):
            return replace(_over(scene, token, Line("import.left")), unshelved=token)
        case _:
            return None


def said(scene: Scene, text: str, reading: Reading) -> Turn | None:
    """A typed yes or no; None when the message is about something else. The buttons stay good."""
    token = str(scene.athlete.talk.about.get("ask"))
    wanted = isinstance(reading, Command) and reading.word == "import" and not reading.rest
    match True if wanted else decided(text, reading):
        case True:
            return pressed(scene, (token, "yes"))
        case False:
            return pressed(scene, (token, "no"))
        case _:
            return None


def _over(scene: Scene, token: str, *lines: Line) -> Turn:
    """Say it, with the question closed if it is this file's."""
    talk = scene.athlete.talk
    if talk.asked == ASKED and talk.about.get("ask") == token:
        scene = scene.with_athlete(scene.asking(None))
    return lifting.reminder(scene, *lines)


def _alone(scene: Scene, line: Line) -> Turn:
    return scene.turn(Say((line,)))
