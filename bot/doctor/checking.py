"""All checks, side by side, in one order, without any secret in what they say."""

from __future__ import annotations

from functools import partial
from queue import Empty, SimpleQueue
from threading import Thread
from time import monotonic
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from bot.clock import now
from bot.doctor import finding as told
from bot.doctor.clock import zones
from bot.doctor.database import database
from bot.doctor.disk import backups
from bot.doctor.finding import Finding, bad, ok, warn
from bot.hosting import secrets
from bot.secrecy import Concealment
from bot.settings import BadSettings, load_settings

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import TextIO

    from bot.settings import Settings
    from core.examined import Examined

    Check = tuple[str, Callable[[], list[Finding]]]

PATIENCE_S: Final = 25.0  # for all of them; each question has a shorter end of its own


def doctor(out: TextIO, look: Callable[[str], Examined]) -> bool:
    """Print what every check finds, and how many are well; whether nothing is bad. `look` examines a database by its address."""
    try:
        settings = load_settings()
    except BadSettings as refused:
        found = [
            bad("settings", problem, "Mend it in the environment or in .env; .env.example lists all of them.")
            for problem in refused.problems
        ]
        hide = Concealment(())
        found.append(warn("everything else", "not checked, as the settings cannot be used", "Ask again then."))
    else:
        hide = Concealment(secrets(settings))
        found = [ok("settings", "all can be used"), *_side_by_side(_checks(settings, look))]
    out.writelines(f"{hide.blotted(told.line(each))}\n" for each in found)
    out.write(f"{told.summary(found)}\n")
    return all(each.level != "bad" for each in found)


def _checks(settings: Settings, look: Callable[[str], Examined]) -> list[Check]:
    checks: list[Check] = []
    if settings.telegram_token is not None:
        from bot.doctor.telegram import telegram  # noqa: PLC0415  only hosts with a token need it

        token = settings.telegram_token.get_secret_value()
        asking = partial(telegram, token, settings.telegram_api_url, settings.telegram_webhook_url)
        checks.append(("Telegram", asking))
    if settings.discord_token is not None:
        from bot.doctor.discord import discord  # noqa: PLC0415  see above

        token = settings.discord_token.get_secret_value()
        where = settings.discord_api_url, settings.discord_gateway_url
        checks.append(("Discord", partial(discord, token, *where, settings.discord_shards)))
    if not checks:
        checks.append(("platforms", _no_platform))
    default = "database_url" not in settings.model_fields_set
    today = now().astimezone(ZoneInfo(settings.tz)).date()
    return [
        *checks,
        ("time zones", lambda: [zones(settings.tz)]),
        ("database", lambda: database(look(settings.database_url), default=default)),
        ("backups", lambda: backups(settings.backup_dir, today)),
    ]


def _no_platform() -> list[Finding]:
    return [
        warn(
            "platforms",
            "no token is set, so there is only `ironstride chat` on this machine",
            "Set TELEGRAM_TOKEN (from @BotFather) or DISCORD_TOKEN (from Discord's developer portal) to serve others.",
        )
    ]


def _side_by_side(checks: Sequence[Check], patience_s: float = PATIENCE_S) -> list[Finding]:
    """What they find, in their order. On threads that nobody waits for at the end: a name server may hang for minutes."""
    answers: list[SimpleQueue[list[Finding]]] = [SimpleQueue() for _ in checks]
    for (name, check), answer in zip(checks, answers, strict=True):
        Thread(target=lambda n=name, c=check, a=answer: a.put(_found(n, c)), daemon=True).start()
    end = monotonic() + patience_s
    found: list[Finding] = []
    for (name, _), answer in zip(checks, answers, strict=True):
        try:
            found += answer.get(timeout=max(0.0, end - monotonic()))
        except Empty:
            found.append(
                bad(name, f"no end within {patience_s:.0f} s", "Check the network and the disk, then ask again.")
            )
    return found


def _found(name: str, check: Callable[[], list[Finding]]) -> list[Finding]:
    """A check that fails is a finding too: the others are told all the same."""
    try:
        return check()
    except Exception as error:  # noqa: BLE001  whatever it is, the one who asks is told
        kind = type(error).__name__
        return [bad(name, f"could not be checked ({kind}: {error})", "Please report this as a mistake of Ironstride.")]
