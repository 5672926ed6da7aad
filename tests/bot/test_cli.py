"""The command line is quick, speaks in sentences and answers with the right exit status."""

import subprocess
import sys

import pytest

from bot import cli
from bot.refused import Refused


def ironstride(*arguments):
    return subprocess.run(
        [sys.executable, "-m", "bot", *arguments], capture_output=True, text=True, check=False, timeout=60
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
        "print('loaded:', sorted(heavy & set(sys.modules)))"
    )

    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)

    assert "loaded: []" in run.stdout
