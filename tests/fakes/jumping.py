"""An event loop that does not wait: when nothing is left to do now, its clock jumps to what is next."""

import asyncio
import selectors


class JumpingLoop(asyncio.SelectorEventLoop):
    """For code without sockets: an hour of it takes no time."""

    def __init__(self):
        self._ahead_s = 0.0
        super().__init__(_Selector(self))

    def time(self):
        return self._ahead_s

    def jump(self, seconds):
        self._ahead_s += seconds


class _Selector(selectors.DefaultSelector):
    def __init__(self, loop):
        super().__init__()
        self._loop = loop

    def select(self, timeout=None):
        if timeout is None:  # nothing is planned: the test waits for what never comes
            raise RuntimeError("the loop would wait for ever")
        found = super().select(0)
        if not found:
            self._loop.jump(timeout)
        return found


def run(main):
    """Run a coroutine on the jumping clock."""
    with asyncio.Runner(loop_factory=JumpingLoop) as runner:
        return runner.run(main)
