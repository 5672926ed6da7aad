"""Turns messages into requests: text, pictures, buttons that were pressed, a nod."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Protocol

from telegram.constants import ParseMode
from telegram.error import BadRequest, TelegramError

from bot.telegram.api import reference
from bot.telegram.outcome import UNCHANGED, UNPARSED, in_words, is_about_file
from bot.telegram.render import Part, chosen, parts_of
from bot.telegram.sender import Urgency
from bot.telegram.uploads import MOVING, Known, Uploads
from core.turn import Pressed
from core.values import replace

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.port import Delivered, Document
    from bot.telegram.api import Api, Json
    from bot.telegram.incoming import Arrival, Place
    from bot.telegram.sender import Sender, Sent
    from core.message import Message

log = logging.getLogger(__name__)

AT_ONCE_S: Final = 1.0  # so long words wait for their picture


class Drawn(Protocol):
    """A picture as it is sent."""

    @property
    def data(self) -> bytes:
        """PNG or GIF."""

    @property
    def filename(self) -> str:
        """With the ending that fits; tells nothing about a person."""

    @property
    def media_type(self) -> str:
        """Such as image/png."""


Pictures = Callable[[str], Awaitable[Drawn | None]]  # by name; None: there is none, and the words say the same


@dataclass(eq=False, slots=True)
class Late:
    """Whether a message's picture follows its words already: then another try at the words goes without it."""

    follows: bool = False


