"""The bot's words as Discord's slash commands: their definition, what they are short for, and when to define them anew."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any, Final

from bot.words import WORDS, Word, spoken, word
from core.athlete import WEEKDAYS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    import discord

CHAT_INPUT: Final = 1
STRING: Final = 3
ATTACHMENT: Final = 11
FILE: Final = "file"  # the option that takes one
EVERYWHERE: Final = (0, 1)  # installed by a server, installed by a person
ALL_CONTEXTS: Final = (0, 1, 2)  # servers, direct messages with us, other private channels
MANAGE_SERVER: Final = 1 << 5
SUGGESTIONS: Final = 25
SUGGESTION_CHARS: Final = 100

# Where others write too, and in servers that only know the person's own install, words reach us only through a command.
LOG = word("log", "")
COMMANDS: Final = (LOG, *WORDS)

_FIXED: Final[Mapping[str, tuple[str, ...]]] = {
    "units": ("kg", "lb"),
    "rest_timer": ("on", "off"),
    "export": ("json", "csv"),
}
_DAY_NAMES: Final = {
    "mon": "Monday",
    "tue": "Tuesday",
    "wed": "Wednesday",
    "thu": "Thursday",
    "fri": "Friday",
    "sat": "Saturday",
    "sun": "Sunday",
}
DAYS: Final = ("today", "tomorrow", *(_DAY_NAMES[day] for day in WEEKDAYS))
_A_DAY: Final = frozenset({"move"})
_UNTIL_A_DAY: Final = frozenset({"pause"})
_AN_EXERCISE: Final = frozenset({"swap", "progress"})
_EITHER: Final = frozenset({"skip"})
_A_FILE: Final = frozenset({"import"})
_SUGGESTED: Final = _A_DAY | _UNTIL_A_DAY | _AN_EXERCISE | _EITHER


def definitions() -> list[dict[str, Any]]:
    """The commands as Discord wants them, for servers and people, with one optional text where a word takes one."""
    return [_definition(word) for word in COMMANDS]


def _definition(word: Word) -> dict[str, Any]:
    command: dict[str, Any] = {
        "type": CHAT_INPUT,
        "name": word.name,
        "description": word.description,
        "integration_types": list(EVERYWHERE),
        "contexts": list(ALL_CONTEXTS),
    }
    if word.scope == "admins":
        command["default_member_permissions"] = MANAGE_SERVER
    if word.argument is not None:
        option: dict[str, Any] = {
            "type": STRING,
            "name": _option_name(word),
            "description": word.argument,
            "required": word is LOG,
        }
        if word.name in _FIXED:
            option["choices"] = [{"name": value, "value": value} for value in _FIXED[word.name]]
        elif word.name in _SUGGESTED:
            option["autocomplete"] = True
        command["options"] = [option]
    if word.name in _A_FILE:
        told = "An export of mine, Hevy's or Strong's; without it I say how"
        command["options"] = [{"type": ATTACHMENT, "name": FILE, "description": told, "required": False}]
    return command


def _option_name(word: Word) -> str:
    if word.name in _A_DAY:
        return "day"
    return "exercise" if word.name in _AN_EXERCISE else "what"


def spoken_command(data: Mapping[str, Any]) -> str | None:
    """What the person would have typed instead of the command in an interaction's data; None when it is none of ours."""
    words = (option for option in data.get("options") or () if option.get("type") != ATTACHMENT)
    rest = " ".join(str(option.get("value", "")) for option in words)
    text = spoken(str(data.get("name", "")), rest, words=COMMANDS)
    return text.strip() if text is not None else None


def suggestions(data: Mapping[str, Any], exercises: Sequence[str]) -> tuple[str, ...]:
    """What to offer while somebody is typing into a command: days, exercise names, at most 25, best first."""
    name = str(data.get("name", ""))
    begun = next((str(option.get("value", "")) for option in data.get("options") or () if option.get("focused")), "")
    offered: tuple[str, ...] = ()
    if name in _A_DAY | _EITHER:
        offered += DAYS
    if name in _UNTIL_A_DAY:
        offered += tuple(f"until {day}" for day in DAYS[1:])
    if name in _AN_EXERCISE | _EITHER:
        offered += tuple(exercises)
    return _matching(begun, offered)


def _matching(begun: str, offered: Iterable[str]) -> tuple[str, ...]:
    wanted = begun.casefold().strip()
    found = [name for name in offered if wanted in name.casefold() and len(name) <= SUGGESTION_CHARS]
    found.sort(
        key=lambda name: not any(part.startswith(wanted) for part in (name.casefold(), *name.casefold().split()))
    )
    return tuple(found[:SUGGESTIONS])


async def define(client: discord.Client) -> bool:
    """Define the commands at Discord if what stands there differs; whether it did. One request when nothing changed.

    Raises discord.HTTPException when Discord refuses.
    """
    application = client.application_id
    if application is None:  # not logged in yet
        return False
    standing: Any = await client.http.get_global_commands(application)
    if fingerprint(standing) == fingerprint(definitions()):
        return False
    wanted: Any = definitions()
    await client.http.bulk_upsert_global_commands(application, wanted)
    return True


def fingerprint(commands: Iterable[Mapping[str, Any]]) -> str:
    """The same for definitions that mean the same, whatever Discord adds to ours when it hands them back."""
    told = sorted((_meaning(command) for command in commands), key=lambda command: str(command["name"]))
    return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()


def _meaning(command: Mapping[str, Any]) -> dict[str, Any]:
    permissions = command.get("default_member_permissions")
    return {
        "type": command.get("type", CHAT_INPUT),
        "name": command.get("name"),
        "description": command.get("description"),
        "integration_types": sorted(command.get("integration_types") or ()),
        "contexts": sorted(command.get("contexts") or ()),
        "permissions": None if permissions is None else str(permissions),
        "options": [
            {
                "type": option.get("type"),
                "name": option.get("name"),
                "description": option.get("description"),
                "required": bool(option.get("required")),
                "autocomplete": bool(option.get("autocomplete")),
                "choices": [(choice.get("name"), choice.get("value")) for choice in option.get("choices") or ()],
            }
            for option in command.get("options") or ()
        ],
    }
