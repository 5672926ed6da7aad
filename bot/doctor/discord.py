"""Discord: is the token good, may the bot hear what it listens for, does the gateway answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from bot.doctor.asking import Answer, Silence, asked, dialled
from bot.doctor.clock import clock
from bot.doctor.finding import Finding, bad, ok, warn

if TYPE_CHECKING:
    from collections.abc import Collection

OFFICIAL: Final = "https://discord.com/api/v10"
FINE, UNAUTHORIZED = 200, 401
PRIVILEGED: Final = {  # intent → its flags of an application, verified or not (Discord's documentation, application flags)
    "presences": 1 << 12 | 1 << 13,
    "members": 1 << 14 | 1 << 15,
    "message_content": 1 << 18 | 1 << 19,
}
PORTS: Final = {"wss": 443, "ws": 80}


def wanted() -> frozenset[str]:
    """The intents that the front asks for."""
    from bot.discord.client import wanted_intents  # noqa: PLC0415  discord.py, which only a host of Discord needs

    return frozenset(name for name, asked_for in wanted_intents() if asked_for)


def discord(
    token: str,
    api_url: str | None,
    gateway_url: str | None,
    shards: int | None = None,
    intents: Collection[str] | None = None,
) -> list[Finding]:
    """All there is to say about Discord; `shards` None: as many as it recommends.

    `intents` are those that are needed, the front's unless told.
    """
    base, said = (api_url or OFFICIAL).rstrip("/"), {"Authorization": f"Bot {token}"}
    me = asked(f"{base}/users/@me", said)
    found = [_token(me)]
    if found[0].level == "ok":
        found.append(_intents(asked(f"{base}/applications/@me", said), wanted() if intents is None else intents))
        found += _gateway(asked(f"{base}/gateway/bot", said), gateway_url, shards)
    return [*found, clock("Discord", me)]


def _token(me: Answer | Silence) -> Finding:
    name = "Discord token"
    match me:
        case Silence(why):
            return bad(
                name, f"Discord cannot be reached ({why})", "Check the network, and DISCORD_API_URL if it is set."
            )
        case Answer(status=status) if status == UNAUTHORIZED:
            return bad(
                name,
                "Discord refuses it (401)",
                "Copy DISCORD_TOKEN again from the developer portal (Bot, Reset Token).",
            )
        case Answer(status=status, body=body) if status == FINE and "id" in body:
            return ok(name, f"it is the token of {body.get('username', '?')}")
        case Answer(status=status):
            return bad(
                name,
                f"what answers is not Discord, or in trouble (status {status})",
                "Check DISCORD_API_URL, else try again in a few minutes.",
            )


def _intents(application: Answer | Silence, needed: Collection[str]) -> Finding:
    name = "Discord intents"
    privileged = sorted(set(needed) & set(PRIVILEGED))
    if not privileged:
        return ok(name, "none is needed that Discord has to grant")
    flags = application.body.get("flags") if isinstance(application, Answer) and application.status == FINE else None
    if not isinstance(flags, int):
        return warn(name, "Discord does not say which are granted", "Try again in a few minutes.")
    missing = [intent.replace("_", " ") for intent in privileged if not flags & PRIVILEGED[intent]]
    if missing:
        return bad(
            name,
            f"not granted: {', '.join(missing)}",
            "Switch it on in the developer portal (Bot, Privileged Gateway Intents).",
        )
    return ok(name, f"granted: {', '.join(privileged)}")


def _gateway(answer: Answer | Silence, gateway_url: str | None, shards: int | None) -> list[Finding]:
    name = "Discord gateway"
    body = answer.body if isinstance(answer, Answer) and answer.status == FINE else {}
    limit = body.get("session_start_limit")
    url = gateway_url or body.get("url")
    if not isinstance(url, str):
        return [warn(name, "Discord does not say where it is", "Try again in a few minutes.")]
    parts = urlsplit(url)
    silence = dialled(parts.hostname or "", parts.port or PORTS.get(parts.scheme, 443), secure=parts.scheme == "wss")
    if silence is not None:
        return [
            bad(
                name,
                f"{parts.hostname} cannot be reached ({silence.why})",
                "Let connections to it through the firewall, and check DISCORD_GATEWAY_URL if it is set.",
            )
        ]
    told = body.get("shards")
    wanted = told if isinstance(told, int) else 1
    there, left = shards or wanted, limit.get("remaining") if isinstance(limit, dict) else None
    if isinstance(left, int) and left < there:
        return [
            warn(
                name,
                f"reachable, but {left or 'no'} more session{'s' * (left != 1)} may be started today, of {there} for all shards",
                "Stop whatever restarts all the time; Discord allows new sessions again within a day.",
            )
        ]
    if wanted > there:
        return [
            warn(
                name,
                f"reachable; Discord recommends {wanted} shards, and DISCORD_SHARDS is {there}",
                f"Set DISCORD_SHARDS={wanted}, or leave it empty, and restart: a shard serves up to 2,500 servers.",
            )
        ]
    spread = f"; there are {there} shards" if there > 1 else ""
    return [ok(name, f"{parts.hostname} is reachable{spread}")]
