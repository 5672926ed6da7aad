"""Objects of Discord's API as JSON, as far as a bot looks at them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

EPOCH = datetime(2015, 1, 1, tzinfo=UTC)
START = datetime(2026, 3, 2, 17, 0, tzinfo=UTC)
BOT = 100000000000009001  # as long as Discord's own: shorter ones are no mention to discord.py
APPLICATION = 100000000000009002
GUILD = 7001
DM, TEXT = 1, 0


class Snowflakes:
    """Ids of Discord's: later ones are greater, and tell the time, which stands still until it is moved."""

    def __init__(self) -> None:
        self.time = START
        self._last_ms = 0

    def __call__(self) -> int:
        self._last_ms = max(self._last_ms + 1, int((self.time - EPOCH).total_seconds() * 1000))
        return self._last_ms << 22


snowflake = Snowflakes()


def stamp(of: int) -> str:
    """The time an id tells."""
    return (EPOCH + timedelta(milliseconds=of >> 22)).isoformat()


@dataclass
class Person:
    id: int
    name: str = "ana"
    bot: bool = False
    open: bool = True  # takes direct messages

    def json(self) -> dict[str, Any]:
        return {
            "id": str(self.id),
            "username": self.name,
            "discriminator": "0",
            "global_name": None,
            "avatar": None,
            "bot": self.bot,
        }


US = Person(BOT, "ironstride", bot=True)


@dataclass
class Post:
    """A message in a channel."""

    id: int
    channel: int
    author: Person
    content: str
    guild: int | None = None
    nonce: str | None = None
    components: list[Any] = field(default_factory=list)
    attachments: list[Any] = field(default_factory=list)
    flags: int = 0
    edited: str | None = None
    mentions: tuple[Person, ...] = ()

    @property
    def buttons(self) -> dict[str, str]:
        """custom_id by label."""
        return {
            child["label"]: child["custom_id"]
            for row in self.components
            for child in row["components"]
            if child["type"] == 2
        }

    def json(self) -> dict[str, Any]:
        told = {
            "id": str(self.id),
            "channel_id": str(self.channel),
            "author": self.author.json(),
            "content": self.content,
            "timestamp": stamp(self.id),
            "edited_timestamp": self.edited,
            "tts": False,
            "mention_everyone": False,
            "mentions": [person.json() for person in self.mentions],
            "mention_roles": [],
            "attachments": self.attachments,
            "embeds": [],
            "pinned": False,
            "type": 0,
            "flags": self.flags,
            "components": self.components,
        }
        if self.nonce is not None:
            told["nonce"] = self.nonce
        if self.guild is not None:
            told["guild_id"] = str(self.guild)
            told["member"] = member()
        return told


def member() -> dict[str, Any]:
    return {
        "roles": [],
        "joined_at": START.isoformat(),
        "deaf": False,
        "mute": False,
        "flags": 0,
        "permissions": "2147483647",
    }


@dataclass
class Asked:
    """An interaction, and what became of it. `late`: Discord no longer takes a first answer."""

    id: int
    token: str
    person: Person
    kind: int
    channel: int
    data: dict[str, Any]
    guild: int | None = None
    context: int = 1
    post: Post | None = None
    late: bool = False
    answers: list[dict[str, Any]] = field(default_factory=list)  # bodies of callbacks that were taken
    original: Post | None = None
    followups: list[Post] = field(default_factory=list)

    def json(self) -> dict[str, Any]:
        told: dict[str, Any] = {
            "id": str(self.id),
            "application_id": str(APPLICATION),
            "type": self.kind,
            "data": self.data,
            "token": self.token,
            "version": 1,
            "channel_id": str(self.channel),
            "channel": {
                "id": str(self.channel),
                "type": DM if self.guild is None else TEXT,
                "name": "running",
                "position": 0,
            },
            "locale": "en-US",
            "entitlements": [],
            "authorizing_integration_owners": {},
            "context": self.context,
            "attachment_size_limit": 10485760,
            "app_permissions": "2147483647",
        }
        if self.guild is not None:
            told |= {"guild_id": str(self.guild), "member": {**member(), "user": self.person.json()}}
        else:
            told["user"] = self.person.json()
        if self.post is not None:
            told["message"] = self.post.json()
        return told


def guild(number: int = GUILD) -> dict[str, Any]:
    channel = {
        "id": str(number + 1),
        "type": TEXT,
        "name": "running",
        "position": 0,
        "permission_overwrites": [],
        "nsfw": False,
    }
    role = {
        "id": str(number),
        "name": "@everyone",
        "color": 0,
        "hoist": False,
        "position": 0,
        "permissions": "2147483647",
    }
    role |= {
        "managed": False,
        "mentionable": False,
        "colors": {"primary_color": 0, "secondary_color": None, "tertiary_color": None},
    }
    return {
        "id": str(number),
        "name": "Running club",
        "owner_id": "1",
        "channels": [channel],
        "threads": [],
        "members": [{**member(), "user": US.json()}],
        "roles": [role],
        "emojis": [],
        "features": [],
        "stickers": [],
        "presences": [],
        "voice_states": [],
        "stage_instances": [],
        "guild_scheduled_events": [],
        "member_count": 2,
        "large": False,
        "unavailable": False,
        "verification_level": 0,
        "default_message_notifications": 0,
        "explicit_content_filter": 0,
        "mfa_level": 0,
        "nsfw_level": 0,
        "premium_tier": 0,
        "preferred_locale": "en-US",
        "system_channel_flags": 0,
        "afk_timeout": 300,
        "premium_progress_bar_enabled": False,
    }
