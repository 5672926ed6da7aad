"""Settings come from the environment and `.env`; every mistake is told at once, and no secret ever."""

import re
from pathlib import Path

import pytest
from pydantic_settings import BaseSettings

from bot.settings import BadSettings, Settings, load_settings

EXAMPLE = Path(__file__).parents[2] / ".env.example"
SECRET = "1234567:not-for-your-eyes"


@pytest.fixture(autouse=True)
def bare_environment(monkeypatch, tmp_path):
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "share"))


@pytest.fixture
def dotenv(tmp_path):
    return tmp_path / ".env"


def problems_of(dotenv):
    with pytest.raises(BadSettings) as caught:
        load_settings(dotenv)
    return caught.value.problems


def test_without_any_setting_the_database_lies_in_the_users_data_folder(dotenv, tmp_path):
    settings = load_settings(dotenv)

    assert settings.discord_shards is None
    assert settings.database_url.startswith("sqlite:///")
    assert settings.database_url.endswith("ironstride/ironstride.db")
    assert (settings.telegram_token, settings.discord_token, settings.listen, settings.admins) == (None, None, None, ())


@pytest.mark.skipif("sys.platform != 'linux'", reason="XDG_DATA_HOME is Linux's name for the data folder")
def test_on_linux_the_data_folder_is_the_one_of_xdg(dotenv, tmp_path):
    assert load_settings(dotenv).database_url == f"sqlite:///{tmp_path}/share/ironstride/ironstride.db"


def test_the_environment_wins_over_the_file(dotenv, monkeypatch):
    dotenv.write_text("LISTEN=127.0.0.1:1\nINVITE_ONLY=yes\n", encoding="utf-8")
    monkeypatch.setenv("LISTEN", "[::1]:8080")

    settings = load_settings(dotenv)

    assert settings.listen_at == ("::1", 8080)
    assert settings.invite_only


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("ADMINS", " telegram:1, discord:22 ,", ("telegram:1", "discord:22")),
        ("ADMINS", "terminal:me", ("terminal:me",)),
        ("DATABASE_URL", "postgres://u:p@h/d", "postgresql://u:p@h/d"),
        ("DATABASE_URL", "postgresql://u@/d?host=/run/postgresql", "postgresql://u@/d?host=/run/postgresql"),
        ("DATABASE_URL", "sqlite:///a b.db", "sqlite:///a b.db"),
        ("TZ", ":Europe/Berlin", "Europe/Berlin"),
        ("LOG_LEVEL", "debug", "DEBUG"),
        ("LOG_FORMAT", "JSON", "json"),
        ("INVITE_ONLY", "Off", False),
        ("BACKUP_KEEP_DAYS", "3", 3),
        ("BACKUP_DIR", "backups", Path("backups")),
        ("TELEGRAM_API_URL", "http://localhost:8081/", "http://localhost:8081"),
        ("DISCORD_GATEWAY_URL", "ws://localhost:9", "ws://localhost:9"),
        ("DISCORD_SHARDS", " 3 ", 3),
        ("LISTEN", "  0.0.0.0:80 ", "0.0.0.0:80"),
        ("TELEGRAM_TOKEN", "   ", None),
    ],
)
def test_a_value_is_read_as_people_write_it(dotenv, monkeypatch, name, text, value):
    monkeypatch.setenv(name, text)

    assert getattr(load_settings(dotenv), name.lower()) == value


@pytest.mark.parametrize(
    ("name", "text", "mend"),
    [
        ("DATABASE_URL", "mysql://h/d", "sqlite:///path"),
        ("DATABASE_URL", "sqlite://", "sqlite:///path"),
        ("DATABASE_URL", "postgresql:///d", "user:password@host"),
        ("DATABASE_URL", "postgresql://[/d", "user:password@host"),
        ("LISTEN", "8080", "host:port"),
        ("LISTEN", "localhost:0", "host:port"),
        ("LISTEN", "localhost:65536", "host:port"),
        ("LISTEN", "[::g]:80", "host:port"),
        ("TELEGRAM_API_URL", "api.example", "https://"),
        ("TELEGRAM_API_URL", "https://[", "https://"),
        ("DISCORD_GATEWAY_URL", "https://example.org", "wss://"),
        ("TELEGRAM_WEBHOOK_SECRET", "ä", "letters, digits"),
        ("DISCORD_TOKEN", "a b", "copy it again"),
        ("ADMINS", "telegram:1,bob", "telegram:ID"),
        ("ADMINS", "telegram:٣", "telegram:ID"),
        ("INVITE_ONLY", "perhaps", "true or false"),
        ("TZ", "Mars/Olympus", "Europe/Berlin"),
        ("TZ", "../etc/passwd", "Europe/Berlin"),
        ("DISCORD_SHARDS", "0", "from 1 to 1000"),
        ("DISCORD_SHARDS", "auto", "leave it empty"),
        ("DISCORD_SHARDS", "1001", "from 1 to 1000"),
        ("BACKUP_KEEP_DAYS", "0", "whole number"),
        ("BACKUP_KEEP_DAYS", "9" * 5000, "whole number"),
        ("BACKUP_KEEP_DAYS", "²", "whole number"),
        ("BACKUP_DIR", __file__, "name a folder"),
        ("LOG_LEVEL", "loud", "DEBUG"),
        ("LOG_FORMAT", "xml", "json"),
        ("TELEGRAM_WEBHOOK_URL", "https://example.org/hook", "LISTEN"),
    ],
)
def test_a_bad_value_gets_one_sentence_with_what_where_and_how_to_mend_it(dotenv, monkeypatch, name, text, mend):
    monkeypatch.setenv(name, text)

    (problem,) = problems_of(dotenv)

    assert problem.startswith(f"{name} (in the environment): ")
    assert mend in problem
    assert problem.endswith(".")
    assert "\n" not in problem


