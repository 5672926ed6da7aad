"""The pieces of one exercise into its sets; where a piece can be two things, every way to take it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from core.reading import bare, joined, loading, planned, repeating
from core.reading.taking import Taking, Unfit

if TYPE_CHECKING:
    from collections.abc import Callable

    from core.reading.meaning import Entry, Limit
    from core.reading.pieces import Piece
    from core.reading.targets import Target
    from core.reading.tokens import Typed

_MOST_WAYS = 3  # nobody chooses between four
_MOST_TRIES = 12

_TAKE: dict[str, Callable[[Taking, Piece, int], None]] = {
    "reps": bare.reps,
    "secs": bare.seconds,
    "chain": joined.chain,
    "list": joined.numbers,
    "pair": joined.pair,
    "count": repeating.count,
    "times": repeating.times,
    "label": repeating.label,
    "every_set": repeating.every_set,
    "load": loading.load,
    "bw": loading.load,
    "band": loading.load,
    "head": bare.head,
    "at": loading.at,
    "rir": loading.effort,
    "rpe": loading.effort,
    "left?": loading.effort,
    "each": loading.each,
    "warm": loading.mark,
    "work": loading.mark,
    "drop": loading.mark,
    "done": planned.done,
    "same": planned.same,
    "delta": planned.delta,
    "failed": planned.failed,
    "sep": repeating.separate,
    "note": loading.note,
}


@dataclass(slots=True)
class Outcome:
    """What became of one exercise's pieces. `sure`: there is one way and nothing speaks against it; `limit`: the cap that is passed."""

    ways: list[tuple[Entry, ...]] = field(default_factory=list)
    limit: Limit | None = None
    sure: bool = False


def read_sets(typed: Typed, pieces: list[Piece], target: Target) -> Outcome:
    """All ways to take these pieces as sets of the target, best first; never more than three."""
    outcome = Outcome(sure=True)
    pending: list[dict[int, Any]] = [{}]
    tries = 0
    while pending and len(outcome.ways) < _MOST_WAYS and tries < _MOST_TRIES:
        tries += 1
        taking = Taking(typed, target, pieces, pending.pop(0))
        try:
            entries = _taken(taking)
        except Unfit as unfit:
            outcome.limit = outcome.limit or unfit.limit
            continue
        if taking.question is not None:
            question = taking.question
            pending = [{**taking.choices, question.place: option} for option in question.options] + pending
            outcome.sure = outcome.sure and question.likely
        elif entries and entries not in outcome.ways:
            outcome.ways.append(entries)
    outcome.sure = outcome.sure and len(outcome.ways) == 1
    return outcome


def _taken(taking: Taking) -> tuple[Entry, ...]:
    for place, piece in enumerate(taking.pieces):
        if taking.question is not None:
            break
        if taking.pieces[place].kind == "used":
            continue
        take = _TAKE.get(piece.kind)
        if take is None:
            raise Unfit
        take(taking, piece, place)
    return taking.entries() if taking.question is None else ()
