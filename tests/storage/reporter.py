"""A program that records sets for many people at once and says which were confirmed; crash tests kill it.

python -m tests.storage.reporter URL PEOPLE SETS: every person's sets follow one another, one reported when the one before is
confirmed. A line «person set» is printed and flushed only after the store has confirmed.
"""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from threading import Semaphore

from core.turn import Turn
from storage import open_store
from tests.storage.examples import AT, lift, workout


def reporting(who, number):
    """Work that adds the set of this number (0-based) to the person's workout, which it begins."""

    def work(unit):
        before = unit.athlete(who, AT)
        current = before.workout or workout()
        report = lift(number // 20, number % 20 + 1, message=f"{who}:{number}", reps=number % 30)
        after = replace(before, workout=current.with_sets(report), workouts=1)
        unit.keep(before, Turn(after))

    return work


def main(url, people, sets):
    store = open_store(url)
    done = Semaphore(0)

    def report(person, number):
        if number == sets:
            done.release()
            return
        who = f"runner {person}"
        future = store.once(f"{who}:{number}", AT, reporting(who, number), who=who)

        def confirmed(future):
            future.result()
            os.write(1, f"{person} {number}\n".encode())
            report(person, number + 1)

        future.add_done_callback(confirmed)

    os.write(1, b"open\n")
    for person in range(people):
        report(person, 0)
    for _ in range(people):
        done.acquire()
    store.close()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