def test_all_mistakes_are_told_at_once_each_with_the_place_it_stands_in(dotenv, monkeypatch):
    dotenv.write_text(
        "LOG_LEVEL=loud\nLISTEN=8080\nTELEGRAM_WEBHOOK_URL=nowhere\nDISCORD_SHARDS=1.5\n", encoding="utf-8"
    )
    monkeypatch.setenv("ADMINS", "bob")

    problems = problems_of(dotenv)

    assert {problem.split(":")[0] for problem in problems} == {
        f"LOG_LEVEL (in {dotenv})",
        f"LISTEN (in {dotenv})",
        f"TELEGRAM_WEBHOOK_URL (in {dotenv})",
        f"DISCORD_SHARDS (in {dotenv})",
        "ADMINS (in the environment)",
    }


def test_a_webhook_without_tls_is_for_a_bot_api_server_of_ones_own(dotenv, monkeypatch):
    monkeypatch.setenv("LISTEN", "127.0.0.1:8080")
    monkeypatch.setenv("TELEGRAM_WEBHOOK_URL", "http://coach.example.org/telegram")

    (problem,) = problems_of(dotenv)
    monkeypatch.setenv("TELEGRAM_API_URL", "http://127.0.0.1:8081")

    assert "begins with https://" in problem
    assert load_settings(dotenv).telegram_webhook_url == "http://coach.example.org/telegram"


def test_a_file_that_is_no_text_is_told_in_a_sentence(dotenv):
    dotenv.write_bytes(b"LISTEN=\xff\xfe")

    assert problems_of(dotenv) == (f"{dotenv} is not UTF-8 text: save it as UTF-8.",)


@pytest.mark.parametrize("name", ["TELEGRAM_TOKEN", "DISCORD_TOKEN", "TELEGRAM_WEBHOOK_SECRET", "DATABASE_URL"])
def test_a_secret_is_in_no_error(dotenv, monkeypatch, name):
    monkeypatch.setenv(name, f"{SECRET} ä")

    with pytest.raises(BadSettings) as caught:
        load_settings(dotenv)

    told = f"{caught.value}{caught.value!r}{caught.value.__cause__!r}{caught.value.__context__!r}"
    assert "not-for" not in told


def test_a_password_in_an_address_is_in_no_error(dotenv, monkeypatch):
    monkeypatch.setenv("DISCORD_GATEWAY_URL", f"https://user:{SECRET}@example.org")

    assert "not-for" not in str(problems_of(dotenv))


def test_a_secret_is_in_no_picture_of_the_settings(dotenv, monkeypatch):
    monkeypatch.setenv("TELEGRAM_TOKEN", SECRET)
    monkeypatch.setenv("DISCORD_TOKEN", SECRET)
    monkeypatch.setenv("TELEGRAM_WEBHOOK_SECRET", "not-for-your-eyes")
    monkeypatch.setenv("DATABASE_URL", f"postgresql://u:{SECRET}@h/d")

    settings = load_settings(dotenv)

    assert "not-for" not in f"{settings} {settings!r}"
    assert settings.telegram_token.get_secret_value() == SECRET


def test_control_characters_of_a_bad_value_do_not_reach_the_terminal(dotenv, monkeypatch):
    monkeypatch.setenv("LOG_LEVEL", "\x1b[31mloud")

    assert "\x1b" not in str(problems_of(dotenv))


def test_a_foreign_name_in_the_file_is_left_to_whoever_it_belongs_to(dotenv):
    dotenv.write_text("POSTGRES_PASSWORD=x\n", encoding="utf-8")

    assert isinstance(load_settings(dotenv), BaseSettings)


def test_the_example_names_every_setting_and_nothing_else():
    names = re.findall(r"^([A-Z_]+)=", EXAMPLE.read_text(encoding="utf-8"), re.MULTILINE)

    assert sorted(names) == sorted(name.upper() for name in Settings.model_fields)


def test_every_setting_of_the_example_stands_under_a_comment():
    blocks = EXAMPLE.read_text(encoding="utf-8").split("\n\n")

    assert all(block.startswith("# ") for block in blocks)


def test_the_example_changes_nothing(dotenv):
    dotenv.write_bytes(EXAMPLE.read_bytes())

    assert load_settings(dotenv) == load_settings(dotenv.with_name("absent"))