class Showing:
    """What people see of an answer."""

    def __init__(self, api: Api, sender: Sender, pictures: Pictures | None, uploads: Uploads | None = None) -> None:
        self._api = api
        self._sender = sender
        self._pictures = pictures
        self._uploads = uploads or Uploads()
        self._following: set[asyncio.Task[None]] = set()  # pictures that were not ready with their words

    def replies(
        self, place: Place, messages: Sequence[Message], documents: Mapping[str, Document] | None = None
    ) -> list[asyncio.Future[Sent]]:
        """Queue the answer's messages, silently, in order. Files are for the person alone: never into a group."""
        files = documents if place.private else None
        return [
            self._put(place, part, Urgency.REPLY)
            for message in messages
            for part in parts_of(message, pictured=self._pictures is not None, documents=files)
        ]

    async def nudge(self, place: Place, message: Message) -> Delivered:
        """Send a message of our own accord; what became of it is what became of its last part, or of the first that failed."""
        delivered: Delivered = "failed"
        for part in parts_of(message, pictured=self._pictures is not None):
            before, delivered = delivered, (await self._put(place, part, Urgency.NUDGE)).delivered
            if delivered != "sent":
                return "unknown" if before == "sent" and delivered == "failed" else delivered
        return delivered

    async def pressed(self, query: str) -> None:
        """Let the pressed button come to rest."""
        try:
            await self._api.answer_callback_query(query)
        except TelegramError as error:  # too old, or Telegram is away: the spinner stops by itself
            log.info("A button's query was not answered: %s", type(error).__name__)

    def mark(self, place: Place, arrival: Arrival) -> None:
        """Leave only the chosen button under the message it was pressed under."""
        press, act = arrival.press, arrival.incoming.act
        if not (press and press.message and press.keyboard and isinstance(act, Pressed)):
            return
        after, message = chosen(press.keyboard, act.key), press.message
        if after:
            self._sender.put(place.chat, lambda chat: self._rekey(chat, message, after), counts=False)

    def acknowledge(self, place: Place, message: int) -> None:
        """Nod at a message whose sets were recorded, where the limits have room for it."""
        self._sender.put(
            place.chat,
            lambda chat: self._api.nod(chat, message),
            Urgency.TRIFLE,
            counts=False,
        )

    async def close(self) -> None:
        """Send no more late pictures; what Telegram has is written down."""
        for task in [*self._following]:
            task.cancel()
        await self._uploads.close()

    # --- requests -----------------------------------------------------------------------------------------------------
    def _put(self, place: Place, part: Part, urgency: Urgency) -> asyncio.Future[Sent]:
        late = Late()
        return self._sender.put(
            place.chat, lambda chat: self._send(chat, place, part, late, silent=urgency is Urgency.REPLY), urgency
        )

    async def _send(self, chat: int, place: Place, part: Part, late: Late, *, silent: bool) -> int | None:
        part = replace(part, picture=None) if late.follows else part
        if part.document:
            return await self._send_file(chat, place, part.document, part, silent=silent)
        known = await self._uploads.known(self._api.id, part.picture)
        while known:
            try:
                return await self._readable(chat, place, part, known, silent=silent)
            except BadRequest as error:
                if not is_about_file(error):
                    raise
                # The id is not good any more: another replica's may be, or it is uploaded again.
                self._uploads.refused(self._api.id, part.picture, known)
                known = await self._uploads.known(self._api.id, part.picture)
        drawn = await self._drawn(place, part.picture, late)
        if not drawn and not part.bare:
            return None
        return await self._readable(chat, place, part, drawn, silent=silent)

    async def _readable(self, chat: int, place: Place, part: Part, drawn: Drawn | Known | None, *, silent: bool) -> int:
        """Send it with its markup, or without where Telegram cannot read that."""
        try:
            return await self._request(chat, place, part, part.html, drawn, mode=ParseMode.HTML, silent=silent)
        except BadRequest as error:
            if not in_words(error, UNPARSED):
                raise
            log.error("Telegram could not read our markup for chat %s; sent without", chat)  # noqa: TRY400  the text is the person's
            return await self._request(chat, place, part, part.bare, drawn, mode=None, silent=silent)

    async def _drawn(self, place: Place, name: str | None, late: Late) -> Drawn | None:
        """The picture, if it is there at once; else the words go alone, and it follows as soon as it is drawn."""
        if name is None or self._pictures is None:
            return None
        drawing = asyncio.ensure_future(_without_fail(self._pictures, name))
        done, _ = await asyncio.wait({drawing}, timeout=AT_ONCE_S)
        if done:
            return drawing.result()
        late.follows = True
        following = asyncio.create_task(self._follow(place, name, drawing))
        self._following.add(following)
        following.add_done_callback(self._following.discard)
        return None

    async def _follow(self, place: Place, name: str, drawing: asyncio.Future[Drawn | None]) -> None:
        """Send the late picture by itself, silently."""
        drawn = await drawing
        if drawn:
            part = Part("", "", name)
            self._sender.put(
                place.chat, lambda chat: self._request(chat, place, part, "", drawn, mode=None, silent=True)
            )

    async def _send_file(self, chat: int, place: Place, file: Document, part: Part, *, silent: bool) -> int:
        shown = await self._api.send_document(
            chat,
            file.content,
            filename=file.filename,
            disable_notification=silent,
            message_thread_id=place.thread,
            api_kwargs={"reply_markup": part.markup, "reply_parameters": reference(place.reply_to)},
        )
        return shown.message_id

    async def _request(
        self,
        chat: int,
        place: Place,
        part: Part,
        text: str,
        drawn: Drawn | Known | None,
        *,
        mode: ParseMode | None,
        silent: bool,
    ) -> int:
        if not drawn:
            return await self._api.send_text(
                chat, text, mode=mode, silent=silent, markup=part.markup, reply_to=place.reply_to, thread=place.thread
            )
        send = self._api.send_animation if drawn.media_type == MOVING else self._api.send_photo
        shown = await send(
            chat,
            drawn.data,
            filename=drawn.filename,
            caption=text or None,
            parse_mode=mode,
            disable_notification=silent,
            message_thread_id=place.thread,
            api_kwargs={"reply_markup": part.markup, "reply_parameters": reference(place.reply_to)},
        )
        self._uploads.keep(self._api.id, part.picture, shown)
        return shown.message_id

    async def _rekey(self, chat: int, message: int, keyboard: Json) -> None:
        try:
            await self._api.edit_buttons(chat, message, keyboard)
        except BadRequest as error:  # pressed twice, or the message is gone: nothing is lost
            log.debug("Buttons stay as they are: %s", in_words(error, UNCHANGED))


async def _without_fail(pictures: Pictures, name: str) -> Drawn | None:
    try:
        return await pictures(name)
    except Exception as error:  # noqa: BLE001  the words say the same, so the answer goes without its picture
        log.error("A picture could not be drawn: %s", type(error).__name__)  # noqa: TRY400  no texts in the log
        return None
