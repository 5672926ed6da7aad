"""Numbers that belong together: chains of x, lists with slashes, left and right."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from core.reading import loading
from core.reading.bare import add, whole
from core.reading.caps import MOST_REPS, MOST_SECONDS, MOST_SETS
from core.reading.chains import Spread, spreads, together
from core.reading.taking import Unfit
from core.values import replace

if TYPE_CHECKING:
    from core.reading.pieces import Piece
    from core.reading.taking import Taking

_PAIR = 2


def pair(taking: Taking, piece: Piece, place: int) -> None:
    """Left and right."""
    del place
    most, limit = (MOST_SECONDS, "seconds") if taking.target.held else (MOST_REPS, "reps")
    left, right = (whole(value, most, limit) for value in piece.value)  # type: ignore[arg-type]  # both are limits
    taking.put({"left": left, "right": right})


def chain(taking: Taking, piece: Piece, place: int) -> None:
    """Numbers joined by x, read one way for the whole message."""
    del place
    terms = piece.value
    if _pair_of_dumbbells(taking, terms):
        taking.lead_with(loading.checked({"load": terms[1][0], "unit": terms[1][1][5:]}))
        return
    if len(terms) == _PAIR and terms[0][1].startswith("load") and terms[1][1] == "sets" and taking.drafts:
        taking.load_behind(loading.checked({"load": terms[0][0], "unit": terms[0][1][5:]}))  # «6 of 12 kg x 3 sets»
        taking.repeat(taking.drafts[-1:], whole(terms[1][0], MOST_SETS, "sets"))
        return
    if terms[0][1].startswith("load") and len(terms) > 3:  # noqa: PLR2004 - «12 kg x 6 x 6 x 5»: a load and a list
        taking.lead_with({"load": terms[0][0], "unit": terms[0][1][5:]})
        for value, _ in terms[1:]:
            add(taking, value)
        return
    if taking.count is not None and any(kind == "sets" for _, kind in terms):
        taking.close_count()
    found = _found(taking, piece)
    if not found:
        raise Unfit("reps" if any(value > MOST_REPS and not kind.startswith("load") for value, kind in terms) else None)
    likely = len(found) == len(set(found))
    options = list(dict.fromkeys(found))
    _spread(taking, options[0] if likely and len(options) == 1 else taking.ask(piece.start, options, likely=likely))


def _pair_of_dumbbells(taking: Taking, terms: tuple[tuple[float, str], ...]) -> bool:
    """«2x14kg 6 6 5»: beside repetitions of their own, two times a load are two dumbbells."""
    bells, kind = terms[0]
    if len(terms) != _PAIR or kind or bells not in {1, _PAIR} or not terms[1][1].startswith("load"):
        return False
    return not taking.drafts and any(other.kind in {"reps", "list"} for other in taking.pieces)


def _found(taking: Taking, piece: Piece) -> list[Spread]:
    target = taking.target
    bare = [
        other.value
        for other in taking.pieces
        if other.kind == "chain" and len(other.value) == _PAIR and not any(kind for _, kind in other.value)
    ]
    told = any(other.kind in {"load", "bw", "band", "at"} for other in taking.pieces)
    if len(bare) > 1 and piece.value in bare and target.takes_load and not told:
        row = together(bare, target)
        if row is not None:
            return [row[bare.index(piece.value)]]
    if (
        any(draft.loaded for draft in taking.drafts)
        or taking.lead
        or any(other.kind in {"load", "bw", "band"} for other in taking.pieces)
    ):
        target = replace(target, takes_load=False)
    return spreads(piece.value, target)


def _spread(taking: Taking, spread: Spread) -> None:
    said: dict[str, Any] = {}
    if spread.load is not None:
        said = loading.checked({"load": spread.load, "unit": spread.unit or taking.target.unit})
    if spread.held or taking.target.held:
        said["seconds"] = whole(spread.reps, MOST_SECONDS, "seconds")
    else:
        said["reps"] = whole(spread.reps, MOST_REPS, "reps")
    taking.put(said, whole(spread.sets, MOST_SETS, "sets"))
    if spread.load is not None:
        taking.lead_with({"load": said["load"], "unit": said["unit"]}, carried=True)


def numbers(taking: Taking, piece: Piece, place: int) -> None:
    """«6/6/5», «6-6-5», «6/5» of two sides, «5 of 6»; «8-10» is no report."""
    del place
    values, sign, target = piece.value, piece.extra, taking.target
    two = len(values) == _PAIR
    if sign == "of":
        if values[1] != target.reps:
            raise Unfit
        if values[0] == target.sets and taking.ask(piece.start, [False, True]):  # «3 of 6»: sets of six
            taking.put({"reps": whole(values[1], MOST_REPS, "reps")}, whole(values[0], MOST_SETS, "sets"))
            return
        values = values[:1]
    elif two and sign == "/" and target.per_side and any(other.kind == "reps" for other in taking.pieces):
        raise Unfit  # «6 6 / 6 5»
    elif sign in {"/", "+"} and two and (target.per_side or target.one_sided):
        taking.put({"left": whole(values[0], MOST_REPS, "reps"), "right": whole(values[1], MOST_REPS, "reps")})
        return
    elif sign == "or" and two:
        values = taking.ask(piece.start, [values[:1], values[1:]])
    elif sign in {"to", "or"} or (sign == "+" and two):
        raise Unfit
    elif two:
        values = _two(taking, piece)
    if values is None:
        raise Unfit
    for value in values:
        add(taking, value)


def _two(taking: Taking, piece: Piece) -> tuple[float, ...] | None:
    """«5/6» may be five of six, «8-10» may be no report at all."""
    values, target = piece.value, taking.target
    if values[0] < values[1] and taking.count != _PAIR:
        of_plan = piece.extra == "/" and values[1] == target.reps
        return taking.ask(piece.start, [values, values[:1] if of_plan else None], likely=of_plan)  # type: ignore[no-any-return]  # one of the two
    if piece.extra == "-" and target.per_side:
        return taking.ask(piece.start, [values, None], likely=False)  # type: ignore[no-any-return]  # one of the two
    return values  # type: ignore[no-any-return]  # the numbers of the list
