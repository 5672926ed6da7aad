"""A message that reports sets, exercise by exercise; what is not understood is quoted, the rest is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.reading.groups import Group, grouped
from core.reading.meaning import Sets, Unclear
from core.reading.pieces import AMOUNTS
from core.reading.scan import pieces as scanned
from core.reading.sets import Outcome, read_sets
from core.values import replace

if TYPE_CHECKING:
    from core.reading.meaning import Context, Entry
    from core.reading.pieces import Piece
    from core.reading.tokens import Token, Typed

_MOST_EXERCISES = 40
_ROUNDS = frozenset({"round", "rounds", "circuit", "circuits"})
_TOP_EFFORT = 10  # of RPE
_BARE = frozenset({"everything", "all exercises"})
_MOST_AMOUNTS = 200  # in one message: ten exercises to the full


def report(typed: Typed, tokens: tuple[Token, ...], context: Context) -> Sets | Unclear | None:
    """The sets reported by these tokens; Unclear with every way to take them; None when no set is reported."""
    around = tuple(
        dict.fromkeys(slug for slug in (context.exercise, *(today.slug for today in context.session)) if slug)
    )
    pieces = scanned(typed, tokens, around)
    if sum(piece.kind in AMOUNTS for piece in pieces) > _MOST_AMOUNTS:
        return Unclear((), (), "sets")
    groups = [group for group in grouped(typed, pieces, context) if group.pieces or group.named]
    _share_rounds(typed, groups)
    if any(piece.kind == "at" and piece.value > _TOP_EFFORT for piece in pieces):
        for group in groups:
            group.target = replace(group.target, at_loads=True)
    session = any(piece.kind == "done" and piece.value == "session" for piece in pieces)
    if len(groups) > _MOST_EXERCISES:
        return None
    if session and _of_something_else(typed, pieces):
        return None
    if session or _all_but(groups):
        return _session(typed, groups)
    if not any(group.numbers for group in groups):
        return None
    if len(groups) == 1:
        return _one(typed, groups[0])
    return _several(typed, groups)


def _of_something_else(typed: Typed, pieces: list[Piece]) -> bool:
    """«delete everything», «squat everything», «everything is awful»: the mere word reports nothing beside words of another kind."""
    for place, piece in enumerate(pieces):
        if piece.kind != "done" or piece.value != "session" or typed.plain[piece.start : piece.end] not in _BARE:
            continue
        before = next((one.kind for one in reversed(pieces[:place]) if one.kind != "filler"), "sep")
        behind = next((one.kind for one in pieces[place + 1 :] if one.kind != "filler"), "sep")
        return before in {"note", "name", "junk"} or behind in {"note", "junk"}
    return False


def _share_rounds(typed: Typed, groups: list[Group]) -> None:
    """«3 rounds: 10 squats, 10 push-ups»: the rounds are those of each exercise."""
    if len(groups) < 2 or not groups[0].pieces:  # noqa: PLR2004 - exercises in turn
        return
    first = next((piece for piece in groups[0].pieces if piece.kind not in {"filler", "sep"}), None)
    if first is None or first.kind != "count" or not _ROUNDS.intersection(typed.plain[first.start : first.end].split()):
        return
    for group in groups[1:]:
        if group.named and not any(piece.kind in {"count", "chain"} for piece in group.pieces):
            group.pieces.insert(0, first)


def _one(typed: Typed, group: Group) -> Sets | Unclear | None:
    if (not group.named and not group.target.asked) or group.junk:
        return None
    outcome = read_sets(typed, group.pieces, group.target)
    if len(outcome.ways) == 1 and outcome.sure:
        return Sets(outcome.ways[0])
    if outcome.ways:
        return Unclear(tuple(Sets(way) for way in outcome.ways), (typed.text.strip(),))
    return Unclear((), (typed.text.strip(),), outcome.limit) if outcome.limit else None


def _several(typed: Typed, groups: list[Group]) -> Sets | Unclear | None:
    entries: list[Entry] = []
    problems: list[str] = []
    waiting: list[Outcome] = []
    for group in groups:
        readable = (group.named or group.target.asked) and not group.junk
        outcome = read_sets(typed, group.pieces, group.target) if readable else Outcome()
        if len(outcome.ways) == 1 and outcome.sure:
            entries.extend(outcome.ways[0])
        else:
            waiting.append(outcome)
            problems.append(_quote(typed, group, groups))
    if not entries:
        readings = tuple(Sets(way) for outcome in waiting[:1] for way in outcome.ways)
        limit = next((outcome.limit for outcome in waiting if outcome.limit), None)
        if limit is not None:
            return Unclear((), tuple(problems), limit)  # beyond a cap nothing is offered
        return Unclear(readings, tuple(problems)) if readings else None
    return Sets(tuple(entries), problems=tuple(problem for problem in problems if problem))


def _quote(typed: Typed, group: Group, groups: list[Group]) -> str:
    """The group's own words, up to where the next group begins."""
    end = min((other.start for other in groups if other.start > group.start), default=len(typed.text))
    return typed.words(group.start, end)


def _all_but(groups: list[Group]) -> bool:
    """«all but row», «all done except row»: everything of the session, because what is left out is an exercise."""
    pieces = [piece for group in groups for piece in group.pieces]
    if any(piece.kind == "all_but" for piece in pieces):
        return any(group.named for group in groups)
    all_done = any(piece.kind == "done" and piece.value == "all" for piece in pieces)
    return (
        all_done
        and any(piece.kind == "sep" and piece.value == "but" for piece in pieces)
        and any(group.named for group in groups)
    )


def _session(typed: Typed, groups: list[Group]) -> Sets | Unclear | None:
    """Everything as planned, but for what is told apart: other numbers, or exercises left out."""
    entries: list[Entry] = []
    left_out: list[str] = []
    problems: list[str] = []
    for group in groups:
        slug = group.target.exercise
        pieces = [
            piece
            for piece in group.pieces
            if piece.kind != "all_but" and not (piece.kind == "done" and piece.value in {"session", "all"})
        ]
        told = [piece for piece in pieces if piece.kind not in {"sep", "filler", "name"}]
        if not told:
            if group.named and slug is not None and group.target.known:
                left_out.append(slug)
            elif group.named:
                problems.append(slug or "")
            continue
        outcome = read_sets(typed, pieces, group.target)
        if len(outcome.ways) == 1 and outcome.sure:
            entries.extend(outcome.ways[0])
        else:
            problems.append(_quote(typed, group, groups))
    return Sets(tuple(entries), "session", tuple(left_out), tuple(problems))
