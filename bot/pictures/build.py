"""Draws every demonstration into the cache ahead of time: `python -m bot.pictures.build [FOLDER]`."""

from __future__ import annotations

import sys
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

from bot.pictures import own_folder
from bot.pictures.drawing import cached_as, draw
from bot.pictures.keeping import drawn_and_kept, kept
from core.content import library

HEAVIEST = 150_000  # bytes of one moving picture


def names() -> list[str]:
    """Every picture there is to draw ahead."""
    return [f"{kind}/{slug}" for kind in ("demo", "still") for slug in library().exercises]


def build(folder: Path) -> list[str]:
    """Draw what is missing, drop what is outdated; a sentence for each picture that is too heavy."""
    wanted = names()
    files = {cached_as(name) for name in wanted}
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.iterdir():
        if old.suffix in {".gif", ".png"} and old.name not in files:
            old.unlink()
    missing = [name for name in wanted if kept(folder, name) is None]
    with ProcessPoolExecutor() as workers:
        list(workers.map(partial(drawn_and_kept, draw, folder), missing))
    sizes = {name: (folder / cached_as(name)).stat().st_size for name in wanted}
    return [f"{name}: {size} bytes, more than {HEAVIEST}" for name, size in sizes.items() if size > HEAVIEST]


def main() -> int:
    """The command: 0 when every picture is there and light enough."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else own_folder()
    flaws = build(folder)
    total = sum(entry.stat().st_size for entry in folder.iterdir())
    sys.stdout.write(f"{len(names())} pictures, {total / 1e6:.1f} MB in {folder}\n")
    sys.stderr.writelines(f"{flaw}\n" for flaw in flaws)
    return 1 if flaws else 0


if __name__ == "__main__":
    sys.exit(main())
