"""How often: numbers of sets, labels, «each set», and the separators that end what was counted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.reading import planned
from core.reading.bare import MAKERS, whole
from core.reading.caps import MOST_REPS, MOST_SETS
from core.reading.taking import Unfit

if TYPE_CHECKING:
    from core.reading.pieces import Piece
    from core.reading.taking import Taking


def count(taking: Taking, piece: Piece, place: int) -> None:
    """«3 sets»: of what follows, or of what stands in front."""
    del place
    value = whole(piece.value, MOST_SETS, "sets")
    run = taking.drafts[taking.clause :] or ([] if taking.count is not None else taking.drafts)
    if run and taking.count is None:
        taking.repeat(run, value)
    else:
        taking.close_count()
        taking.count, taking.counted_times = value, False
        taking.clause = len(taking.drafts)


def times(taking: Taking, piece: Piece, place: int) -> None:
    """«6 three times» repeats, «three times six» counts."""
    del place
    value = whole(piece.value, MOST_REPS, "reps")
    if taking.drafts:
        taking.repeat(taking.drafts[-1:], value)
    elif piece.extra == "often" and not any(other.kind in {"reps", "secs"} for other in taking.pieces):
        raise Unfit  # «twice more»
    else:
        taking.count, taking.counted_times = value, True


def label(taking: Taking, piece: Piece, place: int) -> None:
    """«set 2:», «first two», «the rest»: how many sets the next amount is for."""
    del place
    if piece.value > MOST_SETS:
        raise Unfit("sets")
    taking.label = int(piece.value)


def every_set(taking: Taking, piece: Piece, place: int) -> None:
    """«6 each set», «all sets of 6»: as many sets as are left."""
    follows = any(other.kind in MAKERS for other in taking.pieces[place + 1 :])
    left = taking.target.left
    if left < 1:
        raise Unfit
    if not taking.told:
        planned.done(taking, piece._replace(kind="done", value="all"), place)
    elif not taking.drafts and follows:
        taking.label = 0
    elif len(taking.drafts) == 1 and not follows:
        taking.repeat(taking.drafts, left)
    else:
        raise Unfit


def separate(taking: Taking, piece: Piece, place: int) -> None:
    """A comma, a line, «then»: warm-up ends, and with a clause what was counted in it."""
    del place
    strong = piece.value in {"then", "line"}
    warm = bool(taking.drafts) and bool(taking.drafts[-1].said.get("warmup"))
    if strong or warm:
        taking.warm = False
        if warm:
            taking.lead_with({})
    run = len(taking.drafts) - taking.clause
    if run and (strong or run == taking.count == 1):
        taking.close_count()
    if strong:
        taking.since = len(taking.drafts)
    if taking.count is None:
        taking.clause = len(taking.drafts)
    if taking.dropping and taking.drafts:
        taking.drop = True
