"""`python -m benchmarks`: runs every benchmark in a process of its own and tells all figures at once."""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
from importlib import import_module
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

from benchmarks.figures import Figure, Part, table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    Run = Callable[[str, bool], Part]

ROOT = Path(__file__).parents[1]
# Part → the module whose `figures(quick)` measures it.
PARTS = {
    "turn": "benchmarks.telegram_update",
    "durable sets": "benchmarks.durable_sets",
    "tick": "benchmarks.ticks",
    "reading": "benchmarks.reading",
    "prescription": "benchmarks.prescription",
    "next occurrence": "benchmarks.next_occurrence",
    "start": "benchmarks.starting",
    "fairness": "benchmarks.fairness",
    "growth": "benchmarks.growth",
    "pictures": "benchmarks.pictures",
}
MARK = "figures: "  # in front of the line on which a part's process tells them
LIMIT_S = 3600
LAST_LINES, LONGEST_LINE = 3, 300  # of what a part that failed said


def arguments(argv: Sequence[str]) -> argparse.Namespace:
    """The command line, taken apart."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks", description="Measures Ironstride; see docs/performance.md."
    )
    parser.add_argument(
        "--quick", action="store_true", help="small sizes: shows that all of it runs, not how fast it is"
    )
    parser.add_argument("--only", metavar="NAME", action="append", choices=PARTS, help=f"one of {', '.join(PARTS)}")
    parser.add_argument("--json", metavar="FILE", type=Path, help="write the figures to this file too")
    parser.add_argument("--markdown", action="store_true", help="the table as docs/performance.md has it")
    parser.add_argument("--part", help=argparse.SUPPRESS, choices=PARTS)
    return parser.parse_args(argv)


def main(argv: Sequence[str]) -> int:
    """The exit status: 1 when a part failed. A goal that is missed is told, not punished: the machine may be busy."""
    chosen = arguments(argv)
    if chosen.part:
        found = import_module(PARTS[chosen.part]).figures(quick=chosen.quick)
        print(MARK + json.dumps([figure.as_json() for figure in found]))
        return 0
    parts = measured(chosen.only or PARTS, quick=chosen.quick, run=in_a_process)
    print(table(parts, markdown=chosen.markdown))
    if chosen.json:
        chosen.json.write_text(json.dumps(document(parts, quick=chosen.quick), indent=1) + "\n", "utf-8")
    return 1 if any(part.failure for part in parts) else 0


def measured(names: Iterable[str], *, quick: bool, run: Run) -> list[Part]:
    """One part after the other, so that none disturbs another; each is told on standard error as soon as it is there."""
    parts = []
    for name in names:
        print(f"\n{name} …", file=sys.stderr, flush=True)
        parts.append(run(name, quick))
        print(table(parts[-1:]), file=sys.stderr, flush=True)
    return parts


def in_a_process(name: str, quick: bool) -> Part:  # noqa: FBT001  the shape of `Run`
    """The part in an interpreter of its own: what others imported or left behind does not count."""
    command = [sys.executable, "-m", "benchmarks", "--part", name, *(["--quick"] if quick else [])]
    began = perf_counter()
    try:
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=LIMIT_S, check=False)
    except subprocess.TimeoutExpired:
        return Part(name, failure=f"not done after {LIMIT_S} s", seconds=perf_counter() - began)
    return told(name, done.returncode, done.stdout, done.stderr, perf_counter() - began)


def told(name: str, status: int, out: str, errors: str, seconds: float) -> Part:
    """The part from what its process said; without figures it failed, whatever its status."""
    lines = [line.removeprefix(MARK) for line in out.splitlines() if line.startswith(MARK)]
    if status or not lines:
        last = " / ".join(line.strip()[:LONGEST_LINE] for line in errors.strip().splitlines()[-LAST_LINES:])
        return Part(name, failure=f"status {status}: {last or 'no figures'}", seconds=seconds)
    return Part(name, tuple(Figure.from_json(one) for one in json.loads(lines[-1])), seconds=seconds)


def document(parts: Iterable[Part], *, quick: bool) -> dict[str, object]:
    """The whole run as JSON; docs/performance.md describes it."""
    return {
        "machine": {"cores": os.cpu_count(), "python": platform.python_version(), "system": platform.system()},
        "quick": quick,
        "parts": [part.as_json() for part in parts],
    }
