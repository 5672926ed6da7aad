"""Reads an update: who did what, and where the answer belongs."""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from telegram import ChatMember
from telegram import Message as Received
from telegram.constants import ChatType

from bot.words import spoken
from core.turn import Edited, Incoming, Pressed, Reached, Said, Zoned

if TYPE_CHECKING:
    from datetime import datetime

    from telegram import CallbackQuery, ChatMemberUpdated, InlineKeyboardMarkup, Update, User

    from core.turn import Act

ALLOWED_UPDATES = ("message", "edited_message", "callback_query", "my_chat_member")
WAITED = timedelta(seconds=60)  # a younger message is taken as said now, so that presses and messages share one clock
COMMAND = re.compile(r"/([A-Za-z0-9_]{1,32})(?:@([A-Za-z0-9_]+))?(?:\s+(.*))?\s*", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Place:
    """Where an answer belongs. In groups it answers the message and stays in its topic."""

    chat: int
    private: bool = True
    thread: int | None = None
    reply_to: int | None = None


@dataclass(frozen=True, slots=True)
class Press:
    """The button's query, which has to be answered, and the message it stands under where Telegram still has it."""

    query: str
    message: int | None = None
    keyboard: InlineKeyboardMarkup | None = None


@dataclass(frozen=True, slots=True)
class Arrival:
    """A readable update."""

    incoming: Incoming
    place: Place
    press: Press | None = None
    message: int | None = None  # the person's own message, for a reaction


@dataclass(frozen=True, slots=True)
class Reader:
    """What reading needs to know: the bot's own id and name, the host's zone."""

    me: int
    username: str
    host_zone: str = "UTC"

    def arrival(self, update: Update, now: datetime) -> Arrival | None:
        """What the update means; None: it is not for us."""
        if update.callback_query:
            return self._pressed(update.callback_query, now)
        if update.my_chat_member:
            return self._reached(update.my_chat_member, update.update_id, now)
        message = update.message or update.edited_message
        if message is None or message.from_user is None or message.from_user.is_bot:
            return None
        return self._written(message, message.from_user, now, edited=update.edited_message is not None)

    def _written(self, message: Received, user: User, now: datetime, *, edited: bool) -> Arrival | None:
        private = message.chat.type == ChatType.PRIVATE
        name = f"telegram:{message.chat.id}:{message.message_id}"
        delivery, said_at = name, message.date
        act: Act | None
        if message.location and private and not edited:
            act = self._located(message, name)
        else:
            text = self._text(message, private=private)
            if text is None:
                return None
            act = Edited(text, name) if edited else Said(text, name)
        if edited:
            said_at = message.edit_date or message.date
            # Two edits within one second differ in their text; the same edit told twice does not.
            delivery = f"{name}:e{int(said_at.timestamp())}.{zlib.crc32((text or '').encode()):08x}"
        place = Place(
            message.chat.id,
            private,
            message.message_thread_id if message.is_topic_message else None,
            None if private else message.message_id,
        )
        at = said_at if now - said_at > WAITED else now
        return Arrival(self._incoming(user, act, at, delivery, private=private), place, message=message.message_id)

    def _text(self, message: Received, *, private: bool) -> str | None:
        """What was said to us, commands as the words they stand for; None: nothing, or not to us."""
        text = message.text or message.caption or (message.sticker.emoji if message.sticker else None)
        if text is None:
            return "" if private and message.effective_attachment and not message.location else None
        text = _sound(text)
        command = COMMAND.fullmatch(text)
        if command:
            name, other, rest = command[1], command[2], (command[3] or "").strip()
            if other and other.lower() != self.username.lower():
                return None
            if name.lower() == "start":  # a deep link: t.me/name?start=CODE
                return f"/start {rest}".rstrip()
            return spoken(name, rest) or f"/{name} {rest}".rstrip()
        if private:
            return text
        mention = re.compile(rf"@{re.escape(self.username)}\b", re.IGNORECASE)
        if mention.search(text):
            return mention.sub("", text).strip(" ,:")
        answered = message.reply_to_message
        return text if answered and answered.from_user and answered.from_user.id == self.me else None

    @staticmethod
    def _located(message: Received, name: str) -> Act:
        zone = zone_at(message.location.latitude, message.location.longitude) if message.location else None
        return Zoned(zone) if zone else Said("time zone", name)

    def _pressed(self, query: CallbackQuery, now: datetime) -> Arrival:
        message = query.message
        chat = message.chat.id if message else query.from_user.id
        private = message is None or message.chat.type == ChatType.PRIVATE
        seen = message if isinstance(message, Received) and message.is_accessible else None
        act = Pressed(_sound(query.data or ""))
        return Arrival(
            self._incoming(query.from_user, act, now, f"telegram:cb:{query.id}", private=private),
            Place(chat, private, seen.message_thread_id if seen and seen.is_topic_message else None),
            Press(query.id, seen.message_id if seen else None, seen.reply_markup if seen else None),
        )

    def _reached(self, change: ChatMemberUpdated, update: int, now: datetime) -> Arrival | None:
        if change.chat.type != ChatType.PRIVATE:
            return None
        blocked = change.new_chat_member.status in (ChatMember.BANNED, ChatMember.LEFT)
        act = Reached(blocked)
        return Arrival(
            self._incoming(change.from_user, act, now, f"telegram:update:{update}", private=True), Place(change.chat.id)
        )

    def _incoming(self, user: User, act: Act, at: datetime, delivery: str, *, private: bool) -> Incoming:
        return Incoming(f"telegram:{user.id}", act, at, delivery, self.host_zone, private)


def zone_at(latitude: float, longitude: float) -> str | None:
    """The IANA zone of a place, None where there is none. Nothing else of the place is kept."""
    from tzfpy import get_tz  # noqa: PLC0415  the map costs memory that a host whose people never share a place need not spend

    zone = get_tz(longitude, latitude)
    try:
        return ZoneInfo(zone).key if zone else None
    except (KeyError, ValueError):
        return None


def _sound(text: str) -> str:
    """The text with halves of surrogate pairs replaced, which no database takes."""
    return text if text.isascii() else text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
