"""Left and right told apart, brought together into sets."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from core.reading.pieces import Piece

if TYPE_CHECKING:
    from core.reading.targets import Target

_VALUES = frozenset({"reps", "secs", "list"})


class Ask(Protocol):
    """How to put a question: the place, the answers to try, and whether any of them is likely enough."""

    def __call__(self, place: int, options: list[Any], *, likely: bool = True) -> Any:
        """The answer to go on with."""


def joined(pieces: list[Piece], target: Target, ask: Ask) -> list[Piece]:
    """The pieces with «left 6 right 5», «6l 5r», «left 6 6 right 5 5» as pairs. Unequal sides are no pairs: junk."""
    marks = [place for place, piece in enumerate(pieces) if piece.kind == "side"]
    if not marks:
        return pieces
    pieces = _paired(pieces, target)
    marks = [place for place, piece in enumerate(pieces) if piece.kind == "side"]
    by_side = _by_side(pieces, behind=pieces[marks[0]].extra == "behind")
    if by_side is None:
        return [*pieces, Piece("junk", 0, 0)]
    left, right = by_side["left"], by_side["right"]
    others = [piece for piece in pieces if piece.kind not in _VALUES | {"side"}]
    if not left or not right:
        if target.reps is None or len(left) + len(right) != 1:
            return [*pieces, Piece("junk", 0, 0)]
        pair = (left[0] if left else target.reps, right[0] if right else target.reps)
        if ask(-1, [pair, None], likely=False) is None:
            return [*pieces, Piece("junk", 0, 0)]
        left, right = [pair[0]], [pair[1]]
    if len(left) != len(right):
        return [*pieces, Piece("junk", 0, 0)]
    first = next(place for place, piece in enumerate(pieces) if piece.kind in _VALUES | {"side"})
    front = [piece for piece in others if piece.start < pieces[first].start]
    pairs = [Piece("pair", pieces[first].start, pieces[first].end, pair) for pair in zip(left, right, strict=True)]
    return [*front, *pairs, *others[len(front) :]]


def _paired(pieces: list[Piece], target: Target) -> list[Piece]:
    """«L6 R5, 6/6»: a list of two in a clause of its own is a pair already."""
    if not target.per_side and not target.one_sided:
        return pieces
    around = [Piece("sep", 0, 0), *pieces, Piece("sep", 0, 0)]
    return [
        piece._replace(kind="pair")
        if piece.kind == "list"
        and piece.extra == "/"
        and len(piece.value) == 2  # noqa: PLR2004 - left and right
        and around[place].kind == around[place + 2].kind == "sep"
        else piece
        for place, piece in enumerate(pieces)
    ]


def _by_side(pieces: list[Piece], *, behind: bool) -> dict[str, list[float]] | None:
    found: dict[str, list[float]] = {"left": [], "right": []}
    waiting: list[float] = []
    side = ""
    for piece in pieces:
        if piece.kind in _VALUES:
            values = list(piece.value) if piece.kind == "list" else [piece.value]
            if behind:
                waiting.extend(values)
            elif side:
                found[side].extend(values)
            else:
                return None
        elif piece.kind == "side":
            side = piece.value
            if behind:
                found[side].extend(waiting)
                waiting = []
        elif piece.kind == "chain":
            return None
    return None if waiting else found
