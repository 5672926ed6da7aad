"""With what and how hard: loads, bands, body weight, efforts, sides told together, warm-up and drop sets, notes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from core.reading.caps import too_heavy
from core.reading.pieces import AMOUNTS, PLANNED
from core.reading.taking import Unfit
from core.reading.vocabulary import WORDS

if TYPE_CHECKING:
    from core.reading.pieces import Piece
    from core.reading.taking import Taking

_LEAST_RPE = 6.0  # below, nobody writes an RPE without saying so
_TOP = 10.0  # of both scales
_COLOURS = frozenset(WORDS.some("bands", "colours"))
_SIDES_ONLY = frozenset({"left", "right", "side", "only", "arm", "leg", "the", "on", "just", "so", "far", "hand"})
_MAKERS = frozenset({"reps", "chain", "list", "secs", "pair"})
_SETS = _MAKERS | PLANNED


def checked(said: dict[str, Any]) -> dict[str, Any]:
    """A load within the cap."""
    if too_heavy(said.get("load", 0), said.get("unit", "kg")):
        raise Unfit("load")
    return said


def load(taking: Taking, piece: Piece, place: int) -> None:
    """A load, a band or body weight: for what follows when it opens its clause, else for what came before it."""
    if piece.kind == "band":
        said: dict[str, Any] = {"band": piece.value}
    elif piece.kind == "bw":
        said = {"bodyweight": True}
    else:
        unit, body = piece.extra
        said = checked({"load": piece.value, "unit": unit or taking.target.unit})
        if body:
            said["bodyweight"] = True
    if _opens(taking, place):
        if not taking.lead_used:
            if taking.lead.keys() != {"bodyweight"}:
                raise Unfit  # two loads, and no set for the first
            said = {**taking.lead, **said}
        taking.lead_with(said)
    else:
        _behind(taking, said)


def _behind(taking: Taking, said: dict[str, Any]) -> None:
    taking.load_behind(said)
    taking.lead_with(said, carried=True)


def _opens(taking: Taking, place: int) -> bool:
    """Whether a load stands in front of its sets: nothing came before, or its clause begins with a load and sets follow."""
    if not taking.drafts:
        return True
    start = place
    while start and taking.pieces[start - 1].kind != "sep":
        start -= 1
    first = next(
        (
            piece.kind
            for piece in taking.pieces[start : place + 1]
            if piece.kind in _SETS or piece.kind in {"load", "bw", "band"}
        ),
        "",
    )
    if first in _SETS and not (taking.drop and not any(draft.said.get("drop") for draft in taking.drafts)):
        return False
    for piece in taking.pieces[place + 1 :]:
        if piece.kind in _MAKERS:
            return True
        if piece.kind == "sep" and piece.value not in {",", "dash"}:
            return False
    return False


def at(taking: Taking, piece: Piece, place: int) -> None:
    """A bare number behind @: an RPE once the load is named, a load above ten; where both fit, it is asked."""
    value, target = piece.value, taking.target
    loaded = (bool(taking.drafts) and taking.drafts[-1].loaded) or bool(taking.lead and not taking.lead_carried)
    effort_like = _LEAST_RPE <= value <= _TOP and float(value * 2).is_integer()
    load_like = target.takes_load and not loaded and value > 0
    if load_like and target.load is not None and effort_like and value != target.load:
        load_like = 0.5 * target.load <= value <= 2 * target.load
    if load_like and not effort_like and value < _LEAST_RPE and target.load is not None and value < 0.5 * target.load:
        as_effort = taking.ask(piece.start, [False, True])  # «6 @ 5» beside 12 kg: neither is likely
    elif effort_like and load_like and target.at_loads:
        as_effort = False
    elif effort_like and load_like:
        as_effort = taking.ask(piece.start, [True, False])
    elif effort_like or load_like:
        as_effort = effort_like
    else:
        raise Unfit
    if not as_effort and (row := _row_behind(taking, place)) and len(row) + 1 == len(taking.drafts):
        for draft, load in zip(taking.drafts, (value, *(taking.pieces[at].value for at in row)), strict=True):
            draft.said.update(checked({"load": load, "unit": target.unit}))  # «10 10 10 @ 25, 30, 30»
        for at in row:
            taking.pieces[at] = taking.pieces[at]._replace(kind="used")
    elif as_effort:
        effort(taking, piece, place)
    elif taking.drafts:
        _behind(taking, checked({"load": value, "unit": target.unit}))
    else:
        taking.lead_with(checked({"load": value, "unit": target.unit}))


def effort(taking: Taking, piece: Piece, place: int) -> None:
    """RIR or RPE: of the set it stands behind; alone or in front, of the last one; «rir 3 2 1» of one set each."""
    if piece.kind == "left?" and not taking.drafts:
        raise Unfit
    row = _row_behind(taking, place)
    if row and len(row) + 1 == len(taking.drafts):
        if len(row) == 1 or piece.kind == "at":
            raise Unfit  # «6 6 rir 2 5»: an effort each, or another set
        for draft, value in zip(taking.drafts, (piece.value, *(taking.pieces[at].value for at in row)), strict=True):
            draft.said.update(_scaled(piece.kind, value))
        for at in row:
            taking.pieces[at] = taking.pieces[at]._replace(kind="used")
        return
    said = _scaled(piece.kind, piece.value)
    if taking.drafts:
        taking.drafts[-1].said.update(said)
    else:
        taking.pending.update(said)


def _scaled(kind: str, value: float) -> dict[str, Any]:
    """An effort within its scale."""
    if kind in {"rpe", "at"}:
        if not 1 <= value <= _TOP:
            raise Unfit
        return {"rpe": int(value) if float(value).is_integer() else float(value)}
    if not float(value).is_integer() or not 0 <= value <= 2 * _TOP:
        raise Unfit
    return {"rir": int(value)}


def _row_behind(taking: Taking, place: int) -> list[int]:
    """Where bare numbers stand right behind an effort, with nothing but commas between."""
    row: list[int] = []
    for at in range(place + 1, len(taking.pieces)):
        piece = taking.pieces[at]
        if piece.kind == "reps" and not piece.extra:
            row.append(at)
        elif piece.kind != "sep" or piece.value not in {",", "and"}:
            return row if piece.kind not in {"rir", "rpe", "load", "at"} else []
    return row


def each(taking: Taking, piece: Piece, place: int) -> None:
    """Each side alike. «3 sets, 6 each» counts sets where there are no sides to tell apart."""
    del place
    counted = any(other.kind == "count" for other in taking.pieces)
    target = taking.target
    if piece.extra != "body" and not target.per_side and not target.one_sided:
        both = taking.typed.plain[piece.start : piece.end].startswith("both")
        if counted or both:
            return
        if target.known and (target.asked or target.exercise is not None):
            _each_set(taking, piece)
            return
    if piece.extra == "front" and not taking.drafts[taking.clause :]:
        taking.lead_each = True
        return
    for draft in reversed(taking.drafts):
        if draft.each:
            break
        draft.each = True


def _each_set(taking: Taking, piece: Piece) -> None:
    """«6 each» of an exercise without sides: each set, or this one."""
    if len(taking.drafts) != 1 or taking.target.left < 2:  # noqa: PLR2004 - several sets are left
        if not taking.drafts:
            raise Unfit
        return
    if taking.ask(piece.start, [False, True]):
        taking.repeat(taking.drafts, taking.target.left)


def mark(taking: Taking, piece: Piece, place: int) -> None:
    """Warm-up, work and drop sets: the mark stands in front of its sets, a warm-up's may stand behind them."""
    if piece.kind == "work":
        taking.warm = False
        if taking.drafts and taking.drafts[-1].said.get("warmup"):
            taking.lead_with({})
    elif piece.kind == "drop":
        taking.dropping = not taking.drafts
        taking.drop = bool(taking.drafts)
        if taking.drafts:
            taking.lead_with({})
    elif _sets_follow(taking, place) and not taking.drafts[taking.clause :]:
        taking.warm = True
    else:
        for draft in taking.drafts[taking.clause :] or taking.drafts[-1:]:
            draft.said["warmup"] = True


def _sets_follow(taking: Taking, place: int) -> bool:
    for piece in taking.pieces[place + 1 :]:
        if piece.kind in AMOUNTS:
            return True
        if piece.kind == "sep" and piece.value != ")":
            return False
    return False


def note(taking: Taking, piece: Piece, place: int) -> None:
    """Words about the set they stand behind; in front, about the last one."""
    if taking.target.banded and piece.value.lower() in _COLOURS:
        load(taking, piece._replace(kind="band", value=piece.value.lower()), place)
        return
    if taking.target.per_side and _SIDES_ONLY.issuperset(str(piece.value).lower().split()):
        raise Unfit  # «6 right side only», «left done»: the other side is open
    where = taking.drafts[-1].said if taking.drafts else taking.pending
    where["note"] = f"{where['note']}, {piece.value}" if "note" in where else piece.value
