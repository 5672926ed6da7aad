"""Which pieces of a message belong to which exercise."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from core.reading import names, targets
from core.reading.pieces import AMOUNTS, PLANNED, Piece
from core.reading.vocabulary import WORDS

if TYPE_CHECKING:
    from core.reading.meaning import Context
    from core.reading.targets import Target
    from core.reading.tokens import Typed

_MOST_GUESSES = 8  # names compared by spelling in one message; more is no list of exercises
_NAME_WORDS = 5
_HARD = AMOUNTS | {"load", "at", "rir", "rpe", "band", "bw", "left?", "each", "side", "label", "junk"} | PLANNED
_STRANGE = frozenset(WORDS.some("strangers", "words"))


@dataclass(slots=True, eq=False)
class Group:
    """The pieces of one exercise, separators included."""

    target: Target
    pieces: list[Piece] = field(default_factory=list)
    named: bool = False
    junk: bool = False
    start: int = 1 << 30

    def take(self, pieces: list[Piece]) -> None:
        """These pieces belong here too."""
        self.pieces.extend(pieces)
        self.start = min(self.start, *(piece.start for piece in pieces)) if pieces else self.start

    @property
    def numbers(self) -> bool:
        """Whether anything here counts sets."""
        return any(piece.kind in AMOUNTS or piece.kind in PLANNED for piece in self.pieces)


def grouped(typed: Typed, pieces: list[Piece], context: Context) -> list[Group]:
    """The message's pieces, exercise by exercise. The first group may be that of the exercise asked for."""
    clauses = _clauses(_with_guessed_names(typed, pieces, context))
    trailing = _names_trail(clauses)
    groups: list[Group] = []
    waiting: list[Piece] = []  # nameless clauses in front of «8, 8 row»
    current = Group(targets.asked_for(context))
    for clause in clauses:
        if _is_junk(clause):
            groups.append(Group(targets.Target(), junk=True))
            groups[-1].take(clause)
            continue
        for name, part in _by_name(clause):
            if name is None:
                wait = trailing and not current.named and not current.target.asked
                (waiting.extend if wait else current.take)(part)
                continue
            if current.pieces and current not in groups:
                groups.append(current)
            current = _group_of(_target(name, context), groups)
            current.start = min(current.start, name.start)
            current.take(waiting)
            current.take(part)
            waiting = []
    if current.pieces and current not in groups:
        groups.append(current)
    return groups


def _group_of(target: Target, groups: list[Group]) -> Group:
    """The last group where it is the same exercise's, else a new one."""
    if groups and groups[-1].named and groups[-1].target.exercise == target.exercise:
        return groups[-1]
    groups.append(Group(target, named=True))
    return groups[-1]


def _names_trail(clauses: list[list[Piece]]) -> bool:
    """Whether the first name stands behind its numbers («10, 10, 10 rdl»): then what waits in front belongs to it."""
    for clause in clauses:
        for place, piece in enumerate(clause):
            if piece.kind == "name":
                return any(before.kind in AMOUNTS for before in clause[:place])
    return False


def _is_junk(clause: list[Piece]) -> bool:
    """A clause of its own that has an amount which means nothing here, and none that does: «ran 5k»."""
    kinds = {piece.kind for piece in clause}
    return (
        "junk" in kinds and "sep" in kinds | {clause[0].kind} and not kinds & (AMOUNTS | {"name", "load", "side", "at"})
    )


def _target(name: Piece, context: Context) -> Target:
    words, known = name.value
    return targets.named(words, context) if known else targets.unknown(words, context)


def _clauses(pieces: list[Piece]) -> list[list[Piece]]:
    """Cut behind every separator; the separator stays with what follows it."""
    clauses: list[list[Piece]] = [[]]
    for piece in pieces:
        if piece.kind == "sep":
            clauses.append([piece])
        else:
            clauses[-1].append(piece)
    return [clause for clause in clauses if clause]


def _by_name(clause: list[Piece]) -> list[tuple[Piece | None, list[Piece]]]:
    """A clause cut where another exercise begins: «squat 6 6 press 5 5», «6 6 squat 5 5 press»."""
    places = [place for place, piece in enumerate(clause) if piece.kind == "name"]
    if not places:
        return [(None, clause)]
    first = places[0]
    before = any(piece.kind in AMOUNTS for piece in clause[:first])
    behind = any(piece.kind in AMOUNTS for piece in clause[first + 1 :])
    if not before or (len(places) == 1 and not behind):
        cuts = places[1:]
        return [
            (clause[a], [p for p in clause[b:c] if p.kind != "name"])
            for a, b, c in zip(places, [0, *cuts], [*cuts, len(clause)], strict=True)
        ]
    if len(places) > 1 and not any(piece.kind in AMOUNTS for piece in clause[places[-1] + 1 :]):
        cuts = [place + 1 for place in places]
        cuts[-1] = len(clause)
        return [
            (clause[a], [p for p in clause[b:c] if p.kind != "name"])
            for a, b, c in zip(places, [0, *cuts[:-1]], cuts, strict=True)
        ]
    return [(None, clause[:first]), *_by_name(clause[first:])]


