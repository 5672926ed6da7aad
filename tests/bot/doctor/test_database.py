"""The database and the disk as the doctor finds them: every fault is real, and nothing is changed by looking."""

import sqlite3
from contextlib import closing
from datetime import UTC, date, datetime

import psycopg
import pytest

from bot.doctor.database import database
from bot.doctor.disk import backups
from core.turn import Turn
from storage import examined, examining, open_replica, open_store
from storage.prepared import prepared
from tests.storage.examples import edit

TODAY = date(2026, 3, 2)


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "ironstride.db"
    open_store(f"sqlite:///{path}").close()
    return path


def contents(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def found(path, *, default=False):
    """Findings by name; the files are as before."""
    before = contents(path.parent) if path.parent.is_dir() else None
    findings = database(examined(f"sqlite:///{path}"), default=default)
    assert (contents(path.parent) if path.parent.is_dir() else None) == before
    assert all(each.remedy for each in findings if each.level != "ok")
    return {each.name: each for each in findings}


def run(path, statement):
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(statement)


def test_a_good_database_is_well(file):
    findings = found(file)

    assert {each.level for each in findings.values()} == {"ok"}
    assert prepared("sqlite").head in findings["migrations"].says


def test_a_missing_file_will_be_made_at_the_first_start(tmp_path):
    finding = found(tmp_path / "new.db")["database"]

    assert finding.level == "ok"
    assert "first start" in finding.says


@pytest.mark.parametrize(("default", "level"), [(True, "ok"), (False, "bad")])
def test_a_missing_folder_is_bad_unless_it_is_our_own(tmp_path, default, level):
    assert found(tmp_path / "no" / "a.db", default=default)["database"].level == level


def test_a_read_only_folder_is_bad(file):
    file.parent.chmod(0o555)

    finding = found(file)["database"]

    file.parent.chmod(0o755)
    assert finding.level == "bad"
    assert "permissions" in finding.remedy


@pytest.mark.parametrize("small", [True, False])
def test_flipped_bytes_are_bad_whatever_the_size(file, monkeypatch, small):
    if not small:
        monkeypatch.setattr("storage.sqlite_file.CHECKED_BYTES", 0)
        monkeypatch.setattr(examining, "CHECKED_BYTES", 0)
    content = bytearray(file.read_bytes())
    content[-4096:-4088] = bytes(byte ^ 0xFF for byte in content[-4096:-4088])
    file.write_bytes(content)

    finding = database(examined(f"sqlite:///{file}"), default=False)[0]

    assert finding.level == "bad"
    assert "backup" in finding.remedy
    assert file.read_bytes() == content


def test_a_newer_database_is_bad(file):
    run(file, "UPDATE alembic_version SET version_num = '9999'")

    finding = found(file)["database"]

    assert finding.level == "bad"
    assert "9999" in finding.says


def test_an_older_database_is_told_of_and_not_migrated(file):
    run(file, "UPDATE alembic_version SET version_num = '0001'")

    finding = found(file)["migrations"]

    assert finding.level == "warn"
    assert "0001" in finding.says


def test_a_database_without_its_log_is_told_of(file):
    run(file, "PRAGMA journal_mode = DELETE")

    assert found(file)["database"].level == "warn"


def test_a_database_in_use_is_well_and_its_log_is_left_alone(file):
    store = open_store(f"sqlite:///{file}")
    edit(store, "ana", Turn)
    log = file.with_name(f"{file.name}-wal")
    before = log.read_bytes()

    findings = database(examined(f"sqlite:///{file}"), default=False)

    assert before
    assert log.read_bytes() == before
    assert {each.level for each in findings} == {"ok"}
    store.close()


def test_a_copy_of_the_log_that_a_crash_left_is_left_alone_too(file, tmp_path):
    store = open_store(f"sqlite:///{file}")
    edit(store, "ana", Turn)
    crashed = tmp_path / "crashed"
    crashed.mkdir()
    for end in ("", "-wal"):
        (crashed / f"{file.name}{end}").write_bytes(file.with_name(f"{file.name}{end}").read_bytes())
    store.close()
    before = contents(crashed)

    findings = database(examined(f"sqlite:///{crashed / file.name}"), default=False)

    assert findings[0].level == "ok"
    assert before.items() <= contents(crashed).items()


def test_a_serve_that_runs_is_named(file):
    assert "serve" not in found(file)
    with open_replica(f"sqlite:///{file}", datetime(2026, 3, 2, tzinfo=UTC)):
        finding = found(file)["serve"]

    assert (finding.level, "process" in finding.says) == ("ok", True)


def test_a_postgresql_that_is_away_is_bad_without_its_password(tmp_path):
    findings = database(examined(f"postgresql://ana:hunter22222@/db?host={tmp_path}"), default=False)

    assert findings[0].level == "bad"
    assert "hunter22222" not in str(findings)


def test_a_postgresql_is_named_with_its_version_and_left_without_tables(postgres):
    found = examined(postgres.new_database())

    assert found.refusal == ""
    assert found.kind.startswith("PostgreSQL 1")
    assert found.version is None


@pytest.mark.parametrize("filled", [True, False])
def test_a_postgresql_user_who_may_not_write_is_bad(postgres, filled):
    url = postgres.new_database()
    if filled:
        open_store(url).close()
    with closing(psycopg.connect(url, autocommit=True)) as connection:
        connection.execute("DROP ROLE IF EXISTS looks_on")
        connection.execute("CREATE ROLE looks_on LOGIN")
        if filled:
            connection.execute("GRANT SELECT ON alembic_version TO looks_on")

    mine = database(examined(url), default=False)[0]
    theirs = database(examined(f"{url}&user=looks_on"), default=False)[0]

    with closing(psycopg.connect(url, autocommit=True)) as connection:
        connection.execute("DROP OWNED BY looks_on")
    assert (mine.level, theirs.level) == ("ok", "bad")
    assert "rights" in theirs.remedy


@pytest.mark.parametrize(
    ("names", "level", "said"),
    [
        ([], "warn", "none"),
        (["ironstride-2026-02-28.db"], "warn", "2026-02-28"),
        (["ironstride-2026-03-01.db", "ironstride-2026-02-01.db"], "ok", "2026-03-01"),
        ([".ironstride-2026-03-02.db.ab12.part", "ironstride-2026-13-45.db", "other.db"], "warn", "none"),
    ],
)
def test_the_newest_backup_must_be_younger_than_two_days(tmp_path, names, level, said):
    for name in names:
        (tmp_path / name).write_text("x")

    finding = backups(tmp_path, TODAY)[0]

    assert finding.level == level
    assert said in finding.says


def test_an_empty_file_is_no_backup(tmp_path):
    (tmp_path / "ironstride-2026-03-02.db").touch()

    assert backups(tmp_path, TODAY)[0].level == "warn"


def test_a_folder_for_backups_that_cannot_be_written_is_bad(tmp_path):
    tmp_path.chmod(0o555)

    findings = backups(tmp_path / "more", TODAY)

    tmp_path.chmod(0o755)
    assert findings[0].level == "bad"
    assert "BACKUP_DIR" in findings[0].remedy
