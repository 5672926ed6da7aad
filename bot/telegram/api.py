"""The line to the Bot API: python-telegram-bot's client, with updates as Telegram wrote them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from telegram import Bot
from telegram.request import HTTPXRequest

from bot.port import uncounted
from bot.secrecy import Concealment
from bot.telegram.incoming import ALLOWED_UPDATES

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

Json = dict[str, Any]
NO_PREVIEW: Json = {"is_disabled": True}
NOD: list[Json] = [{"type": "emoji", "emoji": "👍"}]
OFFICIAL = "https://api.telegram.org"
TOO_MANY_REQUESTS = 429


@dataclass(frozen=True, slots=True)
class Timings:
    """How long we wait for what, in seconds."""

    poll: int = 30  # Telegram keeps an empty getUpdates open for so long
    answer: float = 10.0  # for the answer to a request
    connect: float = 5.0
    again: float = 1.0  # first pause after trouble; it doubles up to `again_most`
    again_most: float = 30.0
    look: float = 15.0  # between two looks at where Telegram sends the updates of a webhook
    grace: float = 4.0  # at the end: for turns under way, and once more for replies


class Wire(HTTPXRequest):
    """python-telegram-bot's way over HTTP, which also tells `limited` of every 429."""

    def __init__(self, limited: Callable[[], None], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._limited = limited

    async def do_request(self, *args: Any, **kwargs: Any) -> tuple[int, bytes]:
        """Answers with the status and the body. Raises telegram.error.NetworkError."""
        status, body = await super().do_request(*args, **kwargs)
        if status == TOO_MANY_REQUESTS:
            self._limited()
        return status, body


class Api(Bot):
    """A Bot whose updates arrive unparsed, so that one which cannot be read does not take ninety-nine others with it."""

    def __init__(
        self, token: str, address: str | None, timings: Timings, limited: Callable[[], None] = uncounted
    ) -> None:
        base = (address or OFFICIAL).rstrip("/").removesuffix("/bot")
        with Concealment([token]):  # the library logs the address at once
            super().__init__(
                token,
                base_url=f"{base}/bot",
                base_file_url=f"{base}/file/bot",
                request=Wire(
                    limited, read_timeout=timings.answer, write_timeout=timings.answer, connect_timeout=timings.connect
                ),
                get_updates_request=Wire(
                    limited, connection_pool_size=1, read_timeout=timings.answer, connect_timeout=timings.connect
                ),
            )
        self._wait_s = timings.poll
        self._answer_s = timings.answer

    async def raw_updates(self, offset: int | None, *, wait: bool = True, limit: int = 100) -> Sequence[dict[str, Any]]:
        """The next updates from `offset` on, oldest first; those before it are confirmed by the call and never come back.

        Raises telegram.error.TelegramError.
        """
        timeout = self._wait_s if wait else 0
        data = {"offset": offset, "limit": limit, "timeout": timeout, "allowed_updates": list(ALLOWED_UPDATES)}
        updates: list[dict[str, Any]] = await self._post("getUpdates", data, read_timeout=timeout + self._answer_s)
        return updates

    async def send_text(
        self,
        chat: int,
        text: str,
        *,
        mode: str | None = None,
        silent: bool = True,
        markup: Json | None = None,
        reply_to: int | None = None,
        thread: int | None = None,
    ) -> int:
        """Send a text, the one request that is made for nearly every update; answers with the new message's id.

        The library's own method builds and takes apart objects for the keyboard and for Telegram's answer, which costs five
        times as much as the request itself and tells us nothing that we look at.

        Raises telegram.error.TelegramError.
        """
        made = await self._post(
            "sendMessage",
            {
                "chat_id": chat,
                "text": text,
                "parse_mode": mode,
                "disable_notification": silent,
                "link_preview_options": NO_PREVIEW,
                "reply_markup": markup,
                "reply_parameters": reference(reply_to),
                "message_thread_id": thread,
            },
        )
        return int(made["message_id"])

    async def edit_buttons(self, chat: int, message: int, markup: Json) -> None:
        """Put other buttons under a message of ours. Raises telegram.error.TelegramError."""
        await self._post("editMessageReplyMarkup", {"chat_id": chat, "message_id": message, "reply_markup": markup})

    async def nod(self, chat: int, message: int) -> None:
        """A thumb up for a message. Raises telegram.error.TelegramError."""
        await self._post("setMessageReaction", {"chat_id": chat, "message_id": message, "reaction": NOD})


def reference(message: int | None) -> Json | None:
    """The message that is answered, where there is one; its being gone does not matter."""
    return {"message_id": message, "allow_sending_without_reply": True} if message else None