# --- names by spelling ------------------------------------------------------------------------------------------------
def _with_guessed_names(typed: Typed, pieces: list[Piece], context: Context) -> list[Piece]:
    """Runs of words that stand where a name stands become names: known ones by spelling, others in the person's words."""
    done: list[Piece] = []
    guesses = 0
    place = 0
    while place < len(pieces):
        if (joined := _joined_names(typed, pieces, place)) is not None:
            done.append(joined)
            place += 2
            continue
        run = _run(pieces, place) if pieces[place].kind == "note" else []
        if not run:
            done.append(pieces[place])
            place += 1
            continue
        after = place + len(run)
        if guesses < _MOST_GUESSES and (name := _guessed(typed, pieces, place, after, context)):
            guesses += 1
            done.append(name)
            place = after + (after < len(pieces) and pieces[after].kind == "name")
            continue
        done.extend(run)
        place = after
    return done


def _joined_names(typed: Typed, pieces: list[Piece], place: int) -> Piece | None:
    """«palof press»: two names side by side that together come near one."""
    if pieces[place].kind != "name" or place + 1 >= len(pieces) or pieces[place + 1].kind != "name":
        return None
    start, end = pieces[place].start, pieces[place + 1].end
    slug, _ = names.near(tuple(typed.plain[start:end].replace("-", " ").split()))
    return Piece("name", start, end, (slug, True)) if slug else None


def _run(pieces: list[Piece], place: int) -> list[Piece]:
    """The words without other meaning from there on; it begins and ends with such a word, fillers may stand between."""
    run: list[Piece] = []
    for piece in pieces[place:]:
        if piece.kind not in {"note", "filler"}:
            break
        run.append(piece)
    while run and run[-1].kind == "filler":
        run.pop()
    return run if run and run[0].kind == "note" else []


def _guessed(typed: Typed, pieces: list[Piece], place: int, after: int, context: Context) -> Piece | None:
    start, end = pieces[place].start, pieces[after - 1].end
    before = pieces[place - 1] if place else None
    following = pieces[after] if after < len(pieces) else None
    if following is not None and following.kind == "name":
        end = following.end
    said = tuple(word for word in typed.plain[start:end].replace("-", " ").replace("'", "").split() if word.isalpha())
    speaking = [word for word in said if word in WORDS.notes]
    if not said or len(said) > _NAME_WORDS or _STRANGE.intersection(said) or len(speaking) == len(said):
        return None
    leading = before is None or before.kind in {"sep", "filler", "warm", "work", "done"}
    ahead = _amount_follows(pieces, after)
    trailing = (
        before is not None
        and before.kind in {"reps", "chain", "list", "secs", "count", "load"}
        and _clause_ends(pieces, after)
    )
    if not (leading and ahead) and not trailing:
        return None
    slug, _ = names.near(said)
    if slug is not None and not speaking:
        return Piece("name", start, end, (slug, True))
    own = typed.words(start, end)
    if speaking and not (leading and ahead) and not names.known_other(said):
        return None
    if leading and ahead:
        return Piece("name", start, end, (own, False))
    plural = said[-1].endswith("s") and len(said) <= 2 and not said[-1].endswith("ss")  # noqa: PLR2004 - «20 jumping jacks»
    return (
        Piece("name", start, end, (own, False))
        if names.known_other(said) or plural or context.exercise is None
        else None
    )


def _amount_follows(pieces: list[Piece], after: int) -> bool:
    for piece in pieces[after:]:
        if piece.kind in AMOUNTS or piece.kind in {"load", "bw", "band", "label", "side", "warm"}:
            return True
        if piece.kind == "sep" and piece.value in {"(", "dash"}:
            continue
        if piece.kind == "sep" and piece.value == "line":
            continue
        if piece.kind not in {"filler", "name", "each"}:
            return False
    return False


def _clause_ends(pieces: list[Piece], after: int) -> bool:
    return after >= len(pieces) or pieces[after].kind in {
        "sep",
        "load",
        "at",
        "rir",
        "rpe",
        "filler",
        "band",
        "bw",
        "count",
    }
