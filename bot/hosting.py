"""`ironstride serve`: the fronts whose token is set, on one desk."""

from __future__ import annotations

import asyncio
import logging
from contextlib import nullcontext
from datetime import timedelta
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote

from bot.clock import now
from bot.daily_backups import DailyBackups
from bot.lean import lean
from bot.notes import Notes
from bot.nudges import Nudges, ticking
from bot.occurrences import Occurrences, unheard
from bot.port import uncounted
from bot.refused import Refused
from bot.rubbish import settled
from bot.secrecy import secret_of
from bot.serving import serve

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from starlette.routing import BaseRoute

    from bot.daily_backups import BackUp
    from bot.desk import Desk
    from bot.discord.front import DiscordFront
    from bot.discord.missed import OpenTalk
    from bot.port import Answering, Front
    from bot.relay import Relay
    from bot.settings import Settings
    from bot.telegram.front import TelegramFront
    from bot.watching.watch import Watch
    from core.content import Library
    from core.ports import Glance, Store

log = logging.getLogger(__name__)

LATELY: Final = timedelta(days=1)


class NothingToServe(Refused):
    """No platform has a token."""


LONG_PASSWORD = 8  # a shorter one may be an ordinary word, and no word is to vanish from every line


def secrets(settings: Settings) -> tuple[str, ...]:
    """What may stand in no line of the log."""
    own = (settings.telegram_token, settings.telegram_webhook_secret, settings.discord_token)
    found = [secret.get_secret_value() for secret in own if secret is not None]
    if settings.telegram_token is not None:
        found.append(secret_of(settings.telegram_token.get_secret_value()))
    login, at, _ = settings.database_url.partition("://")[2].rpartition("@")
    password = login.partition(":")[2]
    if at and password:
        found += [f":{password}@", *(form for form in (password, unquote(password)) if len(form) >= LONG_PASSWORD)]
    return tuple(found)


def check(settings: Settings) -> None:
    """Raises NothingToServe, saying what to do, when no token is set."""
    if settings.telegram_token is None and settings.discord_token is None:
        raise NothingToServe(
            "there is no platform to serve: set TELEGRAM_TOKEN (from @BotFather) or DISCORD_TOKEN (from Discord's developer portal) "
            "in the environment or in .env. To talk to the coach right here, without any token: ironstride chat"
        )


async def host(desk: Desk, settings: Settings, library: Library, relay: Relay, back_up: BackUp) -> None:
    """Serve every platform whose token is set until SIGTERM or SIGINT; stops in order within 10 s."""
    from bot.logs import report_loop  # noqa: PLC0415  structlog, which only a host needs

    report_loop(asyncio.get_running_loop())
    watch = _watch(desk) if settings.listen else None
    turns = watch.turns if watch else desk
    fronts: list[Front] = []
    routes: list[BaseRoute] = []
    if settings.telegram_token is not None:
        limited = watch.limited("telegram") if watch else uncounted
        telegram = telegram_front(turns, desk.store, settings, relay=relay, limited=limited)
        fronts.append(telegram)
        routes += telegram.routes
    if settings.discord_token is not None:
        limited = watch.limited("discord") if watch else uncounted
        fronts.append(discord_front(turns, desk.store, settings, library, relay=relay, limited=limited))
    routes += watch.routes(fronts) if watch else ()
    log.info("serving %s", " and ".join(front.name for front in fronts))
    stop = asyncio.Event()
    occurrences = Occurrences(desk, settings.tz, watch.ended if watch else unheard)
    nudges = Nudges(occurrences, {front.name: front for front in fronts}, now)
    from bot.pictures import drawing  # noqa: PLC0415  only hosts with a token load it

    backups = daily_backups(settings, back_up, relay)
    settled()
    async with (
        drawing(stop),
        ticking(nudges, stop),
        backups.running(stop) if backups else nullcontext(),
        watch.watching() if watch else nullcontext(),
    ):
        await serve(fronts, listen=settings.listen, routes=routes, stop=stop)


