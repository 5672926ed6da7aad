"""`ironstride serve`, as far as it is the same for every platform: start the fronts, listen, stop in order."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import signal
import socket
from typing import TYPE_CHECKING

from bot.refused import Refused
from bot.secrecy import Concealment

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from starlette.routing import BaseRoute

    from bot.port import Front

log = logging.getLogger(__name__)

LAST_PORT = 65535
STOP_S = 10.0  # from the signal to the end


class CannotListen(Refused):
    """LISTEN names no address that can be listened on."""


async def serve(
    fronts: Sequence[Front],
    *,
    listen: str | None = None,
    routes: Sequence[BaseRoute] = (),
    stop: asyncio.Event | None = None,
    secrets: Sequence[str] = (),
) -> None:
    """Run every front, and an HTTP server on `listen` (host:port) with `routes`, until SIGTERM, SIGINT or `stop`.

    No log line of that time holds one of the `secrets`. A front that cannot go on ends alone: the others stay up. When all have ended so, it raises the first one's error.
    """
    stop = stop or asyncio.Event()
    with _signals(stop), Concealment(secrets):
        http = asyncio.create_task(_listen(listen, routes, stop)) if listen else None
        running = [asyncio.create_task(_front(front, stop), name=front.name) for front in fronts]
        try:
            await _until_over(stop, running, http)
        finally:
            stop.set()
            await _end([*running, *([http] if http else [])])
    errors = [error for task in running if task.done() and not task.cancelled() and (error := task.exception())]
    if errors and len(errors) == len(running):
        raise errors[0]


async def _until_over(
    stop: asyncio.Event, running: Sequence[asyncio.Task[None]], http: asyncio.Task[None] | None
) -> None:
    """Wait for `stop`, for the last front to end, or for the address to be refused."""
    stopped = asyncio.create_task(stop.wait())
    left = {*running}
    while left and not stopped.done():
        done, _ = await asyncio.wait({*left, stopped, *([http] if http else [])}, return_when=asyncio.FIRST_COMPLETED)
        left -= done
        if http in done:
            http.result()
            break
    stopped.cancel()


async def _front(front: Front, stop: asyncio.Event) -> None:
    try:
        await front.run(stop)
    except Refused as refused:
        log.error("%s ended: %s", front.name, refused)  # noqa: TRY400  the sentence says what and how to mend it
        raise
    except Exception:
        log.exception("%s ended", front.name)
        raise


async def _end(tasks: Sequence[asyncio.Task[None]]) -> None:
    """Give them the rest of the ten seconds, then no more."""
    if not tasks:
        return
    _, late = await asyncio.wait(tasks, timeout=STOP_S - 0.5)
    for task in late:
        log.error("%s did not stop in time", task.get_name())
        task.cancel()
    if late:
        await asyncio.wait(late, timeout=0.5)


async def _listen(listen: str, routes: Sequence[BaseRoute], stop: asyncio.Event) -> None:
    import uvicorn  # noqa: PLC0415  only hosts with LISTEN pay for it
    from starlette.applications import Starlette  # noqa: PLC0415  see above

    class Server(uvicorn.Server):
        """Leaves the signals to `serve`, which stops the fronts too."""

        @contextlib.contextmanager
        def capture_signals(self) -> Iterator[None]:
            yield

    app = Starlette(routes=list(routes))
    app.router.redirect_slashes = False  # a path is there or it is not
    config = uvicorn.Config(
        app,
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=False,  # nothing here asks who calls
        lifespan="off",
        ws="none",
        timeout_graceful_shutdown=3,
    )
    server = Server(config)
    at = _socket(listen)
    serving = asyncio.create_task(server.serve(sockets=[at]))
    log.info("listening at %s", listen)
    stopped = asyncio.create_task(stop.wait())
    await asyncio.wait({serving, stopped}, return_when=asyncio.FIRST_COMPLETED)
    stopped.cancel()
    server.should_exit = True
    await serving


def _socket(listen: str) -> socket.socket:
    host, _, port = listen.rpartition(":")
    host = host.strip("[]") or "127.0.0.1"
    try:
        return socket.create_server((host, _port(port)), family=socket.AF_INET6 if ":" in host else socket.AF_INET)
    except (OSError, ValueError) as error:
        number = error.errno if isinstance(error, OSError) and not isinstance(error, socket.gaierror) else None
        why = os.strerror(number) if number else getattr(error, "strerror", None) or error
        raise CannotListen(
            f"LISTEN={listen}: {why}. Choose a host:port of this machine that nobody else uses."
        ) from error


def _port(text: str) -> int:
    if not 0 < int(text) <= LAST_PORT:
        raise ValueError(f"there is no port {text}")
    return int(text)


@contextlib.contextmanager
def _signals(stop: asyncio.Event) -> Iterator[None]:
    """SIGTERM and SIGINT ask to stop; before and after they do what they did."""
    loop = asyncio.get_running_loop()
    before = {}
    for number in (signal.SIGTERM, signal.SIGINT):
        with contextlib.suppress(
            NotImplementedError, RuntimeError, ValueError
        ):  # not on every system, not in every thread
            before[number] = signal.getsignal(number)
            loop.add_signal_handler(number, stop.set)
    try:
        yield
    finally:
        for number, what in before.items():
            if loop.remove_signal_handler(number):
                signal.signal(number, what)
