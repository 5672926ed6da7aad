"""The rest timer: one message that counts down, silently, and goes away when the person is back."""

from __future__ import annotations

import asyncio
import contextlib
from typing import TYPE_CHECKING

from telegram.error import BadRequest

from bot.telegram.sender import Urgency
from bot.telegram.wording import words

if TYPE_CHECKING:
    from bot.telegram.api import Api
    from bot.telegram.incoming import Place
    from bot.telegram.sender import Sender

SHORT_S = 60  # up to here every SHORT_STEP_S, above every LONG_STEP_S: a few edits a minute, far inside the limits
SHORT_STEP_S = 5
LONG_STEP_S = 10
LONGEST_S = 600
BAR = 10


class Rests:
    """The countdowns under way, one a chat. A restart forgets them, and nothing depends on them."""

    def __init__(self, api: Api, sender: Sender) -> None:
        self._api = api
        self._sender = sender
        self._running: dict[int, asyncio.Task[None]] = {}

    def start(self, place: Place, rest_s: int) -> None:
        """Count down from `rest_s` in this chat, instead of any countdown before."""
        self.stop(place.chat)
        task = asyncio.create_task(self._count_down(place, min(rest_s, LONGEST_S)))
        self._running[place.chat] = task
        task.add_done_callback(
            lambda done: self._running.pop(place.chat) if self._running.get(place.chat) is done else None
        )

    def stop(self, chat: int) -> None:
        """The person is back: end the countdown and take its message away."""
        task = self._running.pop(chat, None)
        if task:
            task.cancel()

    async def close(self) -> None:
        """End all of them."""
        running = [*self._running.values()]
        for task in running:
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)

    async def _count_down(self, place: Place, rest_s: int) -> None:
        clock = asyncio.get_running_loop().time
        sending = self._sender.put(place.chat, lambda chat: self._api.send_text(chat, countdown(rest_s, rest_s)))
        try:
            shown = (await asyncio.shield(sending)).message
            if shown is None:
                return
            end = clock() + rest_s
            step_s = SHORT_STEP_S if rest_s <= SHORT_S else LONG_STEP_S
            for left_s in (*range(rest_s - step_s, 0, -step_s), 0):
                await asyncio.sleep(end - left_s - clock())
                self._show(place.chat, shown, left_s, rest_s)
        except asyncio.CancelledError:
            sending.add_done_callback(lambda sent: self._take_away(place.chat, sent.result().message))
            raise

    def _show(self, chat: int, message: int, left_s: int, rest_s: int) -> None:
        text = countdown(left_s, rest_s)
        self._sender.put(chat, lambda to: self._api.edit_message_text(text, to, message), Urgency.TRIFLE)

    def _take_away(self, chat: int, shown: int | None) -> None:
        if shown:
            self._sender.put(chat, lambda to: self._gone(to, shown), counts=False)

    async def _gone(self, chat: int, message: int) -> None:
        with contextlib.suppress(BadRequest):  # the person was quicker and deleted it
            await self._api.delete_message(chat, message)


def countdown(left_s: int, rest_s: int) -> str:
    """The time left, in words and as a bar: «⏳ Rest 0:45 ▰▰▰▱▱»."""
    if left_s <= 0:
        return f"✓ {words('rest_over')}"
    minutes, seconds = divmod(left_s, 60)
    full = round(BAR * left_s / rest_s) if rest_s else 0
    return f"⏳ {words('rest')} {minutes}:{seconds:02} {'▰' * full}{'▱' * (BAR - full)}"
