"""Codes that nobody can guess."""

from __future__ import annotations

import secrets

from core.codes import ALPHABET, SIGNS


def new_code() -> str:
    """Ten signs at random, 50 bits: 256 is a multiple of the 32 signs, so each is as likely."""
    return "".join([ALPHABET[byte % len(ALPHABET)] for byte in secrets.token_bytes(SIGNS)])
