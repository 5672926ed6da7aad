"""Everything that is said in the conversations of tests/transcripts: in one voice, and within what every platform carries."""

import re
import unicodedata

import pytest

from bot.desk import Desk
from core.content import library
from core.safety import forbidden_claims
from storage import open_store
from tests.transcript import FOLDER, Player, exchanges

TRANSCRIPTS = sorted(FOLDER.glob("*.chat"))
TELEGRAM_TEXT, TELEGRAM_CAPTION, DISCORD_TEXT = 4096, 1024, 2000
ROWS, BUTTONS, LABEL_CHARS, KEY_BYTES = 5, 25, 80, 64
SIGNS = "+<>=|~^×→✓"  # mathematics and ticks, not pictures


class Listening(Player):
    """Plays, and keeps every message that came."""

    def play(self, exchange):
        self.heard = getattr(self, "heard", [])
        taken = self.turn

        def turn(incoming):
            answer = taken(incoming)
            self.heard += answer.messages
            return answer

        self.turn = turn
        try:
            return super().play(exchange)
        finally:
            self.turn = taken


@pytest.fixture(scope="module", params=TRANSCRIPTS, ids=lambda path: path.stem)
def messages(request, tmp_path_factory):
    store = open_store(f"sqlite:///{tmp_path_factory.mktemp('said') / 'said.db'}")
    player = Listening(Desk(store, library()).turn_now)
    for exchange in exchanges(request.param):
        player.play(exchange)
    store.close()
    return player.heard


def units(text):
    """Length as Telegram and the strictest of Discord's clients count it."""
    return len(text.encode("utf-16-le")) // 2


def pictographs(text):
    return [sign for sign in text if unicodedata.category(sign) == "So" and sign not in SIGNS]


def test_no_claim_is_made_that_must_never_be_made(messages):
    assert [claims for message in messages if (claims := forbidden_claims(message.text))] == []


def test_every_message_fits_where_it_goes(messages):
    for message in messages:
        assert units(message.text) <= TELEGRAM_TEXT
        assert all(units("".join(span.text for span in line)) <= DISCORD_TEXT for line in message.paragraphs)
        if message.picture:
            assert units(message.text) <= TELEGRAM_CAPTION


def test_every_choice_fits_on_a_button(messages):
    for message in messages:
        labels = [choice.label for row in message.choices for choice in row]
        assert len(message.choices) <= ROWS
        assert len(labels) <= BUTTONS
        assert all(0 < len(label) <= LABEL_CHARS for label in labels)
        assert all(len(choice.key.encode()) <= KEY_BYTES for row in message.choices for choice in row)


def test_two_buttons_of_a_message_never_look_the_same(messages):
    for message in messages:
        labels = [choice.label for row in message.choices for choice in row]
        assert len(set(labels)) == len(labels)


def test_a_symbol_never_carries_the_meaning_alone(messages):
    for message in messages:
        told = [message.text, *(choice.label for row in message.choices for choice in row)]
        assert all(re.search(r"\w", text) for text in told)
        assert len(pictographs(message.text)) <= 1


def test_the_first_line_stands_alone(messages):
    """As a notification shows it: with words, and a beginning."""
    for message in messages:
        first = message.text.split("\n")[0]
        assert re.search(r"[A-Za-z]{2}", first), first
        assert not first[0].islower(), first


def test_nothing_of_the_making_shows(messages):
    """No blank that was not filled, no doubled sign, no value that is none."""
    for message in messages:
        assert not re.search(r"[{}]|\bNone\b|\bnan\b|  |\.\.(?!\.)|,,|\*\*", message.text), message.text


def test_a_sentence_begins_with_a_capital(messages):
    for message in messages:
        assert not re.search(r"[a-z0-9)][.?!] [a-z]", re.sub(r"«[^»]*»", "", message.text)), message.text


def test_nobody_is_shouted_at(messages):
    for message in messages:
        assert message.text.count("!") <= 1, message.text
