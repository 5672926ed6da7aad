"""What ends a command with a sentence instead of a result."""

from __future__ import annotations


class Refused(Exception):  # noqa: N818  a state of the world, named as one
    """What was asked for cannot be done; the message says what, where and how to mend it."""
