"""How long reading takes: the median and the slow end over the phrases, and the worst texts somebody could send."""

from __future__ import annotations

import json
import statistics
from pathlib import Path
from time import perf_counter

from benchmarks.figures import Figure
from core.reading.meaning import Context
from core.reading.reader import read

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared" / "phrases" / "visible.jsonl"
OWN = ROOT / "tests" / "core" / "reading" / "phrases.txt"
ROUNDS = 30
ASKED = Context("db-front-load-box-squat", 3, 6, load=12, asked="set", left=3)

WORST = {
    "digits": "9" * 10_000,
    "digits, at the cap": "9" * 2_000,
    "x chain": "6x" * 1_000,
    "x chain, spaced": "6 x " * 500,
    "white space": " " * 10_000,
    "white space in between": "6" + " " * 1_998 + "6",
    "a thousand sets": "6 " * 1_000,
    "slashes": "6/" * 1_000,
    "dots": "6." * 1_000,
    "colons": "1:" * 1_000,
    "loads": "6kg " * 500,
    "names": "squat 6, " * 222,
    "unknown names": ", ".join(f"flurb{n} 6" for n in range(150)),
    "words": "flurble " * 250,
    "one long word": "flurble" * 285,
    "lines": "Set 1: 6\n" * 222,
    "pain": "my knee hurts " * 140,
    "corrections": "actually no " * 160,
    "dates": "tomorrow " * 220,
    "emoji": "💪🏽" * 1_000,
    "signs": "@#%&*()" * 285,
    "too long": "6 6 5 " * 1_666,
}


def phrases() -> list[tuple[str, Context]]:
    """The shared phrases in their contexts; where they are absent, the project's own, as answers to a set."""
    if not SHARED.exists():
        lines = OWN.read_text("utf-8").splitlines()
        return [(line.rpartition(" => ")[0], ASKED) for line in lines if " => " in line]
    found = []
    for line in SHARED.read_text("utf-8").splitlines():
        asked = json.loads(line)
        said = asked["context"]
        last = said.pop("last") or {}
        found.append((asked["text"], Context(**said, last_reps=last.get("reps"), last_load=last.get("load"))))
    return found


def milliseconds(text: str, context: Context) -> float:
    start = perf_counter()
    read(text, context)  # without the memory for rows of numbers
    return (perf_counter() - start) * 1e3


def figures(*, quick: bool) -> list[Figure]:
    """The median of each round over all phrases, and the slow end; the worst texts at their best of three."""
    asked = phrases()
    milliseconds(*asked[0])  # loads the catalogue
    rounds = 1 if quick else 9
    times = [[milliseconds(text, context) for text, context in asked] for _ in range(rounds)]
    slow = statistics.median(statistics.quantiles(one, n=100)[98] for one in times)
    worst = {name: min(milliseconds(text, ASKED) for _ in range(3)) for name, text in WORST.items()}
    slowest = max(worst, key=lambda name: worst[name])
    usual = statistics.median(statistics.median(one) for one in times)
    return [
        Figure(f"a message, median of {len(asked):,}", usual, "ms", rounds, 0.2),
        Figure("a message, p99", slow, "ms", rounds),
        Figure("the worst text somebody could send", worst[slowest], "ms", 3, yardstick=f"«{slowest}»"),
    ]


def main() -> None:
    asked = phrases()
    first = milliseconds(*asked[0])
    times = [milliseconds(text, context) for _ in range(ROUNDS) for text, context in asked]
    cuts = statistics.quantiles(times, n=100)
    print(f"phrases        {len(asked)} x {ROUNDS}")
    print(f"first          {first:8.3f} ms  (loads the catalogue)")
    print(f"median         {statistics.median(times):8.3f} ms  (goal 0.2)")
    print(f"p99            {cuts[98]:8.3f} ms  (goal 2)")
    print(f"worst of all   {max(times):8.3f} ms")
    print("\nworst texts, best of three (goal 10)")
    for name, text in sorted(WORST.items()):
        print(f"{name:24} {min(milliseconds(text, ASKED) for _ in range(3)):8.3f} ms")


if __name__ == "__main__":
    main()
