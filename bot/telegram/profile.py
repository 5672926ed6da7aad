"""How the bot presents itself: its commands by place and language, its description; told to Telegram only when it changed."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from telegram import (
    BotCommand,
    BotCommandScopeAllChatAdministrators,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
)
from telegram.error import TelegramError

from bot.words import ABOUT, DESCRIPTION, WORDS, Scope, Word

if TYPE_CHECKING:
    from collections.abc import Mapping

    from telegram import BotCommandScope

    from bot.telegram.api import Api

log = logging.getLogger(__name__)

PLACES: tuple[tuple[BotCommandScope, frozenset[Scope]], ...] = (
    (BotCommandScopeAllPrivateChats(), frozenset({"private", "anywhere", "admins"})),
    (BotCommandScopeAllGroupChats(), frozenset({"anywhere"})),
    (BotCommandScopeAllChatAdministrators(), frozenset({"anywhere", "admins"})),
)


async def present(api: Api, languages: Mapping[str, tuple[Word, ...]] | None = None) -> None:
    """Tell Telegram what it shows about the bot, where that differs from what it shows now.

    `languages` has the words by IETF code; "" are those for everybody else. Nothing here is worth failing a start for.
    """
    try:
        for code, words in (languages or {"": WORDS}).items():
            for scope, listed in PLACES:
                commands = tuple(BotCommand(word.name, word.description) for word in words if word.scope in listed)
                if await api.get_my_commands(scope, code or None) != commands:
                    await api.set_my_commands(commands, scope, code or None)
        if (await api.get_my_description()).description != DESCRIPTION:
            await api.set_my_description(DESCRIPTION)
        if (await api.get_my_short_description()).short_description != ABOUT:
            await api.set_my_short_description(ABOUT)
    except TelegramError as error:
        log.warning("Telegram did not take the commands and descriptions; the next start tries again: %s", error)
