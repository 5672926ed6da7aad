"""A disk that is nearly full, for real: a small one in memory, where this system lets us mount one."""

from __future__ import annotations

import subprocess
from contextlib import contextmanager

import pytest


@contextmanager
def small_disk(folder, size):
    """`folder` is a disk of this size (as mount writes it) while the block runs; skips where nothing may be mounted."""
    folder.mkdir(exist_ok=True)
    try:
        mounted = subprocess.run(
            ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", folder], capture_output=True, check=False
        )
    except OSError:
        pytest.skip("this system has no mount")
    if mounted.returncode:
        pytest.skip("only who may mount a disk can fill one")
    try:
        yield
    finally:
        subprocess.run(["umount", folder], check=True)
