"""What arrives from Discord as something that happened: translation only, nothing is decided here."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final

import discord

from bot.discord.commands import spoken_command
from bot.discord.keys import SELECT, pressable
from bot.discord.parts import FORM, typed_in_form
from core.turn import Edited, Incoming, Pressed, Said

if TYPE_CHECKING:
    from datetime import datetime

    from core.turn import Act

# A person's words: what they wrote, or wrote as a reply; not the notices that Discord writes in their name.
WAITED: Final = timedelta(seconds=60)  # a younger thing counts as happening now
_WRITTEN = frozenset({discord.MessageType.default, discord.MessageType.reply})


def happened(at: datetime, now: datetime) -> datetime:
    """When it happened: now, so that presses and messages share one clock, unless it was on its way for a while."""
    return at if now - at > WAITED else now


def identity(user: int) -> str:
    """Who the desk knows this person as."""
    return f"discord:{user}"


def user_of(who: str) -> int | None:
    """The Discord id behind an identity; None when it is of another platform."""
    platform, _, number = who.partition(":")
    return int(number) if platform == "discord" and number.isascii() and number.isdigit() else None


def name_of(message: discord.Message) -> str:
    """What the core calls this message."""
    return f"discord:{message.channel.id}:{message.id}"


def is_meant(message: discord.Message, us: int) -> bool:
    """Whether a person wrote this to us: in direct messages, or by naming us where others read along."""
    if message.author.bot or message.webhook_id is not None or message.type not in _WRITTEN:
        return False
    return is_direct(message) or us in message.raw_mentions


def is_direct(message: discord.Message) -> bool:
    """Whether it was written where nobody else reads along. A server that is not known (yet) is a server all the same."""
    return message.guild is None and getattr(message.channel, "guild_id", None) is None


def said(message: discord.Message, us: int, now: datetime, host_zone: str) -> Incoming:
    """A message somebody wrote. The answer is private wherever it was written: it goes to direct messages."""
    act = Said(_text(message, us), name_of(message))
    at = happened(message.created_at, now)
    return Incoming(identity(message.author.id), act, at, f"discord:{message.id}", host_zone)


def edited(message: discord.Message, us: int, now: datetime, host_zone: str) -> Incoming | None:
    """A message somebody changed; None when Discord only added a preview to it."""
    if message.edited_at is None:
        return None
    act = Edited(_text(message, us), name_of(message))
    at = happened(message.edited_at, now)
    stamp = int(message.edited_at.timestamp() * 1000)
    return Incoming(identity(message.author.id), act, at, f"discord:{message.id}:e{stamp}", host_zone)


def acted(interaction: discord.Interaction[Any], now: datetime, host_zone: str) -> Incoming | None:
    """A command, a choice or a filled form; None when it is none that we ever offered."""
    act = _act(interaction)
    if act is None:
        return None
    at = happened(interaction.created_at, now)
    return Incoming(identity(interaction.user.id), act, at, f"discord:i{interaction.id}", host_zone)


def is_among_others(interaction: discord.Interaction[Any]) -> bool:
    """Whether others could read an answer that is not ephemeral: in servers, in groups, between two people."""
    if interaction.guild_id is not None or interaction.context.private_channel:
        return True
    return isinstance(interaction.channel, discord.GroupChannel)


def _act(interaction: discord.Interaction[Any]) -> Act | None:
    data: Any = interaction.data or {}
    if interaction.type is discord.InteractionType.application_command:
        text = spoken_command(data)
        return Said(text) if text is not None else None
    carried = pressable(data.get("custom_id", ""))
    if carried is None:
        return None
    if interaction.type is discord.InteractionType.modal_submit:
        return Said(typed_in_form(data.get("components") or [])) if carried.key == FORM else None
    if carried.key.startswith(SELECT):
        values = data.get("values") or []
        return Pressed(str(values[0])) if values else None
    return Pressed(carried.key)


def _text(message: discord.Message, us: int) -> str:
    """The words without the name they were addressed to."""
    return re.sub(rf"<@!?{us}>", " ", message.content).strip() if not is_direct(message) else message.content
