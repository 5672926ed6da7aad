"""Codes: of the right signs, each given out once, also when many threads ask at the same time."""

from __future__ import annotations

from collections import Counter
from concurrent.futures import ThreadPoolExecutor

from bot.nonce import new_code
from core.codes import ALPHABET, SIGNS


def test_every_code_is_given_out_once_to_whoever_asks():
    with ThreadPoolExecutor(8) as pool:
        codes = list(pool.map(lambda _: new_code(), range(20_000)))

    assert len(set(codes)) == len(codes)
    assert {len(code) for code in codes} == {SIGNS}


def test_each_sign_is_as_likely_at_each_place():
    codes = [new_code() for _ in range(32_000)]

    assert 256 % len(ALPHABET) == 0
    for place in range(SIGNS):
        counted = Counter(code[place] for code in codes)
        assert set(counted) == set(ALPHABET)
        assert all(800 < n < 1200 for n in counted.values())  # 1,000 expected, more than six deviations either way
