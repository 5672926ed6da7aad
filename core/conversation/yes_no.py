"""A yes or a no in words, where a question with two answers is open."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from core.reading.meaning import Command

if TYPE_CHECKING:
    from core.reading.meaning import Reading

# What means «done» elsewhere, and here can only be the answer.
_YES: Final = re.compile(r"\W*(yes|yep|yup|yea+h?|ok(ay)?|k|sure( thing)?|go|agreed|👍.?|✓|✔.?|✅)\W*", re.IGNORECASE)
_NO: Final = re.compile(r"\W*(no|nope|nah|no thanks?( you)?|not now|never ?mind|leave it|👎.?|❌)\W*", re.IGNORECASE)


def decided(text: str, reading: Reading) -> bool | None:
    """True for a yes, False for a no; None when the message is about something else."""
    if _YES.fullmatch(text) or (isinstance(reading, Command) and reading.word == "yes"):
        return True
    if _NO.fullmatch(text) or (isinstance(reading, Command) and reading.word in {"no", "cancel"}):
        return False
    return None
