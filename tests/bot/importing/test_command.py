"""`ironstride import`: shows first, keeps with --yes, and lets no bad row pass unseen."""

import io
import subprocess
import sys

import pytest

from bot.importing.command import imported
from bot.refused import Refused
from tests.bot.importing.conftest import NOW
from tests.bot.importing.test_others import HEVY

BAD = HEVY + HEVY.splitlines()[-1].replace("15", "999") + "\n"


@pytest.fixture
def run(store, tmp_path):
    def run(content, **options):
        file, out = tmp_path / "file.csv", io.StringIO()
        file.write_text(content)
        options = {"yes": False, "skip_bad": False} | options
        fine = imported(store, "ana", file, out, host_zone="Europe/Berlin", now=NOW, **options)
        return fine, out.getvalue()

    return run


def test_without_a_yes_it_is_only_shown(run, files):
    fine, told = run(HEVY)

    assert fine
    assert "New: 2 sessions with 5 sets, 2025-07-26 to 2025-07-28. Already there: 0." in told
    assert "Lying Leg Curl (Machine)" in told
    assert files.athlete("ana") is None


def test_with_a_yes_it_is_kept_and_the_second_time_there_is_nothing_new(run, files):
    run(HEVY, yes=True)
    _, told = run(HEVY, yes=True)

    assert "New: 0 sessions" in told
    assert len(files.workouts("ana")) == 2


def test_bad_rows_stand_in_the_way_and_are_named(run, files):
    fine, told = run(BAD, yes=True)

    assert not fine
    assert "Bad row 8: reps is «999»" in told
    assert files.athlete("ana") is None


def test_bad_rows_can_be_left_out(run, files):
    fine, _ = run(BAD, yes=True, skip_bad=True)

    assert fine
    assert sum(len(one.sets) for one in files.workouts("ana")) == 5


def test_a_file_that_is_not_there_is_refused_in_a_sentence(store, tmp_path):
    with pytest.raises(Refused, match="cannot be read"):
        imported(store, "ana", tmp_path / "no.csv", io.StringIO(), host_zone="UTC", now=NOW, yes=True, skip_bad=False)


@pytest.mark.parametrize(
    ("content", "options", "status"), [(HEVY, ["--yes"], 0), (BAD, ["--yes"], 1), ("a,b\n", [], 1)]
)
def test_the_exit_status_says_how_it_went(tmp_path, content, options, status):
    file = tmp_path / "file.csv"
    file.write_text(content)
    command = [
        sys.executable,
        "-m",
        "bot",
        "import",
        "--who",
        "ana",
        "--database",
        f"sqlite:///{tmp_path}/x.db",
        *options,
    ]

    done = subprocess.run([*command, str(file)], capture_output=True, text=True, check=False)

    assert done.returncode == status
    assert "Traceback" not in done.stderr
