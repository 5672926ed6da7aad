"""One spelling for the many signs people's keyboards produce, without moving a character."""

from __future__ import annotations

import unicodedata

_SAME = {
    "x": "×✕✖⨯⨉╳✗✘х",  # the last is Cyrillic  # noqa: RUF001 - look-alikes are what this table is about
    "-": "‐‑‒–—―−﹣",  # noqa: RUF001 - look-alikes are what this table is about
    '"': "“”„‟″«»",
    "'": "‘’‚‛′`´",  # noqa: RUF001 - look-alikes are what this table is about
    "/": "⁄∕",  # noqa: RUF001 - look-alikes are what this table is about
    ",": "、﹐",
    ">": "→⟶➡⇒",
    "✓": "✔✅☑🗸👍👌🆗",
    # keycap rings, variation selectors, joiners, skin tones, and spaces of all widths
    " ": "\ufe0f\ufe0e\u20e3\u200b\u200c\u200d\u2060\ufeff\u00a0\u2007\u2009\u200a\u202f\u3000\t\r\v\f🏻🏼🏽🏾🏿",
    "\n": "\u2028\u2029\u0085",
    ".": "…·。",
}
_TABLE = {ord(sign): plain for plain, signs in _SAME.items() for sign in signs}
_FULL_WIDTH = range(0xFF01, 0xFF5F)
_FULL_WIDTH_SHIFT = 0xFF01 - 0x21
_KEPT = {"\n"}


class _Signs(dict[int, str]):
    """Translates one character: look-alikes, full-width signs and the digits of every script become ASCII."""

    def __missing__(self, code: int) -> str:
        sign = chr(code)
        if code in _FULL_WIDTH:
            return chr(code - _FULL_WIDTH_SHIFT)
        digit = unicodedata.decimal(sign, None)
        if digit is not None:
            return str(digit)
        if unicodedata.category(sign) in {"Cc", "Cf", "Cs", "Zs", "Zl", "Zp"} and sign not in _KEPT:
            return " "
        return sign


_SIGNS = _Signs(_TABLE)


def plain(text: str) -> str:
    """The text in small letters and plain signs; the same length, so that places in it are places in the original."""
    signs = text.translate(_SIGNS) if not text.isascii() else text.replace("\t", " ").replace("\r", " ")
    small = signs.lower()
    if len(small) == len(text):
        return small
    return "".join(low if len(low := sign.lower()) == 1 else sign for sign in signs)
