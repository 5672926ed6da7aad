"""Everything that arrives as an interaction: commands, buttons, lists, forms; answered within Discord's 3 seconds.

The turn is committed first. If it is not by `PATIENCE_S`, Discord is told that an answer follows, and the answer is put in later.
Choices are edited in place: the message that was pressed becomes the answer. In servers and groups only the person sees it.
"""

from __future__ import annotations

import asyncio
import logging
from functools import partial
from typing import TYPE_CHECKING, Any, Final

import aiohttp
import discord

from bot.crowd import full
from bot.discord import wording
from bot.discord.cards import cards
from bot.discord.commands import suggestions
from bot.discord.files import fetched, handed_over
from bot.discord.incoming import acted, identity, is_among_others
from bot.discord.keys import may_open_form, pressable, question_for_form
from bot.discord.parts import NOBODY, files_of, form, sendable
from bot.discord.sending import TRIES, open_channel, send
from core.values import replace

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence
    from datetime import datetime

    from bot.discord.cards import Card
    from bot.discord.lines import Place
    from bot.discord.pictures import Illustrator
    from bot.discord.turns import Turns
    from bot.port import Answer
    from core.turn import Incoming

    Interaction = discord.Interaction[Any]
    Show = Callable[[Interaction, Card], Awaitable[bool]]

log = logging.getLogger(__name__)

PATIENCE_S: Final = 1.5  # of the 3 s that Discord allows; the rest is for the way there
PATIENCE_FOR_FORM_S: Final = 2.2  # a form can only be the first answer, so this is worth a closer wait
ALREADY_ANSWERED: Final = 40060


class Interactions:
    """Answers interactions. No state: what a button means stands in its custom_id."""

    def __init__(
        self,
        turns: Turns,
        clock: Callable[[], datetime],
        *,
        host_zone: str,
        exercises: Sequence[str],
        illustrator: Illustrator,
    ) -> None:
        self._turns = turns
        self._clock = clock
        self._host_zone = host_zone
        self._exercises = exercises
        self._illustrator = illustrator

    async def take(self, interaction: Interaction) -> None:
        """The one place where interactions are handled, whichever process offered them and whenever."""
        if interaction.type is discord.InteractionType.autocomplete:
            await self._suggest(interaction)
            return
        incoming = acted(interaction, self._clock(), self._host_zone)
        refusal = self._refusal(interaction, incoming)
        if refusal is not None or incoming is None:
            await _first(lambda: _whisper(interaction, wording.words(refusal or "outdated", _language(interaction))))
            return
        if self._turns.room(incoming.who) != "room":
            await _first(lambda: _whisper(interaction, full(_language(interaction)).text))
            return
        shown = asyncio.Event()
        ready = asyncio.create_task(self._ready(interaction, incoming, self._turns.place(incoming.who), shown))
        key = _key(interaction)
        done, _ = await asyncio.wait({ready}, timeout=PATIENCE_FOR_FORM_S if may_open_form(key) else PATIENCE_S)
        show: Show = _respond
        if not done:
            show = _put_in if await _first(lambda: _defer(interaction)) else _not_at_all
        answer, told = await ready
        from_form = interaction.type is discord.InteractionType.modal_submit  # Discord takes no form after a form
        question = question_for_form(answer) if done and not from_form else None
        if question is not None:
            filled = form(question, interaction.user.id, wording.words("your_answer", answer.language))
            await _first(lambda: interaction.response.send_modal(filled))
        elif told:
            await _show(interaction, told, show, incoming, self._illustrator)
            shown.set()
        elif done:
            await _first(lambda: _defer(interaction))  # nothing to say: the message stays as it is

    async def _ready(
        self, interaction: Interaction, incoming: Incoming, place: Place, shown: asyncio.Event
    ) -> tuple[Answer, tuple[Card, ...]]:
        """The answer after the commit, and what to show of it, the first card with its picture; a late one follows what is shown."""
        answer = await self._turns.taken(incoming, place, partial(_with_file, interaction))
        messages = answer.messages
        if not messages and not _in_place(interaction):
            messages = (wording.said("already", answer.language),)  # a command has to be answered with something
        rest = wording.rest(answer.language)
        told = cards(messages, interaction.user.id, self._clock(), rest, answer.documents)

        async def follow(card: Card) -> None:
            await shown.wait()
            await _show_more(interaction, (card,), f"{incoming.delivery}:{card.picture}", self._illustrator)

        return answer, tuple([await self._illustrator.beside(card, follow) for card in told[:1]]) + told[1:]

    async def _suggest(self, interaction: Interaction) -> None:
        found = suggestions(interaction.data or {}, self._exercises)
        choices = [discord.app_commands.Choice(name=name, value=name) for name in found]
        await _first(lambda: interaction.response.autocomplete(choices))

    @staticmethod
    def _refusal(interaction: Interaction, incoming: Incoming | None) -> wording.Name | None:
        """What to say instead of doing anything: to strangers, and about choices that were never offered."""
        data: Any = interaction.data or {}
        carried = pressable(data.get("custom_id", ""))
        if carried is not None and carried.owner != interaction.user.id:
            return "not_yours"
        return "outdated" if incoming is None else None


