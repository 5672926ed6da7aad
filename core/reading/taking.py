"""One way through the pieces of an exercise: the sets so far, what is still open, and how they end up as entries."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from core.reading import sides
from core.reading.caps import MOST_REPS, MOST_SETS
from core.reading.meaning import Entry
from core.reading.notes import with_notes
from core.reading.pieces import AMOUNTS, Piece
from core.reading.vocabulary import WORDS

if TYPE_CHECKING:
    from core.reading.meaning import Limit
    from core.reading.targets import Target
    from core.reading.tokens import Typed

_LOADS = frozenset({"load", "band", "bodyweight"})
_PLAIN = frozenset({"reps", "sep", "note", "rir", "rpe", "each"})
_OF_LAST = ("rir", "rpe", "note")  # said of the last set only
_WEAK = frozenset(WORDS.some("done", "weak"))
_ONCE = frozenset({"one", "ticks"})


class Unfit(Exception):  # noqa: N818 - no error: how a way through the pieces ends that leads nowhere
    """The pieces make no sets this way. `limit` names the cap they are beyond, if one."""

    def __init__(self, limit: Limit | None = None) -> None:
        super().__init__(limit)
        self.limit: Limit | None = limit


@dataclass(frozen=True, slots=True)
class Question:
    """A piece that can be two things: its place, what to try, and whether any of that is likely enough to be taken."""

    place: int
    options: list[Any]
    likely: bool


@dataclass(slots=True, eq=False)
class Draft:
    """A set on its way: `said` are fields of an Entry; `carried`: its load was said for a set before it."""

    said: dict[str, Any]
    carried: bool = False
    each: bool = False
    as_before: float | None = None

    @property
    def loaded(self) -> bool:
        """Whether a load, a band or body weight was said for this very set."""
        return not self.carried and bool(_LOADS & self.said.keys())

    def copy(self) -> Draft:
        """Another set of the same."""
        return Draft({**self.said}, self.carried, self.each, self.as_before)


@dataclass(slots=True)
class Taking:
    """The walk. `choices` answers the questions met so far; at a new one the walk stops and `question` holds it."""

    typed: Typed
    target: Target
    pieces: list[Piece]
    choices: dict[int, Any]
    question: Question | None = None
    drafts: list[Draft] = field(default_factory=list)
    lead: dict[str, Any] = field(default_factory=dict)  # load said in front of its sets, or carried on
    lead_carried: bool = False
    lead_used: bool = True  # whether a set has it, or there is none
    lead_each: bool = False
    since: int = 0  # the first draft whose load may still come
    clause: int = 0  # the first draft of this clause
    count: int | None = None  # «3 sets», before what they are sets of
    counted_times: bool = False
    label: int | None = None  # how many sets the next amount is for; 0: all that remain
    warm: bool = False
    drop: bool = False
    dropping: bool = False
    pending: dict[str, Any] = field(default_factory=dict)  # effort and notes said in front
    told: bool = False  # there are amounts, so «done» and «same» only accompany them
    bare: tuple[int, ...] = ()  # where bare numbers stand, when there is nothing else but notes and efforts

    def __post_init__(self) -> None:
        pieces = _without_weak(self.typed, with_notes(self.typed, self.pieces))
        self.told = any(piece.kind in AMOUNTS for piece in pieces)
        self.pieces = sides.joined(_once_done(pieces, told=self.told), self.target, self.ask)
        if all(piece.kind in _PLAIN for piece in self.pieces):
            self.bare = tuple(place for place, piece in enumerate(self.pieces) if piece.kind == "reps")

    # --- questions and sets ---------------------------------------------------------------------------------------
    def ask(self, place: int, options: list[Any], *, likely: bool = True) -> Any:
        """The answer to go on with; the first time there is none, the walk stops after this piece."""
        if place in self.choices:
            return self.choices[place]
        if self.question is None:
            self.question = Question(place, options, likely)
        return options[0]

    def put(self, said: dict[str, Any], times: int = 1, *, as_before: float | None = None) -> None:
        """One more set, or several alike. The cap is checked before any is made."""
        if self.label is not None:
            remaining = (self.target.left or self.target.sets or 1) - len(self.drafts)
            times = max(1, remaining) if self.label == 0 else self.label * times
            self.label = None
        if len(self.drafts) + times > MOST_SETS:
            raise Unfit("sets")
        marks = {key: True for key, on in (("warmup", self.warm), ("drop", self.drop)) if on}
        own_load = bool(_LOADS & said.keys())
        lead = {} if own_load else self.lead
        self.lead_used = self.lead_used or not own_load
        for _ in range(times):
            draft = Draft({**lead, **marks, **said}, bool(lead) and self.lead_carried, self.lead_each, as_before)
            self.drafts.append(draft)

    def repeat(self, run: list[Draft], count: int) -> None:
        """The one set of the run, `count` times; a list must have as many already."""
        if len(run) == count:
            return
        if len(run) != 1 or count < 1:
            raise Unfit
        if len(self.drafts) + count - 1 > MOST_SETS:
            raise Unfit("sets")
        place = self.drafts.index(run[0])
        plain = run[0].copy()
        for key in _OF_LAST:
            plain.said.pop(key, None)
        self.drafts[place:place] = [plain.copy() for _ in range(count - 1)]

    def close_count(self) -> None:
        """Settle a number of sets that was said in front."""
        if self.count is None:
            return
        count, self.count = self.count, None
        run = self.drafts[self.clause :]
        if not run and self.counted_times and not self.drafts:  # «6 times» alone are repetitions
            self.put({"seconds" if self.target.held else "reps": count})
            return
        if not run:
            raise Unfit
        self.repeat(run, count)

    def load_behind(self, said: dict[str, Any]) -> None:
        """This load is for the sets before it that have none of their own."""
        taken = False
        for draft in self.drafts[self.since if self.since < len(self.drafts) else 0 :]:
            if not draft.loaded:
                for key in (*_LOADS, "unit"):
                    draft.said.pop(key, None)
                draft.said.update(said)
                draft.carried = False
                taken = True
        if not taken and any(self.drafts[-1].said.get(key) != value for key, value in said.items()):
            raise Unfit  # a second load for the same sets

    def lead_with(self, said: dict[str, Any], *, carried: bool = False) -> None:
        """This load is for the sets that follow."""
        self.lead = said
        self.lead_carried = carried
        self.lead_used = carried or not said
        self.since = len(self.drafts)

    # --- the end --------------------------------------------------------------------------------------------------
    def entries(self) -> tuple[Entry, ...]:
        """The sets as entries, with what the plan adds. Beyond 200 repetitions in all: Unfit."""
        self.close_count()
        if self.drafts and not self.lead_used:  # said in front of nothing
            self.load_behind(self.lead)
        if self.pending and self.drafts:  # said in front, it belongs to the last set like what is said behind
            self.drafts[-1].said = {**self.pending, **self.drafts[-1].said}
        if len({"seconds" in draft.said for draft in self.drafts if "left" not in draft.said}) > 1:
            raise Unfit  # «8 reps in 30s» is not two sets
        for draft in self.drafts:
            self._fill(draft)
        if sum(draft.said.get("reps") or 0 for draft in self.drafts) > MOST_REPS:
            raise Unfit("reps")
        return tuple(
            Entry(exercise=self.target.exercise, known=self.target.known, **draft.said) for draft in self.drafts
        )

    def _fill(self, draft: Draft) -> None:
        said, target = draft.said, self.target
        amount = "seconds" if "seconds" in said or target.held else "reps"
        if "left" in said:
            said[amount] = min(said["left"], said["right"])
        elif target.per_side or draft.each:
            said["left"] = said["right"] = said.get(amount)
        if _LOADS & said.keys():
            return
        if draft.as_before is not None:
            said["load"], said["unit"] = draft.as_before, target.unit
        elif target.load is not None and not said.get("warmup"):
            said["load"], said["unit"] = target.load, target.unit


def _without_weak(typed: Typed, pieces: list[Piece]) -> list[Piece]:
    """«knee ok» reports nothing: a mere «ok» behind other words is no set."""
    spoken = next((place for place, piece in enumerate(pieces) if piece.kind == "note"), len(pieces))
    return [
        piece
        for place, piece in enumerate(pieces)
        if place < spoken or piece.kind != "done" or typed.plain[piece.start : piece.end] not in _WEAK
    ]


def _once_done(pieces: list[Piece], *, told: bool) -> list[Piece]:
    """«ok done ✓» is one set; beside numbers it is none of its own."""
    kept: list[Piece] = []
    for piece in pieces:
        if piece.kind == "done" and told and piece.value in {*_ONCE, "all"}:
            continue
        if (
            piece.kind == "done"
            and piece.value in _ONCE
            and kept
            and kept[-1].kind == "done"
            and kept[-1].value in _ONCE
        ):
            if piece.value == "one":
                continue
            kept.pop()
        kept.append(piece)
    return kept
