"""A `serve` process as one of several on a database."""

from __future__ import annotations

import asyncio
import os
import sys
from contextlib import asynccontextmanager
from pathlib import Path

ROOT = Path(__file__).parents[2]
TAKEN_OVER_S = 10


@asynccontextmanager
async def replica(url, **environment):
    bare = {key: value for key, value in os.environ.items() if not key.endswith("_TOKEN")}
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "serve", cwd=ROOT, env={**bare, "DATABASE_URL": url, **environment}
    )
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()
