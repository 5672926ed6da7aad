"""A message cut into numbers, words and signs, each with its place in the text."""

from __future__ import annotations

import re
from typing import NamedTuple

from core.reading.text import plain
from core.reading.typos import word_mended
from core.reading.vocabulary import WORDS

# Every alternative is linear: no quantifier can give back what another could take (possessive where two would compete).
_TOKEN = re.compile(
    r"(?P<date>\d{4}-\d{1,2}-\d{1,2}(?!\d))"
    r"|(?P<clock>\d{1,3}:\d{2}(?::\d{2})?(?![\d:]))"
    r"|(?P<dotted>\d++(?:\.\d++){2,}+)"
    r"|(?P<number>\d++(?:\.\d++)?)"
    r"|(?P<word>[^\W\d_½¼¾]++(?:'[^\W\d_½¼¾]++)*+)"
    r"|(?P<line>\n)"
    r"|(?P<sign>\S)"
)
_LIMBS = frozenset({"leg", "legged", "arm", "armed"})
_SIDES = frozenset({"side", "arm", "leg"})
_NO_WORD = re.compile(r"[^\w\s]++")
_FRACTIONS = {"½": 0.5, "¼": 0.25, "¾": 0.75}
_KEYCAP_TEN = "🔟"
_ZEROS = frozenset(word for word, value in WORDS.numbers.items() if value == 0)
_HUGE = 10**9
_LONG = 9  # digits; longer numbers are all beyond every cap


class Token(NamedTuple):
    """`kind`: number, clock, date, dotted, word, line or sign. `gap`: white space stands in front of it."""

    kind: str
    text: str
    start: int
    end: int
    value: float | None = None
    gap: bool = False


class Typed(NamedTuple):
    """A message as typed, in plain signs, as tokens, and as one line of words in which «|» marks punctuation."""

    text: str
    plain: str
    tokens: tuple[Token, ...]
    line: str

    def words(self, start: int, end: int) -> str:
        """The person's own words between two places, without the punctuation around them."""
        return self.text[start:end].strip().strip(",;:.!-–—()[]").strip()  # noqa: RUF001 - dashes as typed


def typed(text: str) -> Typed:
    """The message cut into tokens. Never fails; takes time linear in the length."""
    flat = plain(text)
    tokens = tuple(_unquoted(_merged(_cut(flat))))
    return Typed(text, flat, tokens, _line(tokens))


def _unquoted(tokens: list[Token]) -> list[Token]:
    """Without the quotation marks around the whole message."""
    quoted = len(tokens) > 2 and tokens[0].text == tokens[-1].text == '"'  # noqa: PLR2004 - two marks and something
    return tokens[1:-1] if quoted else tokens


def addressed(said: Typed) -> Typed:
    """The message without the @name of the bot it is addressed to."""
    tokens = said.tokens
    if len(tokens) > 1 and tokens[0].text == "@" and tokens[1].kind == "word" and not tokens[1].gap:
        after = 2
        while after < len(tokens) and not tokens[after].gap:
            after += 1
        return said._replace(tokens=tokens[after:], line=_line(tokens[after:]))
    return said


def unquoted(said: Typed) -> Typed:
    """The message without the quotation marks that stand around all of it."""
    tokens = said.tokens
    if len(tokens) > 2 and tokens[0].text in {'"', "'"} and tokens[-1].text == tokens[0].text:  # noqa: PLR2004 - something in between
        inner = tokens[1:-1]
        if all(token.text != tokens[0].text for token in inner):
            return said._replace(tokens=inner, line=_line(inner))
    return said


def spoken_line(text: str) -> str:
    """The line of words of a text that is too long for anything else."""
    return f" {' '.join(_NO_WORD.sub(' | ', plain(text).replace(chr(39), '')).split())} "


def _cut(flat: str) -> list[Token]:
    tokens: list[Token] = []
    before = 0
    for match in _TOKEN.finditer(flat):
        start, end = match.span()
        kind = match.lastgroup or "sign"
        said = match.group()
        gap = start > before
        before = end
        if kind == "number":
            tokens.append(Token(kind, said, start, end, _value(said), gap))
        elif kind == "word":
            tokens.extend(_word(said, start, gap))
        elif said in _FRACTIONS:
            tokens.append(Token("number", said, start, end, _FRACTIONS[said], gap))
        elif said == _KEYCAP_TEN:
            tokens.append(Token("number", said, start, end, 10, gap))
        else:
            tokens.append(Token(kind, said, start, end, None, gap))
    return tokens


