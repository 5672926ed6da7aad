"""What a host loads, and what it leaves out."""

from __future__ import annotations

import subprocess
import sys

LOOKED = """
import sys
from bot.lean import FOR_SCREENS, lean
import bot.logs
lean("httpx")
import telegram, discord
print(sorted(set(FOR_SCREENS) & sys.modules.keys()))
import click, pygments.lexers, rich.console, httpx
print(rich.console.Console.__name__, httpx.AsyncClient.__name__)
import structlog
held = rich
assert lean("structlog.testing") and sys.modules["rich"] is held
"""


def test_a_host_loads_nothing_for_screens_and_who_needs_it_has_it_later():
    ran = subprocess.run([sys.executable, "-c", LOOKED], capture_output=True, text=True, check=True)

    assert ran.stdout.splitlines() == ["[]", "Console AsyncClient"]
