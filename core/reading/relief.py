"""Pain that is no more: «pain is gone», «my knee is fine again», «it doesn't hurt any more»."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from core.reading.body import SITE_WORDS
from core.reading.vocabulary import WORDS

if TYPE_CHECKING:
    from core.reading.tokens import Typed

LONGEST: Final = 80  # characters; longer messages are stories
_TABLE: Final = WORDS.table["relief"]
# Without one of these the message is about something else, as nearly all are.
_NAMED: Final = SITE_WORDS | {
    word for key in ("pain", "free", "no_hurt") for phrase in _TABLE[key] for word in phrase.split()
}


def _any(key: str) -> str:
    return "|".join(re.escape(phrase) for phrase in sorted(_TABLE[key], key=len, reverse=True))


_BESIDES: Final = rf"(?: (?:{_any('besides')}))*"
_GONE: Final = re.compile(
    rf"{_BESIDES}(?: (?:{_any('none')}){_BESIDES} (?:{_any('pain')})|(?: (?:{_any('pain')})){_BESIDES}(?: (?:{_any('is')}))* (?:{_any('gone')})"
    rf"| (?:{_any('free')})| (?:{_any('no_hurt')})){_BESIDES} "
)
_WELL: Final = re.compile(
    rf"{_BESIDES}(?P<site>(?: \w+){{1,3}}?)(?: (?:{_any('is')}))+(?: (?:{_any('very')}))*(?: (?:{_any('well')})){_BESIDES} "
)


def is_relief(said: Typed) -> bool:
    """Whether the whole message says that nothing hurts any more, or that a place of the body is well."""
    if len(said.plain) > LONGEST or _NAMED.isdisjoint(token.text for token in said.tokens):
        return False
    line = " ".join(said.line.replace("|", " ").split())
    if _GONE.fullmatch(f" {line} "):
        return True
    told = _WELL.fullmatch(f" {line} ")
    return told is not None and not SITE_WORDS.isdisjoint(told["site"].split())
