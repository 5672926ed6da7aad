"""The settings: environment and `.env` become values, or every mistake in them a sentence."""

from __future__ import annotations

import os
import re
from ipaddress import ip_address
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from platformdirs import user_data_path
from pydantic import (
    BeforeValidator,
    Field,
    SecretStr,
    ValidationError,
    ValidationInfo,
    field_validator,
    model_validator,
)
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict
from tzlocal import get_localzone_name

from bot.refused import Refused

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

DOTENV = Path(".env")

_ADMIN = re.compile(r"(telegram|discord):\d+", re.ASCII)
_LISTEN = re.compile(r"(?P<host>\[[0-9a-fA-F:.]+\]|[^\s:\[\]]+):(?P<port>\d{1,5})", re.ASCII)
_HOST = re.compile(r"[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?", re.ASCII)
_WEBHOOK_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")  # Bot API, setWebhook: secret_token
_YES_NO = {"1": True, "true": True, "yes": True, "on": True, "0": False, "false": False, "no": False, "off": False}
_LARGEST_PORT = 65535
_LONGEST_KEEP_DAYS = 36500


class BadSettings(Refused):
    """Settings that cannot be used; `problems` has one sentence for each."""

    def __init__(self, problems: tuple[str, ...]) -> None:
        self.problems = problems
        super().__init__("\n".join(problems))


# --- how each value is read: the value, or a ValueError that says how to mend it -------------------------------------------
def _database(value: str) -> str:
    parts = _split(value)
    if parts.scheme == "sqlite" and value.startswith("sqlite:///") and len(value) > len("sqlite:///"):
        return value
    if parts.scheme in {"postgresql", "postgres"} and parts.hostname and len(parts.path) > 1:
        return "postgresql" + value[len(parts.scheme) :]
    raise ValueError("write sqlite:///path/to/file.db or postgresql://user:password@host/database")


def _address(*schemes: str) -> Callable[[str], str]:
    def read(value: str) -> str:
        parts = _split(value)
        if parts.scheme not in schemes or not parts.hostname or any(c.isspace() for c in value):
            raise ValueError(f"write an address that begins with {' or '.join(f'{s}://' for s in schemes)}")
        return value.rstrip("/")

    return read


def _split(value: str) -> Any:
    try:
        parts = urlsplit(value)
        _ = parts.port
    except ValueError:
        return urlsplit("")
    return parts


def _token(value: str) -> str:
    if any(c.isspace() or not c.isprintable() for c in value) or not value.isascii():
        raise ValueError("it has a space or a sign in it that no token has; copy it again as it was given to you")
    return value


def _webhook_secret(value: str) -> str:
    if not _WEBHOOK_SECRET.fullmatch(value):
        raise ValueError("use 1 to 256 letters, digits, _ and - only")
    return value


def _listen(value: str) -> str:
    parts = _LISTEN.fullmatch(value)
    if parts and 0 < int(parts["port"]) <= _LARGEST_PORT and _is_host(parts["host"]):
        return value
    raise ValueError("write host:port, for example 127.0.0.1:8080")


def _is_host(host: str) -> bool:
    if not host.startswith("["):
        return bool(_HOST.fullmatch(host))
    try:
        ip_address(host[1:-1])
    except ValueError:
        return False
    return True


def _admins(value: Any) -> tuple[str, ...]:
    names = tuple(name.strip() for name in str(value).split(",") if name.strip())
    bad = [name for name in names if not _ADMIN.fullmatch(name)]
    if bad:
        raise ValueError(
            f"{_quoted(', '.join(bad))} is not an identity; write telegram:ID or discord:ID, separated by commas"
        )
    return names


def _zone(value: str) -> str:
    name = value.removeprefix(":")  # tzset(3) allows a colon before the name
    try:
        ZoneInfo(name)
    except (ValueError, OSError, KeyError):  # KeyError: ZoneInfoNotFoundError
        raise ValueError("write the name of a zone such as Europe/Berlin or America/New_York") from None
    return name


def _yes_no(value: str) -> bool:
    try:
        return _YES_NO[value.casefold()]
    except KeyError:
        raise ValueError("write true or false") from None


def _days(value: str) -> int:
    if not (value.isascii() and value.isdigit() and 0 < int(value[:9]) <= _LONGEST_KEEP_DAYS and len(value) <= 9):  # noqa: PLR2004  int() of a huge text takes long
        raise ValueError(f"write a whole number of days from 1 to {_LONGEST_KEEP_DAYS}")
    return int(value)


def _one_of(*names: str) -> Callable[[str], str]:
    def read(value: str) -> str:
        for name in names:
            if value.casefold() == name.casefold():
                return name
        raise ValueError(f"write one of {', '.join(names)}")

    return read


