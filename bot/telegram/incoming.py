"""Reads an update: who did what, and where the answer belongs."""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from bot.words import spoken
from core.bringing import may_be_training
from core.turn import Edited, Handed, Incoming, Pressed, Reached, Said, Zoned
from core.values import replace

if TYPE_CHECKING:
    from core.turn import Act

Json = dict[str, Any]
ALLOWED_UPDATES = ("message", "edited_message", "callback_query", "my_chat_member")
# What somebody may send without a word; it deserves an answer.
ATTACHMENTS = frozenset(
    [
        "animation",
        "audio",
        "checklist",
        "contact",
        "dice",
        "document",
        "game",
        "paid_media",
        "photo",
        "poll",
        "sticker",
        "story",
        "video",
        "video_note",
        "voice",
    ]
)
GONE = ("kicked", "left")  # what the bot is in a private chat after it was blocked
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
    keyboard: Json | None = None


@dataclass(frozen=True, slots=True)
class Attached:
    """A file that Telegram holds, with its size in bytes where that is known."""

    file: str
    filename: str
    size: int = 0


@dataclass(frozen=True, slots=True)
class Arrival:
    """A readable update. `attached` has to be fetched before the desk hears of it."""

    incoming: Incoming
    place: Place
    press: Press | None = None
    message: int | None = None  # the person's own message, for a reaction
    attached: Attached | None = None


@dataclass(frozen=True, slots=True)
class Reader:
    """What reading needs to know: the bot's own id and name, the host's zone."""

    me: int
    username: str
    host_zone: str = "UTC"

    def arrival(self, update: Json, now: datetime) -> Arrival | None:
        """What the update, as Telegram wrote it, means; None: it is not for us. Raises when it is not an update."""
        for kind, read in (
            ("message", self._written),
            ("edited_message", self._edited),
            ("callback_query", self._pressed),
            ("my_chat_member", self._reached),
        ):
            if kind in update:
                return read(update, update[kind], now)
        return None

    def _written(self, update: Json, message: Json, now: datetime) -> Arrival | None:
        del update
        name, private = _name(message), _private(message)
        act: Act
        if private and (attached := _attached(message)) is not None:
            arrival = self._arrival(message, Handed(attached.filename), name, message["date"], now)
            return replace(arrival, attached=attached) if arrival else None
        if private and "location" in message:
            act = _located(message["location"], name)
        else:
            text = self._text(message, private=private)
            if text is None:
                return None
            act = Said(text, name)
        return self._arrival(message, act, name, message["date"], now)

    def _edited(self, update: Json, message: Json, now: datetime) -> Arrival | None:
        del update
        text = None if "location" in message else self._text(message, private=_private(message))
        if text is None:
            return None
        name, at = _name(message), message.get("edit_date") or message["date"]
        # Two edits within one second differ in their text; the same edit told twice does not.
        return self._arrival(message, Edited(text, name), f"{name}:e{at}.{zlib.crc32(text.encode()):08x}", at, now)

    def _arrival(self, message: Json, act: Act, delivery: str, told: int, now: datetime) -> Arrival | None:
        person = message.get("from")
        if person is None or person.get("is_bot"):
            return None
        private, number = _private(message), _id(message["message_id"])
        said_at = datetime.fromtimestamp(told, UTC)
        place = Place(_id(message["chat"]["id"]), private, _topic(message), None if private else number)
        incoming = self._incoming(person, act, said_at if now - said_at > WAITED else now, delivery, private=private)
        return Arrival(incoming, place, message=number)

    def _text(self, message: Json, *, private: bool) -> str | None:
        """What was said to us, commands as the words they stand for; None: nothing, or not to us."""
        text = message.get("text") or message.get("caption") or message.get("sticker", {}).get("emoji")
        if text is None:
            return "" if private and not ATTACHMENTS.isdisjoint(message) else None
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
        answered = message.get("reply_to_message", {})
        return text if answered.get("from", {}).get("id") == self.me else None

    def _pressed(self, update: Json, query: Json, now: datetime) -> Arrival:
        del update
        message = query.get("message")
        person, number = query["from"], str(query["id"])
        act = Pressed(_sound(query.get("data", "")))
        private = message is None or _private(message)
        incoming = self._incoming(person, act, now, f"telegram:cb:{number}", private=private)
        if message is None:
            return Arrival(incoming, Place(_id(person["id"])), Press(number))
        place = Place(_id(message["chat"]["id"]), private, _topic(message))
        if not message["date"]:  # too old: Telegram tells no more than its chat and number
            return Arrival(incoming, place, Press(number))
        return Arrival(incoming, place, Press(number, _id(message["message_id"]), message.get("reply_markup")))

    def _reached(self, update: Json, change: Json, now: datetime) -> Arrival | None:
        if not _private(change):
            return None
        act = Reached(change["new_chat_member"]["status"] in GONE)
        incoming = self._incoming(change["from"], act, now, f"telegram:update:{update['update_id']}", private=True)
        return Arrival(incoming, Place(_id(change["chat"]["id"])))

    def _incoming(self, person: Json, act: Act, at: datetime, delivery: str, *, private: bool) -> Incoming:
        deep_link = f"https://t.me/{self.username}?start={{code}}"
        return Incoming(
            f"telegram:{_id(person['id'])}", act, at, delivery, self.host_zone, private, deep_link=deep_link
        )


def _name(message: Json) -> str:
    return f"telegram:{_id(message['chat']['id'])}:{_id(message['message_id'])}"


def _private(of: Json) -> bool:
    return bool(of["chat"]["type"] == "private")


def _topic(message: Json) -> int | None:
    return _id(message["message_thread_id"]) if message.get("is_topic_message") else None


def _id(value: Any) -> int:
    if not isinstance(value, int):
        raise TypeError("an id of Telegram's is a whole number")
    return value


def _attached(message: Json) -> Attached | None:
    """The file that was sent to be looked into; one that cannot be training only counts where nothing was said with it."""
    document = message.get("document")
    if not isinstance(document, dict) or "animation" in message:
        return None
    filename, media_type = _sound(str(document.get("file_name", ""))), str(document.get("mime_type", ""))
    if message.get("caption") and not may_be_training(filename, media_type):
        return None
    size = document.get("file_size", 0)
    return Attached(str(document["file_id"]), filename, size if isinstance(size, int) else 0)


def _located(place: Json, name: str) -> Act:
    zone = zone_at(place["latitude"], place["longitude"])
    return Zoned(zone) if zone else Said("time zone", name)


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
