"""Numbers joined by x: which of them are sets, which repetitions, which a load; the prescription decides, or nobody does."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from core.reading.caps import MOST_REPS, MOST_SETS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from core.reading.targets import Target

Term = tuple[float, str]  # a number and its kind: "", "load:kg", "load:lb", "reps", "sets", "secs", "s", "times"
_AHEAD = 2  # points a reading must lead by
_MANY_SETS = 3  # so many more than planned are rather no number of sets
_USUAL_SETS = 6
_POSSIBLE_SETS = 10
_USUAL_REPS = 30
_NEAR_REPS = 2
_LOAD_FIRST = 2  # place of «load x repetitions» among the conventions
_CLEAR = 9
_TWO = 2
_THREE = 3


class Spread(NamedTuple):
    """`sets` times `reps` (or seconds) with a bare or named load; `points` say how well that fits the plan."""

    points: int
    sets: float
    reps: float
    held: bool = False
    load: float | None = None
    unit: str | None = None


def spreads(terms: tuple[Term, ...], target: Target) -> list[Spread]:
    """The readings of one chain, best first: one when it is clear, several when it is not, none when it means nothing.

    A reading that nothing speaks for comes twice: it may be offered, never taken.
    """
    named = [term for term in terms if term[1].startswith("load")]
    counts = [value for value, kind in terms if kind == "sets"]
    timed = [term for term in terms if term[1] in {"secs", "s", "sign"}]
    reps = [value for value, kind in terms if kind == "reps"]
    rest = [value for value, kind in terms if kind in {"", "times"}]
    if any(len(found) > 1 for found in (named, counts, timed, reps)) or (timed and reps):
        return []
    load, unit = (named[0][0], named[0][1][5:]) if named else (None, None)
    if timed:
        found = _timed(timed[0], rest + counts, target, loaded=load is not None, counted=bool(counts))
    elif reps or counts:
        found = _told(rest, reps, counts)
    elif load is not None:
        return _with_load(rest, (load, unit), target, first=terms[0] == named[0])
    else:
        return _bare(rest, target)
    return [spread._replace(load=load, unit=unit) if load is not None else spread for spread in found]


def _told(rest: list[float], reps: list[float], counts: list[float]) -> list[Spread]:
    if len(rest) + len(reps) + len(counts) == 1:
        return [Spread(_CLEAR, 1, reps[0])] if reps else []
    if len(rest) + len(reps) + len(counts) != _TWO:
        return []
    return [Spread(_CLEAR, counts[0] if counts else rest[0], (reps or rest)[0])]


def _timed(timed: Term, others: list[float], target: Target, *, loaded: bool, counted: bool) -> list[Spread]:
    value, kind = timed
    if len(others) > 1:
        return []
    if (
        kind == "s" and not target.held and target.takes_load and not loaded and not counted
    ):  # «25s x 10»: a pair of 25s
        return [Spread(_CLEAR, 1, others[0], load=value)] if others else []
    return [Spread(_CLEAR, others[0] if others else 1, value, held=True)]


def _with_load(rest: list[float], load: tuple[float, str | None], target: Target, *, first: bool) -> list[Spread]:
    value, unit = load
    if len(rest) == 1:
        reps = rest[0]
        sets_alone = (
            not first and reps in {target.sets, _TWO} and reps != target.reps
        )  # «3 x 12 kg»: sets, or repetitions
        found = [Spread(_CLEAR, 1, reps)]
        if sets_alone and target.reps is not None:
            found.append(Spread(_CLEAR, reps, target.reps))
    elif len(rest) == _TWO:
        one, two = rest
        found = _best(
            [
                spread
                for spread in (_judged(one, two, target, prior=not first), _judged(two, one, target, prior=first))
                if spread
            ]
        )
    else:
        return []
    return [spread._replace(load=value, unit=unit) for spread in found]


# --- bare numbers: every way, with points -----------------------------------------------------------------------------
def _bare(rest: list[float], target: Target) -> list[Spread]:
    if len(rest) == _THREE:
        return _three(rest, target)
    if len(rest) != _TWO:
        return []
    return _best([spread for spread in _ways(rest[0], rest[1], target) if spread is not None])


def _ways(one: float, two: float, target: Target) -> Iterator[Spread | None]:
    yield _judged(one, two, target, prior=True)
    if one != two:
        yield _judged(two, one, target, prior=False)
    if target.takes_load and not target.held:
        if target.prescribed or one > two:
            yield _loaded(one, two, target)
        if one != two and (target.prescribed or two > one):
            yield _loaded(two, one, target)


def _judged(sets: float, reps: float, target: Target, *, prior: bool) -> Spread | None:
    """How well «sets x reps» fits; None when it is beyond a cap."""
    if not float(sets).is_integer() or not float(reps).is_integer() or not 1 <= sets <= MOST_SETS:
        return None
    if not target.held and (reps > MOST_REPS or sets * reps > MOST_REPS):
        return None
    if target.reps is not None:
        planned = target.sets or 1
        more = sets - planned
        points = 2 if more == 0 else 1 if more < _MANY_SETS else 0 if more == _MANY_SETS else -3
        points += 2 if reps == target.reps else 1 if abs(reps - target.reps) <= _NEAR_REPS else 0
        points += prior - (reps > 2.5 * target.reps)
    else:
        points = 2 * (prior and sets <= _POSSIBLE_SETS) + 2 * (sets <= reps) - 2 * (reps > _USUAL_REPS)
        points += 1 if sets <= _USUAL_SETS else 0 if sets <= _POSSIBLE_SETS else -2
    return Spread(points, sets, reps)


def _loaded(load: float, reps: float, target: Target) -> Spread | None:
    """How well «so many with that bare load» fits: it must agree with the plan in one of the two, if there is one."""
    if not float(reps).is_integer() or not 0 < reps <= MOST_REPS or load <= 0:
        return None
    if target.reps is None:
        return Spread(1, 1, reps, load=load)
    same_load, same_reps = load == target.load, reps == target.reps
    near = target.load is not None and 0.5 * target.load <= load <= 1.5 * target.load
    points = 2 * same_load + (2 if same_reps else 1 if abs(reps - target.reps) <= _NEAR_REPS else 0)
    points -= 2 * (not near) + 2 * (not same_load and not same_reps)
    points -= (reps > 2.5 * target.reps) + (reps < 0.5 * target.reps)
    return Spread(points, 1, reps, load=load)


_CONVENTIONS: tuple[Callable[[float, float, Target], Spread | None], ...] = (
    lambda one, two, target: _judged(one, two, target, prior=True),
    lambda one, two, target: _judged(two, one, target, prior=False),
    _loaded,
    lambda one, two, target: _loaded(two, one, target),
)


def together(chains: list[tuple[Term, ...]], target: Target) -> list[Spread] | None:
    """Several chains of two bare numbers, all read by one convention («12x6 12x6 12x5»); None when no one convention is ahead."""
    rows: list[tuple[int, list[Spread]]] = []
    for place, convention in enumerate(_CONVENTIONS):
        if (
            not target.prescribed
            and place >= _LOAD_FIRST
            and any((one > two) == (place != _LOAD_FIRST) for (one, _), (two, _) in chains)
        ):
            continue  # without a plan the load is the greater number
        row = [convention(terms[0][0], terms[1][0], target) for terms in chains]
        spread = [one for one in row if one is not None]
        fits = len(spread) == len(row) and sum(one.sets for one in spread) <= MOST_SETS
        if fits and sum(one.sets * one.reps for one in spread) <= MOST_REPS:
            many = bool(target.sets) and sum(one.sets for one in spread) > (target.sets or 0) + _MANY_SETS
            rows.append((sum(one.points for one in spread) - 3 * many * len(row), spread))
    rows.sort(key=lambda row: -row[0])
    if not rows or rows[0][0] < 1 or (len(rows) > 1 and rows[0][0] - rows[1][0] < _AHEAD):
        return None
    return rows[0][1]


def _best(found: list[Spread]) -> list[Spread]:
    ranked = sorted(found, key=lambda spread: -spread.points)
    if not ranked:
        return []
    if ranked[0].points < 1:  # nothing speaks for any of them
        return [*ranked[:3], ranked[0]]
    return [spread for spread in ranked if ranked[0].points - spread.points < _AHEAD][:3]


def _three(rest: list[float], target: Target) -> list[Spread]:
    """Sets, repetitions and a bare load: two of them must be the prescribed ones, or the load must stand out."""
    a, b, c = rest
    found: dict[tuple[float, float, float], int] = {}
    for sets, reps, load in ((a, b, c), (b, a, c), (c, b, a), (b, c, a)):
        if _judged(sets, reps, target, prior=True) is None or load <= 0:
            continue
        agree = (sets == target.sets) + (reps == target.reps) + (load == target.load)
        if target.prescribed and agree >= _TWO:
            found[sets, reps, load] = agree
        elif not target.prescribed and load > MOST_SETS and max(sets, reps) <= MOST_SETS:
            found[sets, reps, load] = 2 if (sets, reps, load) in {(a, b, c), (c, b, a)} else 1
    most = max(found.values(), default=0)
    return [Spread(_CLEAR, sets, reps, load=load) for (sets, reps, load), agree in found.items() if agree == most]
