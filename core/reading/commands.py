"""The words the bot knows, with what belongs to them in the same message; small typing errors are forgiven."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rapidfuzz import fuzz, process

from core.reading import names
from core.reading.meaning import Command, Correction, Pain, Unclear
from core.reading.vocabulary import WORDS, Phrases

if TYPE_CHECKING:
    from core.reading.meaning import Context
    from core.reading.tokens import Token, Typed

ACCEPT = 75.0  # of 100, by the better of ratio and token_sort_ratio
ASK = 65.0
MARGIN = 8.0
_LONGEST_TYPO = 40  # characters; longer messages are no mistyped word
_TYPO_WORDS = 5
_SHORT_WORD = 5  # letters; shorter words come near too many others
_COMMANDS: dict[str, tuple[str, str, str]] = {
    phrase: (command["word"], command["takes"], "")
    for command in WORDS.table["command"]
    for phrase in command["say"]
    if command["takes"] != "exercise"
} | {
    phrase: (command["word"], "nothing", rest)
    for command in WORDS.table["command"]
    for phrase, rest in command.get("rest", {}).items()
}
_PHRASES = Phrases(_COMMANDS)
# «no rows today», «didn't do the press»: these are the command only where they name an exercise
_WITH_EXERCISE = Phrases(
    {
        phrase: command["word"]
        for command in WORDS.table["command"]
        for phrase in command["say"]
        if command["takes"] == "exercise"
    }
)
_WHOLE = frozenset(phrase for command in WORDS.table["command"] if command.get("whole") for phrase in command["say"])
_LEADS = Phrases(WORDS.some("asking", "lead"))
_TAIL = frozenset(word for phrase in WORDS.some("asking", "tail") for word in phrase.split())
_MEANT = frozenset({"today", "set", "exercise", "workout", "session"})  # words of the tail that say what is meant
_OF_EXERCISE = frozenset({"skip", "swap", "show_me", "why", "progress", "history", "records", "start", "next"})
_ARTICLES = frozenset({"the", "my"})
_SORTED = {" ".join(sorted(phrase.split())): phrase for phrase in _COMMANDS}
_SLASH = {
    **{command["word"]: command["word"] for command in WORDS.table["command"]},
    "start_workout": "start",
    "timezone": "time_zone",
    "rundays": "run_days",
    "delete": "delete_everything",
}


@dataclass(frozen=True, slots=True)
class Spoken:
    """A command phrase found in a message: its word, what it takes, what it says by itself («timer off»), and where it ends."""

    word: str
    takes: str
    rest: str
    after: int
    whole: int | None = None  # where the phrase begins, if it belongs to what it asks for


def slash(typed: Typed) -> Command | Correction | Pain | None:
    """«/skip», «/skip@SomeBot rows»: the word behind the slash, and the rest."""
    if not typed.plain.lstrip().startswith("/") or len(typed.tokens) < 2:  # noqa: PLR2004 - the slash and a word
        return None
    head, _, rest = typed.text.strip()[1:].partition(" ")
    name = head.partition("@")[0].lower().replace("-", "_")
    if name == "undo":
        return Correction(undo=True)
    if name == "pain" and not rest.strip():
        return Pain()
    word = _SLASH.get(name)
    return Command(word, rest.strip(), _exercise(rest)) if word else None


def command(typed: Typed, context: Context) -> Command | None:
    """The command that the message begins with, exactly spelt; None when it begins with none or goes on otherwise."""
    tokens = tuple(token for token in typed.tokens if token.kind != "line")
    words = tuple(token.text for token in tokens)
    left_out = _left_out(typed, tokens, words)
    if left_out is not None:
        return left_out
    spoken = _spoken(tokens, words, context)
    if spoken is None:
        return None
    behind = [token for token in tokens[spoken.after :] if token.kind != "sign" or token.text in "@/"]
    if spoken.whole is not None:
        behind = list(tokens[spoken.whole :])
    while behind and behind[0].text in _ARTICLES:
        behind.pop(0)
    rest = typed.words(behind[0].start, len(typed.text)) if behind else ""
    exercise = _exercise(rest, near=spoken.word in _OF_EXERCISE)
    tail = all(token.text in _TAIL for token in behind)
    if spoken.takes == "nothing" and spoken.rest and not tail:
        return Command(spoken.word, f"{spoken.rest} {rest}", exercise)
    if spoken.takes == "nothing" and not tail and (exercise is None or spoken.word not in {"start", "next"}):
        return None
    if tail and (spoken.rest or spoken.takes == "nothing" or not _MEANT.intersection(token.text for token in behind)):
        rest = spoken.rest
    return Command(spoken.word, rest, exercise)


def _left_out(typed: Typed, tokens: tuple[Token, ...], words: tuple[str, ...]) -> Command | None:
    found = _WITH_EXERCISE.at(words, 0)
    if not found or found[0] >= len(tokens) or any(token.kind in {"number", "clock"} for token in tokens):
        return None
    behind = tokens[found[0]]
    if behind.kind != "word":
        return None
    rest = typed.words(
        tokens[found[0] + (behind.text in _ARTICLES and found[0] + 1 < len(tokens))].start, len(typed.text)
    )
    exercise = _exercise(rest)
    return Command(found[1], rest, exercise) if exercise else None


def _spoken(tokens: tuple[Token, ...], words: tuple[str, ...], context: Context) -> Spoken | None:
    place = 0
    for _ in range(3):  # «hey, can you show me …»
        found = _PHRASES.at(words, place)
        lead = _LEADS.at(words, place)
        if found and not (lead and lead[0] >= found[0] and _PHRASES.at(words, place + lead[0])):
            word, takes, rest = found[1]
            if word == "coach" and place:
                return None  # «hey coach»
            phrase = " ".join(words[place : place + found[0]])
            return Spoken(word, takes, rest, place + found[0], place if phrase in _WHOLE else None)
        if not lead:
            return None
        place += lead[0]
        while place < len(tokens) and tokens[place].kind == "sign":
            place += 1
    del context
    return None


def _exercise(rest: str, *, near: bool = True) -> str | None:
    """The exercise named in these words, exactly or nearly."""
    said = "".join(sign if sign.isalnum() else " " for sign in rest.lower()).split()
    if not said or len(said) > 8:  # noqa: PLR2004 - longer is no name
        return None
    best: tuple[int, str] | None = None
    for start in range(len(said)):
        key = ""
        for end in range(start, min(start + 6, len(said))):
            key += names.key((said[end],))
            slug = names.exact(key)
            if slug is not None and (best is None or end - start + 1 > best[0]):
                best = (end - start + 1, slug)
    if best or not near:
        return best[1] if best else None
    trimmed = tuple(
        word for word in said if word not in {"the", "this", "that", "please", "my", "for", "to", "with", "on", "of"}
    )
    return names.near(trimmed)[0] if trimmed and len(trimmed) <= 4 and all(word.isalpha() for word in trimmed) else None  # noqa: PLR2004 - words; a longer name is told exactly


def mistyped(typed: Typed) -> Command | Correction | Unclear | None:
    """A short message that comes near one command: taken from 75 with a margin, asked about from 65."""
    words = [token.text for token in typed.tokens if token.kind == "word"]
    said = " ".join(words)
    if (
        not words
        or len(words) > _TYPO_WORDS
        or len(said) > _LONGEST_TYPO
        or any(token.kind == "number" for token in typed.tokens)
    ):
        return None
    if all(word in WORDS.notes or word in WORDS.fillers for word in words):
        return None  # «good», «too heavy»: no command is meant
    best: dict[str, float] = {}
    for choices, query in ((_COMMANDS, said), (_SORTED, " ".join(sorted(words)))):
        for choice, score, _ in process.extract(
            query, choices.keys(), scorer=fuzz.ratio, processor=None, score_cutoff=ASK, limit=8
        ):
            word = _COMMANDS[choice if choices is _COMMANDS else _SORTED[choice]][0]
            if not names.word_by_word(words, choice.split()):
                continue  # near as a whole, but with a word of its own
            best[word] = max(best.get(word, 0.0), score)
    undo = process.extractOne(said, _UNDO, scorer=fuzz.ratio, processor=None, score_cutoff=ASK)
    if undo and names.word_by_word(words, undo[0].split()):
        best["undo"] = undo[1]
    ranked = sorted(best.items(), key=lambda pair: -pair[1])
    if not ranked:
        return None
    ahead = ranked[0][1] - (ranked[1][1] if len(ranked) > 1 else 0.0)
    if ranked[0][1] >= ACCEPT and ahead >= MARGIN and ranked[0][0] not in _NEVER_GUESSED:
        return _meant(ranked[0][0])
    return Unclear(tuple(_meant(word) for word, _ in ranked[:3] if word not in _YES_NO), (typed.text.strip(),))


def mistyped_head(typed: Typed) -> Command | None:
    """«equipmnt 8 kg»: a long first word that comes near one command which takes words."""
    head = typed.tokens[0] if typed.tokens else None
    if head is None or head.kind != "word" or len(head.text) < 6 or len(typed.tokens) < 2:  # noqa: PLR2004 - short words come near too many
        return None
    found = process.extractOne(head.text, _HEADS, scorer=fuzz.ratio, processor=None, score_cutoff=80.0)
    if not found or found[0] == head.text:
        return None
    rest = typed.words(typed.tokens[1].start, len(typed.text))
    return Command(_COMMANDS[found[0]][0], rest, _exercise(rest))


_UNDO = WORDS.some("undo", "say")
_HEADS = [
    phrase
    for phrase, (_, takes, _) in _COMMANDS.items()
    if takes == "words" and " " not in phrase and len(phrase) > _SHORT_WORD
]
_NEVER_GUESSED = frozenset({"delete_everything", "yes", "no"})  # never by a typing error
_YES_NO = frozenset({"yes", "no"})


def _meant(word: str) -> Command | Correction:
    return Correction(undo=True) if word == "undo" else Command(word)
