"""The command line is quick, speaks in sentences and answers with the right exit status."""

import json
import os
import subprocess
import sys

import pytest

from bot import cli
from bot.refused import Refused

RUNS = {"mon": "rest", "tue": "hard", "wed": "easy", "thu": "hard", "fri": "rest", "sat": "easy", "sun": "long"}
SCENARIO = {
    "id": "ä",
    "profile": {
        "unit": "kg",
        "age": 35,
        "experience": "new",
        "body_mass": 70,
        "lifts_per_week": 2,
        "equipment": {"dumbbells": [8], "bands": ["light"]},
        "run_week": RUNS,
        "lift_days": ["tue", "thu"],
    },
    "history": [],
    "today": "2026-03-03",
    "checkin": None,
}


def ironstride(*arguments, text="", **environment):
    return subprocess.run(
        [sys.executable, "-m", "bot", *arguments],
        input=text,
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=60,
        env={**os.environ, **environment},
    )


def test_version():
    run = ironstride("--version")

    assert (run.returncode, run.stderr) == (0, "")
    assert run.stdout.startswith("ironstride 0.")


def test_wrong_usage_is_status_2_and_names_what_is_wrong():
    run = ironstride("juggle")

    assert run.returncode == 2
    assert run.stdout == ""
    assert "juggle" in run.stderr


@pytest.mark.skipif("not os.path.exists('/dev/full')", reason="no device that is always full")
def test_a_disk_that_is_full_is_told_in_a_sentence(tmp_path):
    database = f"sqlite:///{tmp_path / 'a.db'}"
    ironstride("chat", "--plain", text="start workout\n", DATABASE_URL=database)

    with open("/dev/full", "w", encoding="utf-8") as full:  # noqa: PTH123  a device, handed on as a stream
        run = subprocess.run(
            [sys.executable, "-m", "bot", "export"],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            env={**os.environ, "DATABASE_URL": database},
            timeout=60,
            check=False,
        )

    assert run.returncode == 1
    assert (
        run.stderr
        == "ironstride: what was to be written did not fit (No space left on device): free some room on that disk.\n"
    )


def test_a_data_folder_that_cannot_be_made_is_told_in_a_sentence(tmp_path):
    (tmp_path / "file").write_text("no folder")

    run = ironstride("export", DATABASE_URL="", XDG_DATA_HOME=str(tmp_path / "file"))

    assert run.returncode == 1
    assert run.stderr.startswith(f"ironstride: The folder {tmp_path}/file/ironstride for the database cannot be made (")
    assert "DATABASE_URL" in run.stderr
    assert run.stderr.count("\n") == 1


def test_what_cannot_be_done_is_status_1_and_one_sentence(monkeypatch, capsys):
    @cli.app.command()
    def refuse():
        raise Refused("The moon is not in reach: wait until it rises.")

    monkeypatch.setattr(sys, "argv", ["ironstride", "refuse"])
    try:
        with pytest.raises(SystemExit) as left:
            cli.main()
    finally:
        cli.app.registered_commands.pop()

    assert left.value.code == 1
    assert capsys.readouterr().err == "ironstride: The moon is not in reach: wait until it rises.\n"


def test_help_loads_no_heavy_library():
    code = (
        "import sys; sys.argv = ['ironstride', '--help']; from bot.cli import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "heavy = {'telegram', 'discord', 'matplotlib', 'PIL', 'apscheduler', 'sqlalchemy', 'pydantic', 'prompt_toolkit'}\n"
        "heavy |= {'structlog', 'prometheus_client', 'starlette', 'uvicorn'}\n"
        "print('loaded:', sorted(heavy & set(sys.modules)))"
    )

    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)

    assert "loaded: []" in run.stdout


def test_prescribe_answers_each_line_in_utf8_whatever_the_console_speaks():
    line = json.dumps(SCENARIO, ensure_ascii=False)

    run = ironstride("prescribe", text=f"{line}\n{line}\n", PYTHONIOENCODING="ascii")

    assert (run.returncode, run.stderr) == (0, "")
    assert [json.loads(answer)["id"] for answer in run.stdout.splitlines()] == ["ä", "ä"]


def test_a_malformed_line_is_status_2_with_its_number_and_nothing_after_it_is_answered():
    line = json.dumps(SCENARIO)

    run = ironstride("prescribe", text=f"{line}\n{{\n{line}\n")

    assert run.returncode == 2
    assert len(run.stdout.splitlines()) == 1
    assert run.stderr.startswith("line 2: ")