def _word(said: str, start: int, gap: bool) -> list[Token]:  # noqa: FBT001 - a field of the token
    """A word; a unit and the sign glued to it («kgx») come apart, a number word gets its value."""
    if said in WORDS.glued:
        unit = len(said) - 1
        return [
            Token("word", said[:unit], start, start + unit, None, gap),
            Token("word", said[unit:], start + unit, start + len(said), None, gap=False),
        ]
    value = WORDS.numbers.get(said) or WORDS.hundreds.get(said)
    text = said.replace("'", "")
    return [Token("word", word_mended(text), start, start + len(said), value if said not in _ZEROS else 0, gap)]


def _value(digits: str) -> float:
    if len(digits) <= _LONG and digits.isdigit():
        return int(digits)
    whole = digits.partition(".")[0].lstrip("0")
    if len(whole) > _LONG:
        return _HUGE
    value = float(digits)
    return int(value) if value.is_integer() else value


def _merged(tokens: list[Token]) -> list[Token]:
    """Number words become numbers: «twenty five», «12½», «twelve hundred»."""
    done: list[Token] = []
    for place, token in enumerate(tokens):
        last = done[-1] if done else None
        if token.text == "-" and last is not None and not token.gap and _hyphen(last, tokens[place + 1 : place + 2]):
            continue
        if token.kind == "word" and token.value is not None:
            token = token._replace(kind="number")  # noqa: PLW2901 - the same token, better known
        if token.text in _LIMBS and last is not None and last.text == "1" and (not token.gap or last is done[0]):
            done[-1] = last._replace(kind="word", text="one", value=None)  # «1-leg calf raise»
        if token.text in _SIDES and last is not None and last.text == "one":
            done[-1] = last._replace(kind="word", value=None)  # «6 one side, 5 the other»
        if token.text == "one" and last is not None and last.text in WORDS.before_one:
            token = token._replace(kind="word", value=None)  # noqa: PLW2901 - «the last one» counts nothing
        if last is not None and last.kind == "number" and last.value is not None:
            joined = _joined(last, token, done)
            if joined is not None:
                done[-1] = joined
                continue
        done.append(token)
        if token.text == "half" and tuple(one.text for one in done[-3:-1]) == ("and", "a") and len(done) > 3:  # noqa: PLR2004 - a number in front of «and a half»
            whole = done[-4]
            if whole.kind == "number" and whole.value is not None:  # «one and a half»
                done[-4:] = [whole._replace(end=token.end, value=whole.value + 0.5)]
    return done


def _hyphen(last: Token, following: list[Token]) -> bool:
    """Whether a hyphen between the two belongs to a word («warm-up», «twenty-five»)."""
    if not following or following[0].gap or following[0].kind != "word":
        return False
    if last.kind == "word":
        return following[0].value is None
    if (last.text.isalpha() or following[0].text in _LIMBS) and following[0].value is None:
        return True  # «one-and-a-quarter»
    tens = last.text.isalpha() and (last.value or 0) >= 20  # noqa: PLR2004 - twenty, thirty, …
    return tens and 0 < (following[0].value or 0) < 10  # noqa: PLR2004 - «twenty-five»


def _joined(last: Token, token: Token, done: list[Token]) -> Token | None:
    value = last.value or 0
    if token.text in WORDS.hundreds and (last.text.isalpha() or value < 100):  # noqa: PLR2004 - below a hundred
        return last._replace(text=f"{last.text} {token.text}", end=token.end, value=value * WORDS.hundreds[token.text])
    if token.kind != "number" or token.value is None:
        return None
    if token.text in _FRACTIONS and last.text.isdigit() and not token.gap:
        return last._replace(text=last.text + token.text, end=token.end, value=value + token.value)
    tens = last.text.isalpha() and value >= 20 and value % 10 == 0  # noqa: PLR2004 - twenty, thirty, …
    if tens and token.text.isalpha() and 0 < token.value < 10 and len(done):  # noqa: PLR2004 - «twenty five»
        return last._replace(text=f"{last.text} {token.text}", end=token.end, value=value + token.value)
    return None


def _line(tokens: tuple[Token, ...]) -> str:
    parts = [""]
    for token in tokens:
        if token.kind in {"sign", "line"}:
            parts.append(token.text if token.text in "/@+" else "|")
        else:
            parts.append(token.text)
    parts.append("")
    return " ".join(parts)
