"""Telegram: is the token good, and where does Telegram send the updates."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from bot.doctor.asking import Answer, Silence, asked
from bot.doctor.clock import clock
from bot.doctor.finding import Finding, bad, ok, warn

if TYPE_CHECKING:
    from collections.abc import Mapping

OFFICIAL: Final = "https://api.telegram.org"
FINE, UNAUTHORIZED, NOT_FOUND = 200, 401, 404
MANY: Final = 100  # updates that wait


def telegram(token: str, address: str | None, webhook_url: str | None) -> list[Finding]:
    """All there is to say about Telegram; asks two questions."""
    base = f"{(address or OFFICIAL).rstrip('/').removesuffix('/bot')}/bot{token}"
    me = asked(f"{base}/getMe", proxied=True)
    found = [_token(me)]
    if found[0].level == "ok":
        found.append(_webhook(asked(f"{base}/getWebhookInfo", proxied=True), webhook_url))
    return [*found, clock("Telegram", me)]


def _token(me: Answer | Silence) -> Finding:
    name = "Telegram token"
    match me:
        case Silence(why):
            return bad(
                name,
                f"Telegram cannot be reached ({why})",
                "Check the network, a proxy, and TELEGRAM_API_URL if it is set.",
            )
        case Answer(status=status) if status in (
            UNAUTHORIZED,
            NOT_FOUND,
        ):  # 404: what does not look like a token at all
            return bad(name, f"Telegram refuses it ({status})", "Copy TELEGRAM_TOKEN again from @BotFather (/mybots).")
        case Answer(status=status, body=body) if status == FINE and isinstance(body.get("result"), dict):
            return ok(name, f"it is the token of @{body['result'].get('username', '?')}")
        case Answer(status=status):
            return bad(
                name,
                f"what answers is not Telegram's Bot API, or in trouble (status {status})",
                "Check TELEGRAM_API_URL, else try again in a few minutes.",
            )


def _webhook(info: Answer | Silence, wanted: str | None) -> Finding:
    name = "Telegram updates"
    if isinstance(info, Silence):
        return bad(name, f"Telegram cannot be reached ({info.why})", "Check the network and try again.")
    about = info.body.get("result")
    if info.status != FINE or not isinstance(about, dict):
        return warn(
            name, f"Telegram does not say where it sends them (status {info.status})", "Try again in a few minutes."
        )
    return _standing(name, about, wanted)


def _standing(name: str, about: Mapping[str, Any], wanted: str | None) -> Finding:
    url, waiting = about.get("url") or "", about.get("pending_update_count") or 0
    if wanted is None and url:
        return warn(
            name,
            "they are sent to a webhook, though TELEGRAM_WEBHOOK_URL is not set",
            "If another program uses this token stop it or take a token of your own; `ironstride serve` removes the webhook when it starts.",
        )
    if wanted is not None and url != wanted:
        where = "another address than TELEGRAM_WEBHOOK_URL" if url else "no webhook"
        return warn(
            name,
            f"they are sent to {where}",
            "Start `ironstride serve`, which sets the webhook; if it runs already, another program with this token changed it.",
        )
    if wanted is not None and about.get("last_error_message") and waiting:
        return warn(
            name,
            f"{waiting} wait, since Telegram cannot call the webhook: {about['last_error_message']}",
            "See that the address reaches LISTEN from the internet, with a valid certificate, while `ironstride serve` runs.",
        )
    if waiting > MANY:
        return warn(name, f"{waiting} wait at Telegram", "See that `ironstride serve` runs, and look into its log.")
    return ok(name, f"{'by webhook' if wanted else 'by polling'}, {waiting} waiting")
