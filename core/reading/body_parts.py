"""«only legs», «upper body today», «skip legs»: the part of the session that somebody wants today."""

from __future__ import annotations

import re
from typing import Final

from core.reading.meaning import Command
from core.reading.vocabulary import WORDS

_TABLE: Final = WORDS.table["body_parts"]
_PARTS: Final = {word: part for part in ("legs", "upper", "core") for word in _TABLE[part]}
_BOTH: Final = {  # left out → what remains
    "legs": "upper core",
    "upper": "legs core",
    "core": "legs upper",
}


def _any(words: object) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))  # type: ignore[call-overload]  # a list or the keys of a table


_PART: Final = rf"(?:the |my )?({_any(_PARTS)})(?: (?:and|&|\+) (?:the |my )?({_any(_PARTS)}))?"
_LEAD: Final = rf"(?:(?:{_any(_TABLE['lead'])}),? )*"
_BEHIND: Final = rf"(?:,? (?:{_any(_TABLE['behind'])}))*"
_ONLY: Final = re.compile(
    rf"{_LEAD}(?:(?:only|just) (?:do |doing |train |the )*{_PART}|{_PART} only){_BEHIND}|{_LEAD}(?:do |train )?({_any(_PARTS)}) (?:today|day|day today)"
)
_WITHOUT: Final = re.compile(
    rf"{_LEAD}(?:skip|no|without|not|leave out|spare|drop) (?:the |my )?(?P<part>{_any(_PARTS)}){_BEHIND}"
)
_WHOLE: Final = re.compile(rf"{_LEAD}(?:{_any(_TABLE['whole'])}){_BEHIND}")


def read_part(line: str) -> Command | None:
    """`part` with the parts that are wanted («legs», «upper core»), or «whole»; None for everything else. `line` is in small letters."""
    if (found := _ONLY.fullmatch(line)) is not None:
        said = [word for word in found.groups() if word]
        return Command("part", " ".join(dict.fromkeys(_PARTS[word] for word in said)))
    if (left_out := _WITHOUT.fullmatch(line)) is not None:
        return Command("part", _BOTH[_PARTS[left_out["part"]]])
    return Command("part", "whole") if _WHOLE.fullmatch(line) else None
