"""The command as a whole: every line, the exit status, and no secret."""

import asyncio
import os
import subprocess
import sys
from io import StringIO
from threading import Event

from bot.app import examined
from bot.doctor.checking import _side_by_side
from bot.doctor.checking import doctor as doctor_itself
from bot.doctor.finding import Finding, line, ok
from tests.fakes.telegram import TOKEN as TELEGRAM
from tests.fakes.telegram import FakeTelegram

TOKEN = "7654321:AAE-of_somebody_with_a_token_of_35_signs"


def doctor(tmp_path, **environment):
    kept = {name: value for name, value in os.environ.items() if name in {"PATH", "PYTHONPATH", "SYSTEMROOT"}}
    return subprocess.run(
        [sys.executable, "-m", "bot", "doctor"],
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=60,
        env={**kept, "HOME": str(tmp_path), "XDG_DATA_HOME": str(tmp_path), **environment},
    )


def test_a_fresh_machine_is_well_with_a_word_about_tokens_and_nothing_is_made(tmp_path):
    run = doctor(tmp_path)

    assert (run.returncode, run.stderr) == (0, "")
    assert "warn  platforms: no token is set" in run.stdout
    assert run.stdout.splitlines()[-1].endswith("1 warn, 0 bad")
    assert list(tmp_path.iterdir()) == []


def test_without_a_network_it_says_so_ends_with_1_and_tells_no_secret(tmp_path):
    away = "http://127.0.0.1:1"
    run = doctor(
        tmp_path,
        TELEGRAM_TOKEN=TOKEN,
        TELEGRAM_API_URL=away,
        DISCORD_TOKEN="secret.of.discord",
        DISCORD_API_URL=away,
        DATABASE_URL="postgresql://ana:hunter22222@127.0.0.1:1/db",
    )

    assert (run.returncode, run.stderr) == (1, "")
    assert run.stdout.count("cannot be reached") == 2
    assert "bad   database: The database at 127.0.0.1:1/db does not answer" in run.stdout
    assert not any(secret in run.stdout for secret in (TOKEN, "secret.of.discord", "hunter22222"))


async def test_a_token_in_what_telegram_tells_is_blotted_out(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    out = StringIO()
    async with FakeTelegram() as service:
        service.webhook = {"url": "https://coach.example/telegram"}
        service.webhook_error = f"Wrong response from https://coach.example/{TELEGRAM}"
        service.says(7, "6")
        for name, value in {
            "TELEGRAM_TOKEN": TELEGRAM,
            "TELEGRAM_API_URL": service.address,
            "TELEGRAM_WEBHOOK_URL": "https://coach.example/telegram",
            "LISTEN": "127.0.0.1:8080",
            "DATABASE_URL": f"sqlite:///{tmp_path}/a.db",
        }.items():
            monkeypatch.setenv(name, value)

        fine = await asyncio.to_thread(doctor_itself, out, examined)

    assert fine
    assert "Wrong response from https://coach.example/[token]" in out.getvalue()
    assert TELEGRAM not in out.getvalue()


def test_all_bad_settings_are_told_at_once(tmp_path):
    run = doctor(tmp_path, TZ="Mars/Olympus", LISTEN="nowhere", TELEGRAM_TOKEN=f"{TOKEN} x")

    assert run.returncode == 1
    assert run.stdout.count("bad   settings: ") == 3
    assert TOKEN not in run.stdout


def test_a_check_that_fails_or_never_ends_keeps_no_other_from_being_told():
    never = Event()

    def broken():
        raise RuntimeError("the moon")

    findings = _side_by_side([("a", broken), ("b", lambda: never.wait() and []), ("c", lambda: [ok("c", "fine")])], 0.3)

    never.set()
    assert [(each.name, each.level) for each in findings] == [("a", "bad"), ("b", "bad"), ("c", "ok")]


def test_what_a_server_says_forges_no_line():
    forged = line(Finding("x", "warn", "no\nok    all: well\x1b[2J", "mend\nit"))

    assert len(forged.splitlines()) == 2
    assert "\x1b" not in forged
