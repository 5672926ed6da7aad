"""Workouts pasted from other apps' share texts: title, date, exercises with their «Set 1: 62 kg x 9 @ 8», a link."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.reading import names, targets
from core.reading.days import first_day
from core.reading.meaning import Sets
from core.reading.pieces import Piece
from core.reading.scan import pieces as scanned
from core.reading.sets import read_sets
from core.values import replace

if TYPE_CHECKING:
    from datetime import date

    from core.reading.meaning import Context, Entry
    from core.reading.targets import Target
    from core.reading.tokens import Token, Typed

_SET = frozenset({"set", "w", "d", "f", "warmup"})
_WARM = frozenset({"w", "warmup"})
_DROP = "d"
_TITLE_LINES = 3  # the date stands below the title
_IMPLEMENTS = {
    "dumbbell": ("dumbbell", ""),
    "barbell": ("barbell",),
    "band": ("band",),
    "bodyweight": ("bodyweight", ""),
    "weighted": ("",),
    "assisted": ("",),
}
_MOST_EXERCISES = 40

Line = tuple["Token", ...]


def shared(typed: Typed, context: Context) -> Sets | None:
    """The sets of a pasted share text; None when the text is none: it has several lines, and lines «Set 1: …» among them."""
    lines = _lines(typed.tokens)
    marked = [_is_set(line) for line in lines]
    if len(lines) < 2 or not any(marked):  # noqa: PLR2004 - an exercise and a set
        return None
    entries: list[Entry] = []
    problems: list[str] = []
    target: Target | None = targets.asked_for(context) if context.exercise else None
    exercises = 0
    for place, line in enumerate(lines):
        if marked[place]:
            found = _set(typed, line, target) if target is not None else ()
            entries.extend(found)
            if not found:
                problems.append(_words(typed, line))
        elif place + 1 < len(lines) and marked[place + 1] and exercises < _MOST_EXERCISES:
            exercises += 1
            target = _target(typed, line, context)
    if not entries:
        return None
    return Sets(tuple(entries), problems=tuple(problems), on=_day(lines, context))


def _lines(tokens: tuple[Token, ...]) -> list[Line]:
    lines: list[list[Token]] = [[]]
    for token in tokens:
        if token.kind == "line":
            lines.append([])
        else:
            lines[-1].append(token)
    return [tuple(line) for line in lines if line]


def _is_set(line: Line) -> bool:
    words = tuple(token.text for token in line[:3])
    return len(line) > 3 and words[0] in _SET and line[1].kind == "number" and words[2] == ":"  # noqa: PLR2004 - «Set 1: …»


def _words(typed: Typed, line: Line) -> str:
    return typed.words(line[0].start, line[-1].end)


def _set(typed: Typed, line: Line, target: Target) -> tuple[Entry, ...]:
    """One line of the list; an RPE stands behind the @, as the load is always named there."""
    pieces = [piece for piece in scanned(typed, line[3:], ()) if piece.kind != "name"]
    if line[0].text in _WARM:
        pieces.insert(0, Piece("warm", line[0].start, line[0].end))
    found = read_sets(typed, pieces, target)
    if not found.sure or len(found.ways[0]) != 1:
        return ()
    entry = found.ways[0][0]
    return (replace(entry, drop=True),) if line[0].text == _DROP else (entry,)


def _target(typed: Typed, line: Line, context: Context) -> Target:
    """The exercise of a heading: «Romanian Deadlift (Dumbbell)» is looked up as «dumbbell romanian deadlift»."""
    around = tuple(
        dict.fromkeys(slug for slug in (context.exercise, *(today.slug for today in context.session)) if slug)
    )
    words = tuple(token.text for token in line)
    inner = words[words.index("(") + 1 : -1] if "(" in words and words[-1] == ")" else ()
    name = words[: words.index("(")] if inner else words
    kinds = _IMPLEMENTS.get(" ".join(inner), ()) if inner else ("",)
    for kind in kinds:
        slug = names.exact(names.key((*kind.split(), *(word for word in name if word.isalnum()))), around)
        if slug is not None:
            return targets.named(slug, context)
    own = typed.text[line[0].start : line[-1].end].strip()
    near = names.near(tuple(word for word in name if word.isalpha()))[0] if not inner else None
    return targets.named(near, context) if near else targets.unknown(own, context)


def _day(lines: list[Line], context: Context) -> date | None:
    for line in lines[:_TITLE_LINES]:
        found = first_day(line, context.today)
        if found is not None and not _is_set(line):
            return found[0].day
    return None
