"""Runs of words that stand where a name stands: known exercises by spelling, others in the person's own words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.reading import names
from core.reading.pieces import AMOUNTS, Piece
from core.reading.vocabulary import WORDS

if TYPE_CHECKING:
    from core.reading.meaning import Context
    from core.reading.tokens import Typed

_MOST_GUESSES = 8  # names compared by spelling in one message; more is no list of exercises
_NAME_WORDS = 5
_POINTING = frozenset(WORDS.some("notes", "pointing"))
_STRANGE = frozenset(WORDS.some("strangers", "words"))


def with_guessed_names(typed: Typed, pieces: list[Piece], context: Context) -> list[Piece]:
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
    speaking = [word for word in said if word in WORDS.notes or word in _POINTING]
    if not said or len(said) > _NAME_WORDS or _STRANGE.intersection(said) or len(speaking) == len(said):
        return None
    leading = before is None or before.kind in {"sep", "filler", "warm", "work", "done"}
    ahead = _amount_follows(pieces, after)
    trailing = (
        before is not None
        and not any(piece.kind == "name" for piece in _clause_before(pieces, place))
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


def _clause_before(pieces: list[Piece], place: int) -> list[Piece]:
    start = place
    while start and pieces[start - 1].kind != "sep":
        start -= 1
    return pieces[start:place]


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