def daily_backups(settings: Settings, back_up: BackUp, relay: Relay) -> DailyBackups | None:
    """Backups as the settings want them; None without a folder for them."""
    if settings.backup_dir is None:
        return None
    ending = "db" if settings.database_url.startswith("sqlite:") else "dump"
    return DailyBackups(settings.backup_dir, settings.backup_keep_days, ending, back_up, now, relay)


def _watch(desk: Desk) -> Watch:
    from bot.watching.watch import Watch  # noqa: PLC0415  Starlette and Prometheus, only for hosts with LISTEN

    return Watch(desk, now)


def telegram_front(
    desk: Answering, store: Store, settings: Settings, *, relay: Relay, limited: Callable[[], None] = uncounted
) -> TelegramFront:
    """Telegram as the settings want it. Only hosts with a token load its library."""
    from bot.pictures import lasting, picture  # noqa: PLC0415  only hosts with a token load it

    lean("httpx")  # with which its library sends
    from bot.telegram.front import TelegramFront  # noqa: PLC0415  see above
    from bot.telegram.uploads import Uploads  # noqa: PLC0415  see above
    from bot.telegram.webhook import Webhook  # noqa: PLC0415  see above

    token = settings.telegram_token
    assert token is not None  # noqa: S101  the caller looked
    webhook = None
    if settings.telegram_webhook_url is not None:
        secret = settings.telegram_webhook_secret
        webhook = Webhook(
            settings.telegram_webhook_url,
            secret.get_secret_value() if secret else secret_of(token.get_secret_value()),
        )
    return TelegramFront(
        desk,
        token.get_secret_value(),
        now=now,
        address=settings.telegram_api_url,
        webhook=webhook,
        host_zone=settings.tz,
        pictures=picture,
        uploads=Uploads(Notes(store, now), lasting),
        limited=limited,
        relay=relay,
    )


def discord_front(
    desk: Answering,
    store: Store,
    settings: Settings,
    library: Library,
    *,
    relay: Relay,
    limited: Callable[[], None] = uncounted,
) -> DiscordFront:
    """Discord as the settings want it. Only hosts with a token load its library."""
    from bot.discord.front import discord_front as made  # noqa: PLC0415  see above
    from bot.pictures import picture  # noqa: PLC0415  see above

    token = settings.discord_token
    assert token is not None  # noqa: S101  the caller looked
    return made(
        desk,
        token.get_secret_value(),
        now=now,
        api_url=settings.discord_api_url,
        gateway_url=settings.discord_gateway_url,
        host_zone=settings.tz,
        exercises=[exercise.name for exercise in library.exercises.values()],
        pictures=picture,
        open_talks=lambda: open_talks(store),
        limited=limited,
        shards=settings.discord_shards,
        notes=Notes(store, now) if relay.batons is not None else None,
        relay=relay,
    )


async def open_talks(store: Store, at: datetime | None = None) -> list[OpenTalk]:
    """The people of Discord who may have just written, with the channel and the last message that reported something."""
    from bot.discord.missed import OpenTalk  # noqa: PLC0415  see above

    since = (at or now()) - LATELY
    talking = await asyncio.wrap_future(store.read(lambda glance: people_talking(glance, "discord", since)))
    talks = []
    for who, message in talking:
        _, _, place = (message or "").partition(":")  # «discord:<channel>:<message>»
        channel, _, number = place.partition(":")
        known = channel.isdigit() and number.isdigit()
        talks.append(OpenTalk(who, int(channel) if known else None, int(number) if known else None))
    return talks


def people_talking(glance: Glance, platform: str, since: datetime) -> list[tuple[str, str | None]]:
    """Identities of that platform who may have just written, each with the message of the last set of an open workout."""
    found = []
    for who in glance.talking(platform, since):
        try:
            athlete = glance.athlete(who)
        except (ValueError, LookupError, TypeError) as error:
            kind = type(error).__name__
            log.error("What is stored about %s cannot be read (%s); the others are looked after", who, kind)  # noqa: TRY400  its message may hold what is stored
            continue
        workout = athlete.workout if athlete else None
        lifting = workout.sets if workout is not None and workout.is_open else ()
        named = [lift for lift in lifting if lift.message and lift.message.startswith(f"{platform}:")]
        found.append((who, max(named, key=lambda lift: lift.at).message if named else None))
    return found