async def _with_file(interaction: Interaction, incoming: Incoming) -> Incoming:
    """The file that was given with a command instead of its words; else the same."""
    file = handed_over(interaction)
    return incoming if file is None else replace(incoming, act=await fetched(file))


async def _show(
    interaction: Interaction, told: Sequence[Card], show: Show, incoming: Incoming, illustrator: Illustrator
) -> None:
    first, *more = told
    if await show(interaction, first):
        await _show_more(interaction, more, incoming.delivery, illustrator)
    else:
        await _show_elsewhere(interaction, told, incoming, illustrator)


async def _respond(interaction: Interaction, card: Card) -> bool:
    return await _first(lambda: _respond_once(interaction, card))


async def _respond_once(interaction: Interaction, card: Card) -> object:
    if _in_place(interaction):
        return await interaction.response.edit_message(**sendable(card), attachments=files_of(card))
    among_others = is_among_others(interaction)
    return await interaction.response.send_message(
        **sendable(card), files=files_of(card), ephemeral=among_others, suppress_embeds=True
    )


async def _put_in(interaction: Interaction, card: Card) -> bool:
    """Put the card where Discord was told that an answer follows; writing it twice is as good as once."""
    for _ in range(TRIES):
        try:
            await interaction.edit_original_response(**sendable(card), attachments=files_of(card))
        except discord.HTTPException as refused:
            log.warning("an answer could not be put in: %s", _reason(refused))
            return False
        except (aiohttp.ClientError, OSError) as lost:
            log.warning("an answer got lost on the way in: %s", _reason(lost))
        else:
            return True
    return False


async def _show_more(interaction: Interaction, more: Sequence[Card], about: str, illustrator: Illustrator) -> None:
    if not is_among_others(interaction) and interaction.channel_id is not None:
        await send(interaction.client, interaction.channel_id, more, about, illustrator)
        return

    async def follow(card: Card) -> None:
        await _show_more(interaction, (card,), f"{about}:{card.picture}", illustrator)

    for one in more:
        card = await illustrator.beside(one, follow)
        try:
            await interaction.followup.send(
                **sendable(card), files=files_of(card), ephemeral=True, suppress_embeds=True
            )
        except (discord.HTTPException, aiohttp.ClientError, OSError) as lost:
            # Not tried again: follow-ups carry no nonce, and the sets are stored anyhow.
            log.warning("a further part of an answer was lost: %s", _reason(lost))
            return


async def _show_elsewhere(
    interaction: Interaction, told: Sequence[Card], incoming: Incoming, illustrator: Illustrator
) -> None:
    """The interaction ran out: the answer goes to direct messages, where it is as private."""
    channel = await open_channel(interaction.client, interaction.user.id)
    if isinstance(channel, int):
        await send(interaction.client, channel, told, incoming.delivery, illustrator)
    else:
        log.warning("no way to answer %s: %s", identity(interaction.user.id), channel)


async def _not_at_all(interaction: Interaction, card: Card) -> bool:  # noqa: ARG001  one of the ways to show a card
    return False


def _language(interaction: Interaction) -> str:
    """The language of the person's Discord, where nothing of theirs was looked up."""
    return interaction.locale.value.partition("-")[0]


def _key(interaction: Interaction) -> str:
    data: Any = interaction.data or {}
    carried = pressable(data.get("custom_id", ""))
    return carried.key if carried is not None else ""


def _in_place(interaction: Interaction) -> bool:
    """Whether there is a message that was pressed, or whose form was filled, to become the answer."""
    return interaction.message is not None


async def _defer(interaction: Interaction) -> None:
    in_place = _in_place(interaction)
    await interaction.response.defer(ephemeral=not in_place and is_among_others(interaction), thinking=not in_place)


async def _whisper(interaction: Interaction, text: str) -> None:
    await interaction.response.send_message(text, ephemeral=True, allowed_mentions=NOBODY)


async def _first(respond: Callable[[], Awaitable[object]]) -> bool:
    """Give the first answer, again if the connection broke; whether Discord has it. A second one cannot come of it."""
    for _ in range(TRIES):
        try:
            await respond()
        except discord.HTTPException as refused:
            if refused.code != ALREADY_ANSWERED:
                log.warning("an interaction could not be answered: %s", _reason(refused))
            return refused.code == ALREADY_ANSWERED
        except (aiohttp.ClientError, OSError) as lost:
            log.warning("an answer to an interaction got lost: %s", _reason(lost))
        else:
            return True
    return False


def _reason(lost: Exception) -> str:
    return f"{lost.status}, code {lost.code}" if isinstance(lost, discord.HTTPException) else type(lost).__name__
