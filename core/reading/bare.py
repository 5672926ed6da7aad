"""Bare numbers: repetitions, seconds of a hold, or the load when the plan says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.reading import loading
from core.reading.caps import MOST_REPS, MOST_SECONDS
from core.reading.taking import Unfit

if TYPE_CHECKING:
    from core.reading.meaning import Limit
    from core.reading.pieces import Piece
    from core.reading.taking import Taking

_PAIR = 2
MAKERS = frozenset({"reps", "secs", "chain", "list", "pair"})
_FEW_SECONDS = 5
_LONG_HOLD_S = 600
_MANY_REPS = 20  # a greater number beside a chain is a load
_NEAR = 2  # repetitions off the plan that are still about as planned
_FAR = 3  # more than this off the plan, a number that is the planned load is the load


def whole(value: float, most: int, limit: Limit) -> int:
    """A count within its cap."""
    if value > most:
        raise Unfit(limit)
    if not float(value).is_integer() or value < 0:
        raise Unfit
    return int(value)


def reps(taking: Taking, piece: Piece, place: int) -> None:
    """A bare number: repetitions, seconds of a hold; or the load, where it is the planned one and repetitions follow."""
    if _is_load(taking, piece, place) or _beside_chain(taking, piece, place):
        loading.load(taking, piece._replace(kind="load", extra=(None, False)), place)
        return
    if taking.target.held and piece.extra:
        raise Unfit  # «30 reps» of a hold
    if _load_behind(taking, piece, place):
        loading.load(taking, piece._replace(kind="load", extra=(None, False)), place)
        return
    add(taking, piece.value / 2 if _in_all(taking, piece) else piece.value)


def _in_all(taking: Taking, piece: Piece) -> bool:
    """«12» where 6 each side were planned: each side, or both together; it is asked, once for all the numbers."""
    target = taking.target
    if not target.per_side or piece.extra or target.reps is None or piece.value != 2 * target.reps or not taking.bare:
        return False
    if any(other.kind == "each" for other in taking.pieces):
        return False
    return bool(taking.ask(taking.pieces[taking.bare[0]].start, [False, True]))


def _load_behind(taking: Taking, piece: Piece, place: int) -> bool:
    """«3x6 30»: a number that is far from the plan's repetitions, last behind a chain, may be the load; it is asked."""
    target = taking.target
    if target.held or not target.takes_load or piece.extra or target.reps is None or place != len(taking.pieces) - 1:
        return False
    if not place or taking.pieces[place - 1].kind != "chain" or any(draft.loaded for draft in taking.drafts):
        return False
    return piece.value > 2 * target.reps and bool(taking.ask(piece.start, [True, False]))


def add(taking: Taking, value: float) -> None:
    """One set of that many."""
    if taking.target.held:
        if 0 < value <= _FEW_SECONDS and (taking.target.reps or 0) > _FEW_SECONDS:
            raise Unfit  # «1» of a plank: a second or a minute
        taking.put({"seconds": whole(value, MOST_SECONDS, "seconds")})
    else:
        taking.put({"reps": whole(value, MOST_REPS, "reps")})


def _is_load(taking: Taking, piece: Piece, place: int) -> bool:
    """«12 6 6 6», «8 8»: the first number may be the load, or the last of two; only bare numbers, no load named."""
    target = taking.target
    if target.held or not target.takes_load or piece.extra:
        return False
    bare = taking.bare
    if len(bare) < _PAIR or place not in {bare[0], bare[-1]} or (place == bare[-1] and len(bare) != _PAIR):
        return False
    first, last = bare[0], bare[-1]
    if any(other.kind == "sep" and other.value not in {",", "dash"} for other in taking.pieces[first:last]):
        return False
    if not float(piece.value).is_integer():
        return place == first
    if target.reps is None or target.load is None or piece.value == target.reps:
        return False
    others = [taking.pieces[at].value for at in bare if at != place]
    if piece.value != target.load:  # «14 6 6 6»: far from the plan's repetitions, near its load
        far = piece.value > 2 * target.reps and 0.5 * target.load <= piece.value <= 2 * target.load
        usual = all(abs(other - target.reps) <= _FAR for other in others)
        return far and usual and bool(taking.ask(piece.start, [True, False]))
    if all(other == target.reps for other in others) and abs(piece.value - target.reps) > _FAR:
        return True
    if place == last and taking.pieces[first].value == piece.value:
        return False  # «8 8»: asked at the first
    if all(abs(other - target.reps) <= _NEAR or other == piece.value for other in others):
        return bool(taking.ask(piece.start, [False, True]))
    return False


def _beside_chain(taking: Taking, piece: Piece, place: int) -> bool:
    """«3x5 40», «40 3x5»: a bare number right beside a chain is the load, or one more set."""
    target = taking.target
    around = taking.pieces[max(0, place - 1) : place + 2]
    makers = [other.kind for other in taking.pieces if other.kind in MAKERS]
    if (
        target.held
        or not target.takes_load
        or piece.extra
        or sorted(makers) != ["chain", "reps"]
        or not any(other.kind == "chain" for other in around)
    ):
        return False
    if any(other.kind in {"load", "at", "bw", "band"} for other in taking.pieces):
        return False
    chain_reps = max(value for other in around if other.kind == "chain" for value, _ in other.value)
    if target.reps is not None:
        near = target.load is not None and 0.5 * target.load <= piece.value <= 2 * target.load
        if abs(piece.value - target.reps) <= _FAR:
            return bool(taking.ask(piece.start, [False, True])) if piece.value == target.load else False
        return near or bool(taking.ask(piece.start, [True, False]))
    if piece.value > max(_MANY_REPS, 2 * chain_reps):
        return True
    return bool(taking.ask(piece.start, [True, False]))


def head(taking: Taking, piece: Piece, place: int) -> None:
    """«14: 6 6 5»: what stands in front of the colon is the load."""
    if not taking.target.takes_load:
        raise Unfit
    loading.load(taking, piece._replace(kind="load", extra=(None, False)), place)


def seconds(taking: Taking, piece: Piece, place: int) -> None:
    """A hold. «25s» is a pair of 25s where the exercise takes a load and repetitions stand beside it."""
    target = taking.target
    if piece.extra == "sign" and not target.held:
        raise Unfit
    if piece.extra == "sign" and piece.value > _LONG_HOLD_S:  # «45'» of a hold: seconds with the wrong sign
        piece = piece._replace(value=piece.value / 60)
    if piece.extra and not target.held and target.takes_load:
        if any(other.kind in {"reps", "list", "count", "chain"} for other in taking.pieces):
            likely = target.load is None or 0.5 * target.load <= piece.value <= 2 * target.load
            if piece.value == target.reps or not likely:
                raise Unfit  # «three 6s», where sixes were planned
            loading.load(taking, piece._replace(kind="load", extra=(None, False)), place)
            return
        if target.load is not None:
            raise Unfit
    if not target.held and target.known and (target.asked or target.exercise is not None):
        raise Unfit  # «dead bug 45s», «10 min run»: this exercise is counted in repetitions
    taking.put({"seconds": whole(piece.value, MOST_SECONDS, "seconds")})
