"""`ironstride chat` is the whole program: a first workout and a second one, kept and exported."""

import csv
import io
import os
import subprocess
import sys

FIRST = ["start workout", "None of these", "dumbbells 8 kg and a band", "6", "5", "2", "everything as planned"]


def ironstride(*arguments, url, said=()):
    return subprocess.run(
        [sys.executable, "-m", "bot", *arguments],
        input="".join(f"{line}\n" for line in said),
        env={**os.environ, "DATABASE_URL": url, "TZ": "Europe/Berlin"},
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    ).stdout


def test_a_workout_told_in_the_chat_is_in_the_export(database_url):
    told = ironstride("chat", "--plain", url=database_url, said=FIRST)

    rows = list(csv.DictReader(io.StringIO(ironstride("export", "--format", "csv", url=database_url))))
    assert "1/7 Dumbbell Front Load Box Squat" in told
    assert "Box right behind you." in told  # what the drawing of the first set would show, in words
    assert "Done, 7 of 7" in told
    assert [row["reps"] for row in rows] == ["6", "5", *["6"] * 12]


def test_a_chat_that_was_left_goes_on_where_it_was(database_url):
    ironstride("chat", "--plain", url=database_url, said=FIRST[:4])

    told = ironstride("chat", "--plain", url=database_url, said=["6"])

    assert "Squat done: 6 6 @ 8 kg." in told


def test_the_chat_loads_no_other_front_and_draws_nothing(database_url):
    code = (
        "import sys, runpy; sys.argv = ['ironstride', 'chat', '--plain']\n"
        "try: runpy.run_module('bot', run_name='__main__')\n"
        "except SystemExit: pass\n"
        "print(sorted({'telegram', 'discord', 'matplotlib', 'PIL', 'structlog', 'prometheus_client', 'starlette'} & {name.split('.')[0] for name in sys.modules}))"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code],
        input="start workout\n",
        env={**os.environ, "DATABASE_URL": database_url},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )

    assert ran.stdout.splitlines()[-1] == "[]", ran
