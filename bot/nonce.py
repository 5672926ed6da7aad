"""Codes that nobody can guess."""

from __future__ import annotations

import secrets

from core.codes import ALPHABET, SIGNS


def new_code() -> str:
    """Ten signs at random, 50 bits."""
    return "".join(secrets.choice(ALPHABET) for _ in range(SIGNS))
