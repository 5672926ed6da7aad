"""`ironstride backup FILE`: one line that says what was kept, or one that says why nothing was."""

import signal
import subprocess
import sys
from datetime import UTC, datetime

from bot.backups import size
from core.turn import Incoming, Said
from tests.bot.test_cli import ironstride

AT = datetime(2026, 3, 2, 17, 0, tzinfo=UTC)
HELLO = ["start workout", "none of these", "dumbbells 8 kg and a band", "6"]


def test_it_says_where_how_large_and_what_is_in_it_while_the_store_is_open(desk, database_url, tmp_path):
    for number, text in enumerate(HELLO):
        desk.turn_now(Incoming("terminal:me", Said(text), AT, f"{number}"))

    run = ironstride("backup", str(tmp_path / "b.db"), DATABASE_URL=database_url)

    kept = size((tmp_path / "b.db").stat().st_size)
    assert (run.returncode, run.stderr) == (0, "")
    assert run.stdout == f"{tmp_path / 'b.db'}: {kept}, 1 person, 1 workout, 1 set\n"


def test_what_was_backed_up_goes_on_where_it_stood(desk, database_url, tmp_path):
    for number, text in enumerate(HELLO):
        desk.turn_now(Incoming("terminal:me", Said(text), AT, f"{number}"))
    ironstride("backup", str(tmp_path / "b.db"), DATABASE_URL=database_url)

    run = ironstride("chat", "--plain", text="6\n", DATABASE_URL=f"sqlite:///{tmp_path / 'b.db'}")

    assert run.returncode == 0
    assert "Your workout of Monday 2 Mar is still open: 1 of 7 exercises has sets." in run.stdout


def test_a_second_time_it_refuses_in_a_sentence_unless_forced(desk, database_url, tmp_path):
    file = str(tmp_path / "b.db")

    first, second, third = (
        ironstride("backup", file, *more, "--database", database_url) for more in ([], [], ["--force"])
    )

    assert [run.returncode for run in (first, second, third)] == [0, 1, 0]
    assert (
        second.stderr
        == f"ironstride: {file} exists already and stays as it is: name another file, or write over it with --force.\n"
    )
    assert second.stdout == ""


def test_sigterm_in_the_middle_leaves_nothing(tmp_path):
    code = (
        "import sys\nfrom pathlib import Path\nfrom bot.backups import ended_in_order\n"
        "from storage.backup_file import becoming\n"
        "with ended_in_order(), becoming(Path(sys.argv[1]), force=False) as part:\n"
        "    print('writing', part.exists(), flush=True)\n    sys.stdin.read()\n"
    )
    backing = subprocess.Popen(
        [sys.executable, "-c", code, str(tmp_path / "b.db")], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    with backing:
        began = backing.stdout.readline()
        backing.send_signal(signal.SIGTERM)
        status = backing.wait(10)

    assert began == "writing True\n"
    assert status == 128 + signal.SIGTERM
    assert list(tmp_path.iterdir()) == []


def test_sizes_are_said_as_people_read_them():
    assert [size(number) for number in (0, 999, 1000, 241_664, 5_250_000, 12_300_000_000)] == [
        "0 bytes",
        "999 bytes",
        "1.0 kB",
        "241.7 kB",
        "5.2 MB",
        "12.3 GB",
    ]
