"""Which pieces of a message belong to which exercise."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from core.reading import targets
from core.reading.guessing import with_guessed_names
from core.reading.pieces import AMOUNTS, COUNTING, Piece

if TYPE_CHECKING:
    from core.reading.meaning import Context
    from core.reading.targets import Target
    from core.reading.tokens import Typed


@dataclass(slots=True, eq=False)
class Group:
    """The pieces of one exercise, separators included."""

    target: Target
    pieces: list[Piece] = field(default_factory=list)
    named: bool = False
    junk: bool = False
    start: int = 1 << 30

    def take(self, pieces: list[Piece]) -> None:
        """These pieces belong here too."""
        self.pieces.extend(pieces)
        self.start = min(self.start, *(piece.start for piece in pieces)) if pieces else self.start

    @property
    def numbers(self) -> bool:
        """Whether anything here counts sets."""
        return any(piece.kind in COUNTING for piece in self.pieces)


def grouped(typed: Typed, pieces: list[Piece], context: Context) -> list[Group]:
    """The message's pieces, exercise by exercise. The first group may be that of the exercise asked for."""
    clauses = _clauses(with_guessed_names(typed, pieces, context))
    trailing = _names_trail(clauses)
    groups: list[Group] = []
    waiting: list[Piece] = []  # nameless clauses in front of «8, 8 row»
    current = Group(targets.asked_for(context))
    for clause in clauses:
        if _is_junk(clause):
            groups.append(Group(targets.Target(), junk=True))
            groups[-1].take(clause)
            continue
        for name, part in _by_name(clause):
            if name is None:
                wait = trailing and not current.named and not current.target.asked
                (waiting.extend if wait else current.take)(part)
                continue
            if current.pieces and current not in groups:
                groups.append(current)
            current = _group_of(_target(name, context), groups)
            current.start = min(current.start, name.start)
            current.take(waiting)
            current.take(part)
            waiting = []
    if current.pieces and current not in groups:
        groups.append(current)
    return groups


def _group_of(target: Target, groups: list[Group]) -> Group:
    """The last group where it is the same exercise's, else a new one."""
    if groups and groups[-1].named and groups[-1].target.exercise == target.exercise:
        return groups[-1]
    groups.append(Group(target, named=True))
    return groups[-1]


def _names_trail(clauses: list[list[Piece]]) -> bool:
    """Whether the first name stands behind its numbers («10, 10, 10 rdl»): then what waits in front belongs to it."""
    for clause in clauses:
        for place, piece in enumerate(clause):
            if piece.kind == "name":
                return any(before.kind in AMOUNTS for before in clause[:place])
    return False


def _is_junk(clause: list[Piece]) -> bool:
    """A clause of its own that has an amount which means nothing here, and none that does: «ran 5k»."""
    kinds = {piece.kind for piece in clause}
    return (
        "junk" in kinds and "sep" in kinds | {clause[0].kind} and not kinds & (AMOUNTS | {"name", "load", "side", "at"})
    )


def _target(name: Piece, context: Context) -> Target:
    words, known = name.value
    return targets.named(words, context) if known else targets.unknown(words, context)


def _clauses(pieces: list[Piece]) -> list[list[Piece]]:
    """Cut behind every separator; the separator stays with what follows it."""
    clauses: list[list[Piece]] = [[]]
    for piece in pieces:
        if piece.kind == "sep":
            clauses.append([piece])
        else:
            clauses[-1].append(piece)
    return [clause for clause in clauses if clause]


def _by_name(clause: list[Piece]) -> list[tuple[Piece | None, list[Piece]]]:
    """A clause cut where another exercise begins: «squat 6 6 press 5 5», «6 6 squat 5 5 press»."""
    places = [place for place, piece in enumerate(clause) if piece.kind == "name"]
    if not places:
        return [(None, clause)]
    first = places[0]
    before = any(piece.kind in AMOUNTS for piece in clause[:first])
    behind = any(piece.kind in AMOUNTS for piece in clause[first + 1 :])
    if not before or (len(places) == 1 and not behind):
        cuts = places[1:]
        return [
            (clause[a], [p for p in clause[b:c] if p.kind != "name"])
            for a, b, c in zip(places, [0, *cuts], [*cuts, len(clause)], strict=True)
        ]
    if len(places) > 1 and not any(piece.kind in AMOUNTS for piece in clause[places[-1] + 1 :]):
        cuts = [place + 1 for place in places]
        cuts[-1] = len(clause)
        return [
            (clause[a], [p for p in clause[b:c] if p.kind != "name"])
            for a, b, c in zip(places, [0, *cuts[:-1]], cuts, strict=True)
        ]
    return [(None, clause[:first]), *_by_name(clause[first:])]
