"""The desk is opened and closed beside the event loop."""

import threading
from contextlib import contextmanager

import pytest

from bot.refused import Refused
from bot.terminal.opening import on_a_thread
from bot.terminal.screen import Opened


class Context:
    def __init__(self):
        self.threads = []

    @contextmanager
    def __call__(self, front):
        self.threads.append(threading.current_thread())
        yield Opened(front, "UTC")
        self.threads.append(threading.current_thread())


async def test_it_is_entered_and_left_on_another_thread():
    context = Context()

    async with on_a_thread(context)("front") as opened:
        assert opened.desk == "front"

    assert len(context.threads) == 2
    assert threading.current_thread() not in context.threads


async def test_it_is_left_also_when_the_chat_fails():
    left = []

    @contextmanager
    def context(front):
        try:
            yield Opened(front, "UTC")
        finally:
            left.append(front)

    with pytest.raises(ZeroDivisionError):
        async with on_a_thread(context)("front"):
            raise ZeroDivisionError

    assert left == ["front"]


async def test_what_it_raises_arrives_as_it_is():
    def context(front):
        raise Refused("no such folder")

    with pytest.raises(Refused, match="no such folder"):
        async with on_a_thread(context)("front"):
            pass
