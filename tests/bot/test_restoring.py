"""The commands of docs/backups.md bring everything back: they are read there, run, and the program goes on from what they restored."""

import os
import re
import subprocess
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import psycopg
import pytest

from bot.app import back_up
from bot.desk import Desk
from core.content import library
from core.turn import Incoming, Said
from storage import open_store
from tests.bot.test_serve import kept
from tests.storage.server import found_binaries

PAGE = (Path(__file__).parents[2] / "docs" / "backups.md").read_text(encoding="utf-8")
AT = datetime(2026, 3, 2, 17, 0, tzinfo=UTC)
HELLO = ["start workout", "none of these", "dumbbells 8 kg and a band"]


def commands(heading):
    """The block of commands under this heading."""
    section = PAGE.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]
    (block,) = re.findall(r"```sh\n(.*?)```", section, re.DOTALL)
    return block


def say(url, *texts, since=0):
    """Somebody says this to the program; what it answers last."""
    with closing(open_store(url)) as store:
        desk = Desk(store, library())
        answers = [
            desk.turn_now(Incoming("telegram:1", Said(text), AT, f"{number}"))
            for number, text in enumerate(texts, start=since)
        ]
    return answers[-1]


def run(block, folder):
    subprocess.run(["sh", "-ec", block], cwd=folder, check=True, timeout=60)


def test_sqlite(tmp_path):
    folder = tmp_path / "data"
    folder.mkdir()
    url = f"sqlite:///{folder / 'ironstride.db'}"
    say(url, *HELLO, "6")
    (folder / "backups").mkdir()
    back_up(url, folder / "backups" / "ironstride-2026-03-02.db")
    with closing(open_store(url)):  # as long as it is open nobody clears up the log
        say(url, "5", since=90)
        log = (folder / "ironstride.db-wal").read_bytes()
    (folder / "ironstride.db").write_bytes(b"ruined " * 1000)
    (folder / "ironstride.db-wal").write_bytes(log)

    run(commands("Restoring SQLite").replace("/var/lib/ironstride", str(folder)), folder)

    restored = kept(url)
    say(url, "7", since=190)
    assert restored == {"telegram:1": [(0, 1)]}
    assert kept(url) == {"telegram:1": [(0, 1), (0, 2)]}
    assert (folder / "ironstride.db").stat().st_mode & 0o777 == 0o600
    assert (folder / "damaged" / "ironstride.db").read_bytes().startswith(b"ruined")


@pytest.fixture
def server(postgres, monkeypatch):
    """A server with the role and the database of the page."""
    monkeypatch.setenv("PATH", f"{found_binaries()}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("PGHOST", str(postgres.folder))
    monkeypatch.setenv("PGUSER", "postgres")
    with closing(psycopg.connect(dbname="postgres", autocommit=True)) as connection:
        connection.execute("CREATE ROLE ironstride LOGIN")
        connection.execute("CREATE DATABASE ironstride OWNER ironstride")
        yield f"postgresql://ironstride@/ironstride?host={postgres.folder}"
        for name in ("ironstride", "ironstride_damaged", "ironstride_restored"):
            connection.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        connection.execute("DROP ROLE ironstride")


def test_postgresql(server, tmp_path):
    say(server, *HELLO, "6")
    back_up(server, tmp_path / "ironstride-2026-03-02.dump")
    say(server, "5", since=90)

    run(commands("Restoring PostgreSQL"), tmp_path)

    restored = kept(server)
    say(server, "7", since=190)
    assert restored == {"telegram:1": [(0, 1)]}
    assert kept(server) == {"telegram:1": [(0, 1), (0, 2)]}
    assert kept(server.replace("/ironstride?", "/ironstride_damaged?")) == {"telegram:1": [(0, 1), (0, 2)]}
