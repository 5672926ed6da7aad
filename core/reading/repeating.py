"""How often and how many: repetitions, seconds, chains, lists, numbers of sets, labels and separators."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from core.reading import loading
from core.reading.caps import MOST_REPS, MOST_SECONDS, MOST_SETS
from core.reading.chains import Spread, spreads, together
from core.reading.taking import Unfit

if TYPE_CHECKING:
    from core.reading.meaning import Limit
    from core.reading.pieces import Piece
    from core.reading.taking import Taking

_PAIR = 2
_FEW_SECONDS = 5
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
    if _is_load(taking, piece, place):
        loading.load(taking, piece._replace(kind="load", extra=(None, False)), place)
        return
    add(taking, piece.value)


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
    if piece.extra and not target.held and target.takes_load:
        if any(other.kind in {"reps", "list", "count", "chain"} for other in taking.pieces):
            loading.load(taking, piece._replace(kind="load", extra=(None, False)), place)
            return
        if target.load is not None:
            raise Unfit
    taking.put({"seconds": whole(piece.value, MOST_SECONDS, "seconds")})


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
    elif sign in {"+", "to", "or"}:
        raise Unfit
    elif two and values[0] < values[1] and taking.count != _PAIR:
        if sign == "/" and values[1] == target.reps:
            values = taking.ask(piece.start, [values, values[:1]])
        else:
            values = taking.ask(piece.start, [values, None], likely=False)
    elif two and sign == "-" and target.per_side:
        values = taking.ask(piece.start, [values, None], likely=False)
    if values is None:
        raise Unfit
    for value in values:
        add(taking, value)


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