def _folder(value: str) -> Path:
    path = Path(value).expanduser()
    if path.exists() and not path.is_dir():
        raise ValueError("that is a file; name a folder")
    return path


def _own_database() -> str:
    return f"sqlite:///{(user_data_path('ironstride', appauthor=False) / 'ironstride.db').as_posix()}"


def _own_zone() -> str:
    try:
        return _zone(get_localzone_name())
    except (ValueError, KeyError, OSError):  # a machine without a zone, or with two that differ
        return "UTC"


_Api = Annotated[str | None, BeforeValidator(_address("https", "http"))]
_Token = Annotated[SecretStr | None, BeforeValidator(_token)]
LogLevel = Literal["DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL"]
LogFormat = Literal["text", "json"]


class Settings(BaseSettings):
    """All settings, by their names in the environment in lower case. Empty means not set."""

    model_config = SettingsConfigDict(
        env_file_encoding="utf-8",
        env_ignore_empty=True,
        extra="ignore",  # `.env` may hold the settings of other programs too
        frozen=True,
        hide_input_in_errors=True,
        validate_default=False,
    )

    database_url: Annotated[str, BeforeValidator(_database)] = Field(
        default_factory=_own_database, repr=False
    )  # may hold a password
    listen: Annotated[str | None, BeforeValidator(_listen)] = None
    telegram_token: _Token = None
    telegram_api_url: _Api = None
    telegram_webhook_url: _Api = None
    telegram_webhook_secret: Annotated[SecretStr | None, BeforeValidator(_webhook_secret)] = None
    discord_token: _Token = None
    discord_api_url: _Api = None
    discord_gateway_url: Annotated[str | None, BeforeValidator(_address("wss", "ws"))] = None
    admins: Annotated[tuple[str, ...], NoDecode, BeforeValidator(_admins)] = ()
    invite_only: Annotated[bool, BeforeValidator(_yes_no)] = False
    tz: Annotated[str, BeforeValidator(_zone)] = Field(default_factory=_own_zone)
    backup_dir: Annotated[Path | None, BeforeValidator(_folder)] = None
    backup_keep_days: Annotated[int, BeforeValidator(_days)] = 14
    log_level: Annotated[LogLevel, BeforeValidator(_one_of("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL"))] = "INFO"
    log_format: Annotated[LogFormat, BeforeValidator(_one_of("text", "json"))] = "text"

    @model_validator(mode="before")
    @classmethod
    def _without_blanks(cls, values: dict[str, Any]) -> dict[str, Any]:
        """A value that is only blanks is not set; blanks around one are a slip of the clipboard."""
        bare = {name: value.strip() if isinstance(value, str) else value for name, value in values.items()}
        return {name: value for name, value in bare.items() if value != ""}

    @field_validator("telegram_webhook_url")
    @classmethod
    def _webhook_is_answered(cls, value: str, info: ValidationInfo) -> str:
        if "listen" in info.data and info.data["listen"] is None:  # absent: it is reported already
            raise ValueError("it needs LISTEN too, the host:port where the webhook is answered")
        return value

    @property
    def listen_at(self) -> tuple[str, int] | None:
        """Host and port to listen at."""
        if self.listen is None:
            return None
        host, _, port = self.listen.rpartition(":")
        return host.strip("[]"), int(port)


SECRETS = {"TELEGRAM_TOKEN", "TELEGRAM_WEBHOOK_SECRET", "DISCORD_TOKEN", "DATABASE_URL"}  # never quoted in an error


def load_settings(dotenv: Path = DOTENV) -> Settings:
    """The settings of the environment, then of `dotenv`. Raises `BadSettings` with all that is wrong."""
    try:
        return Settings(_env_file=dotenv)  # type: ignore[call-arg]  # pydantic-settings takes it at run time
    except ValidationError as error:
        problems = tuple(_sentence(each, dotenv) for each in error.errors(include_url=False, include_context=False))
    except UnicodeDecodeError:
        problems = (f"{dotenv} is not UTF-8 text: save it as UTF-8.",)
    except OSError as error:
        problems = (f"{dotenv} cannot be read ({error.strerror}): give this program the right to read it.",)
    raise BadSettings(problems)


def _sentence(error: Mapping[str, Any], dotenv: Path) -> str:
    how = str(error["msg"]).removeprefix("Value error, ")
    name = str(error["loc"][0]).upper()
    where = "the environment" if any(key.upper() == name for key in os.environ) else str(dotenv)
    value = "the value" if name in SECRETS else _quoted(str(error["input"]))
    return f"{name} (in {where}): {value} cannot be used; {how}."


def _quoted(value: str) -> str:
    longest = 60
    value = re.sub(r"://[^/@\s]*@", "://…@", value)  # a password
    text = "".join(c if c.isprintable() else "�" for c in value)
    return f"“{text if len(text) <= longest else text[:longest] + '…'}”"
