"""What is loaded when serving begins is not looked through again, and new values are looked at seldom."""

from __future__ import annotations

import gc
import subprocess
import sys

LOOKED = """
import gc
from core.content import library
library()
from bot.rubbish import NEW_ONES, settled
before = len(gc.get_objects())
settled()
after = len(gc.get_objects())
class Knot: pass
for _ in range(2 * NEW_ONES):
    knot = Knot()
    knot.itself = knot
assert gc.get_stats()[0]["collected"] > NEW_ONES, gc.get_stats()
print(before, after, gc.get_freeze_count())
"""


def test_what_stays_is_left_alone_and_new_rubbish_is_still_found():
    ran = subprocess.run([sys.executable, "-c", LOOKED], capture_output=True, text=True, check=True)

    before, after, frozen = map(int, ran.stdout.split())
    assert after < before / 100
    assert frozen > before * 0.9
    assert gc.get_freeze_count() == 0  # only a program that serves does it
