"""The settings: environment and `.env` become values, or every mistake in them a sentence."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

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

from bot import setting_values as read
from bot.refused import Refused
from bot.setting_values import quoted

if TYPE_CHECKING:
    from collections.abc import Mapping

DOTENV = Path(".env")


class BadSettings(Refused):
    """Settings that cannot be used; `problems` has one sentence for each."""

    def __init__(self, problems: tuple[str, ...]) -> None:
        self.problems = problems
        super().__init__("\n".join(problems))


def _own_database() -> str:
    return f"sqlite:///{(user_data_path('ironstride', appauthor=False) / 'ironstride.db').as_posix()}"


def _own_zone() -> str:
    try:
        return read.zone(get_localzone_name())
    except (ValueError, KeyError, OSError):  # a machine without a zone, or with two that differ
        return "UTC"


_Api = Annotated[str | None, BeforeValidator(read.address("https", "http"))]
_Token = Annotated[SecretStr | None, BeforeValidator(read.token)]
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

    database_url: Annotated[str, BeforeValidator(read.database)] = Field(
        default_factory=_own_database, repr=False
    )  # may hold a password
    listen: Annotated[str | None, BeforeValidator(read.listen)] = None
    telegram_token: _Token = None
    telegram_api_url: _Api = None
    telegram_webhook_url: _Api = None
    telegram_webhook_secret: Annotated[SecretStr | None, BeforeValidator(read.webhook_secret)] = None
    discord_token: _Token = None
    discord_api_url: _Api = None
    discord_gateway_url: Annotated[str | None, BeforeValidator(read.address("wss", "ws"))] = None
    discord_shards: Annotated[
        int | None, BeforeValidator(read.whole(1, 1000, unless="as many as Discord recommends"))
    ] = None
    admins: Annotated[tuple[str, ...], NoDecode, BeforeValidator(read.admins)] = ()
    invite_only: Annotated[bool, BeforeValidator(read.yes_no)] = False
    tz: Annotated[str, BeforeValidator(read.zone)] = Field(default_factory=_own_zone)
    backup_dir: Annotated[Path | None, BeforeValidator(read.folder)] = None
    backup_keep_days: Annotated[int, BeforeValidator(read.whole(1, 36500, of="days"))] = 14
    log_level: Annotated[LogLevel, BeforeValidator(read.one_of("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL"))] = (
        "INFO"
    )
    log_format: Annotated[LogFormat | None, BeforeValidator(read.one_of("text", "json"))] = None

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
        if value.startswith("http://") and info.data.get("telegram_api_url", "") is None:
            raise ValueError(
                "write an address that begins with https://; only a Bot API server of your own calls others"
            )
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
    value = "the value" if name in SECRETS else quoted(str(error["input"]))
    return f"{name} (in {where}): {value} cannot be used; {how}."
