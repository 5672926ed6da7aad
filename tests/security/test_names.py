"""What people call their exercises and themselves is shown as they typed it: no markup, no ping, no formula, on either platform."""

import csv
import io
import re
from html.parser import HTMLParser

import pytest

from bot.discord.cards import cards
from bot.discord.parts import sendable
from bot.exporting import exported
from bot.telegram.render import parts_of
from core.turn import Incoming, Said
from tests.bot.importing.conftest import NOW, Files
from tests.bot.importing.test_others import hevy

HELLO = ["start workout", "none of these", "dumbbells 8 kg and a band"]
NAMES = [
    "<b>bold</b>", "<a href='tg://user?id=1'>me</a>", "</code><script>x</script>", "&lt;b&gt;", "**bold** __under__",
    "[free](https://evil.example)", "@everyone", "<@&123456789012345678>", "<@123456789012345678>", "`code` ```block```",
    "||spoiler||", "# heading", "> quote", '=HYPERLINK("http://evil.example")', "@SUM(1+1)", "\u202egnirts",
]  # fmt: skip


def answers(desk, name):
    """What is said to somebody who brought an exercise of this name along in a file, and asks about it."""
    title = name.replace('"', '""')
    files = Files(desk.store)
    files.keep("telegram:7", hevy().replace('"Squat"', f'"{title}"'))
    said = []
    for number, text in enumerate([*HELLO, "all done", "history", "records", f"progress {name}", "progress"]):
        said.append(desk.turn_now(Incoming("telegram:7", Said(text, message=f"m{number}"), NOW, f"d{number}")))
    words = " ".join(message.text for answer in said for message in answer.messages)
    assert name in words, "it has to be shown somewhere"
    return said


class Tags(HTMLParser):
    def __init__(self):
        super().__init__()
        self.tags = set()

    def handle_starttag(self, tag, attributes):
        self.tags.add((tag, *attributes))


@pytest.mark.parametrize("name", NAMES)
def test_no_name_becomes_a_tag_on_telegram(desk, name):
    parser = Tags()

    for answer in answers(desk, name):
        for message in answer.messages:
            for part in parts_of(message):
                parser.feed(part.html)

    assert parser.tags <= {("b",), ("i",), ("code",), ("pre",)}


@pytest.mark.parametrize("name", NAMES)
def test_nothing_that_is_sent_to_discord_may_ping_anybody(desk, name):
    for answer in answers(desk, name):
        for card in cards(answer.messages, 7, NOW, "Rest", answer.documents):
            told = sendable(card)

            assert told["allowed_mentions"].to_dict() == {"parse": []}
            assert not re.search(r"(?<!\\)<@[&!]?\d", told["content"])


@pytest.mark.parametrize("name", NAMES)
def test_no_cell_of_an_export_begins_like_a_formula(desk, name):
    answers(desk, name)

    rows = csv.reader(io.StringIO(exported(desk.store, "telegram:7", "csv")))

    assert [
        cell
        for row in rows
        for cell in row
        if cell[:1] in "=+-@\t\r" and cell and not re.fullmatch(r"-?\d+(\.\d+)?", cell)
    ] == []
