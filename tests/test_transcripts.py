"""Every conversation in tests/transcripts is the same on the real store: delivered once or twice, with and without restarts."""

import pytest

from bot.desk import Desk
from core.content import library
from storage import open_store
from tests.transcript import FOLDER, Player, agree, exchanges

TRANSCRIPTS = sorted(FOLDER.glob("*.chat"))


class Program:
    """The program on a database file, which can be stopped and started."""

    def __init__(self, url):
        self.url = url
        self.start()

    def start(self):
        self.store = open_store(self.url)
        self.desk = Desk(self.store, library())

    def restart(self):
        self.store.close()
        self.start()

    def turn(self, incoming):
        return self.desk.turn_now(incoming)


@pytest.fixture
def program(database_url):
    program = Program(database_url)
    yield program
    program.store.close()


@pytest.mark.parametrize("restarts", [False, True], ids=["in-one-run", "restarted-before-every-line"])
@pytest.mark.parametrize("twice", [False, True], ids=["delivered-once", "delivered-twice"])
@pytest.mark.parametrize("path", TRANSCRIPTS, ids=lambda path: path.stem)
def test_conversation(path, program, twice, restarts):
    player = Player(program.turn, twice=twice)

    for exchange in exchanges(path):
        if restarts:
            program.restart()
        got = player.play(exchange)

        told = "\n".join(got)
        assert agree(exchange.says, got), f"{path.name}:{exchange.line}\n> {exchange.does}\n{told}"


def test_there_are_conversations():
    assert len(TRANSCRIPTS) >= 5
