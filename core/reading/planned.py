"""Sets told against the plan or the set before: done, all done, the same, one more, couldn't do the last one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from core.reading.caps import MOST_SETS
from core.reading.taking import Unfit

if TYPE_CHECKING:
    from core.reading.pieces import Piece
    from core.reading.taking import Taking
    from core.reading.targets import Target


_FEW = 3  # repetitions; nobody says «6 more» of six


def _amount(target: Target, value: int) -> dict[str, Any]:
    return {"seconds": value} if target.held else {"reps": value}


def _planned(target: Target) -> int:
    if target.reps is None:
        raise Unfit
    return target.reps


def _remaining(taking: Taking) -> int:
    return taking.target.left - len(taking.drafts)


def done(taking: Taking, piece: Piece, place: int) -> None:
    """As planned: one set, so many, or all that are left."""
    del place
    target = taking.target
    reps = _planned(target)
    count = 1
    if piece.value in {"all", "rest"}:
        count = _remaining(taking)
    elif piece.value == "but_last":
        count = _remaining(taking) - 1
    elif piece.value == "all_n":  # «all three done» of three sets, «all 6» of six repetitions
        sets, one = piece.extra in {target.sets, target.left}, piece.extra == reps
        if sets and one:
            sets = taking.ask(piece.start, [True, False])
        count = _remaining(taking) if sets else 1 if one else 0
    elif piece.value in {"count", "ticks"}:
        count = int(min(piece.extra, MOST_SETS + 1))
    if count < 1 or (piece.value == "ticks" and count > max(1, target.left)):
        raise Unfit
    taking.put(_amount(target, reps), count)


def same(taking: Taking, piece: Piece, place: int) -> None:
    """Like the set before; beside other numbers only its load."""
    del place
    target = taking.target
    if piece.value == "load" or (taking.told and piece.value == "one"):
        load = target.last_load if target.last_load is not None else target.load
        if load is not None and not taking.drafts:
            taking.lead_with({"load": load, "unit": target.unit}, carried=True)
        return
    reps = target.last_reps
    if reps is None and piece.value == "reps":
        reps = target.reps
    if reps is None:
        raise Unfit
    count = {"all": _remaining(taking), "twice": 2}.get(piece.value, piece.extra or 1)
    if count < 1:
        raise Unfit
    taking.put(_amount(target, reps), int(min(count, MOST_SETS + 1)), as_before=target.last_load)


def _of_one_side(taking: Taking) -> str | None:
    """«one less on the left»: the side that it is about, where one is named."""
    notes = " ".join(str(piece.value) for piece in taking.pieces if piece.kind == "note").lower().split()
    sides = {"left", "right"}.intersection(notes) if taking.target.per_side else set()
    return sides.pop() if len(sides) == 1 else None


def _less_on(taking: Taking, piece: Piece, side: str) -> None:
    """So many more or fewer on that side, the other as planned."""
    target = taking.target
    planned = _planned(target)
    here = int(planned + piece.value)
    if here < 0:
        raise Unfit
    taking.pieces = [one._replace(kind="used") if one.kind == "note" else one for one in taking.pieces]
    taking.put({"left": here, "right": planned} if side == "left" else {"left": planned, "right": here})


def delta(taking: Taking, piece: Piece, place: int) -> None:
    """More or fewer than planned; behind «same», than before."""
    del place
    target = taking.target
    before = taking.drafts.pop() if len(taking.drafts) == 1 and not taking.told else None
    if taking.drafts or not float(piece.value).is_integer():
        raise Unfit
    if (side := _of_one_side(taking)) is not None:
        _less_on(taking, piece, side)
        return
    base = _planned(target) if before is None else before.said.get("seconds" if target.held else "reps", 0)
    if base + piece.value < 0 or (base + piece.value == 0 and before is None):  # «-6» of six
        raise Unfit
    if (
        piece.value > _FEW and before is None and not target.held and taking.ask(piece.start, [True, False])
    ):  # «6 more»: rather another six
        taking.put(_amount(target, int(piece.value)))
        return
    taking.put(_amount(target, int(base + piece.value)), as_before=before.as_before if before else None)


def failed(taking: Taking, piece: Piece, place: int) -> None:
    """A last set that was not done is a set of 0, a last repetition is one less; «the last one» and «missed one» may be either."""
    del place
    target = taking.target
    reps = _planned(target)
    remaining = _remaining(taking)
    kind = piece.value
    if kind == "one" and taking.drafts:
        kind = "set" if remaining == 1 else ""
    elif kind == "one":
        kind = "set" if remaining <= 1 else taking.ask(piece.start, ["rep", "set"])
    elif kind == "either":
        kind = "" if taking.drafts else taking.ask(piece.start, ["rep", "none"])
    if kind == "nothing" and taking.drafts:
        return  # «6 then gave up»
    if kind == "nothing":
        kind = taking.ask(piece.start, ["none"], likely=False)  # offered, never taken
    if kind == "none":  # this very set
        taking.put(_amount(target, 0))
        return
    if kind == "rep" and not taking.drafts and reps > 0:
        taking.put(_amount(target, reps - 1))
    elif kind == "set" and (not taking.drafts or remaining >= 1):
        if not taking.drafts and remaining > 1:
            taking.put(_amount(target, reps), remaining - 1)
        taking.put(_amount(target, 0))
    else:
        raise Unfit
