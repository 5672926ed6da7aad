"""How what happens is written down: a line each, easy to read on a terminal, as JSON for programs elsewhere."""

from __future__ import annotations

import logging
import os
import sys
import threading
from contextlib import contextmanager
from copy import copy
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final, TextIO

from bot.lean import lean
from bot.refused import Refused
from bot.secrecy import Concealment
from bot.tracebacks import told

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Callable, Iterable, Iterator

    import structlog
    from structlog.typing import EventDict, Processor
else:
    structlog = lean("structlog")

log = logging.getLogger(__name__)

OURS: Final = ("bot", "core", "storage", "alembic.runtime.migration")
# Of what a log call hands over as `extra` only this is written. Libraries attach whatever they like.
FIELDS: Final = frozenset({"front", "who", "delivery", "outcome", "took_ms"})
FIRST: Final = ("timestamp", "level", "logger", "event")

_BREAKING: Final = (*range(0x20), *range(0x7F, 0xA0), 0x2028, 0x2029)  # ends a line, moves the cursor, rings, colours
_REORDERING: Final = (0x61C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A))
SIGNS: Final = {code: f"\\u{code:04x}" for code in (*_BREAKING, *_REORDERING)}


@contextmanager
def written(
    level: str, form: str | None = None, secrets: Iterable[str] = (), stream: TextIO | None = None
) -> Iterator[None]:
    """While the block runs, whatever is logged, by us or by libraries, is written to `stream` (standard error).

    `form` is "text" or "json"; None is text on a terminal, else JSON. Libraries are heard from WARNING on, whatever the
    `level`: below it they tell of requests and their addresses. None of the `secrets` is written. A mistake that ends the
    block is written too, without its words, and becomes exit status 1.
    """
    stream = stream or sys.stderr
    handler = logging.StreamHandler(stream)
    with Concealment(secrets) as concealment:
        handler.setFormatter(_line(form or ("text" if stream.isatty() else "json"), stream, concealment.blotted))
        with _levels(level), _hooks(), _handled_by(handler):
            try:
                yield
            except (Refused, KeyboardInterrupt):
                raise
            except Exception as error:
                log.critical("it ends through a mistake", exc_info=True)
                raise SystemExit(1) from error


def report_loop(loop: asyncio.AbstractEventLoop) -> None:
    """Whatever nobody else hears of in the loop is logged, without the values that asyncio would add."""
    loop.set_exception_handler(
        lambda _, context: log.error("%s", context.get("message"), exc_info=context.get("exception"))
    )


# --- from a record to its line ----------------------------------------------------------------------------------------
class Line(structlog.stdlib.ProcessorFormatter):
    """Makes a line of any record, also of one whose maker got the blanks wrong."""

    def __init__(self, renderer: Processor, blotted: Callable[[str], str]) -> None:
        def safe(_logger: Any, _name: str, event: EventDict) -> EventDict:
            ordered = {name: event[name] for name in (*FIRST, *event) if name in event}
            return {name: _safe(name, value, blotted) for name, value in ordered.items()}

        super().__init__(
            foreign_pre_chain=[structlog.stdlib.ExtraAdder(allow=FIELDS), structlog.stdlib.add_log_level, _about],
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, safe, renderer],
        )

    def format(self, record: logging.LogRecord) -> str:
        """The line, without the break at its end."""
        try:
            record.getMessage()
        except Exception:  # noqa: BLE001  the standard library would print the arguments, and they may be anything
            record = copy(record)
            record.msg, record.args = f"{record.msg} (its blanks do not fit)", ()
        return super().format(record)


def _line(form: str, stream: TextIO, blotted: Callable[[str], str]) -> Line:
    if form == "json":
        return Line(structlog.processors.JSONRenderer(), blotted)
    colours = stream.isatty() and not os.environ.get("NO_COLOR")
    plain = structlog.dev.plain_traceback
    return Line(structlog.dev.ConsoleRenderer(colors=colours, exception_formatter=plain, sort_keys=False), blotted)


def _about(_logger: Any, _name: str, event: EventDict) -> EventDict:
    """Adds when it happened, who logged it, and what is told of its exception."""
    record: logging.LogRecord = event["_record"]
    event["timestamp"] = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
    event["logger"] = record.name
    event.pop("stack_info", None)
    info = event.pop("exc_info", None)
    if isinstance(info, tuple) and info[1] is not None:
        event["exception"] = told(info[1])
    elif record.exc_text:  # a secret stood in it
        event["exception"] = record.exc_text
    return event


def _safe(name: str, value: Any, blotted: Callable[[str], str]) -> Any:
    """The value without secrets, and without anything that could end the line or steer a terminal."""
    if value is None or isinstance(value, (bool, int, float)):
        return value
    text = blotted(value if isinstance(value, str) else repr(value)).encode("utf-8", "backslashreplace").decode()
    if name == "exception":  # has lines of its own; none of them can be taken for a record
        return "\n".join(f"  {line.translate(SIGNS)}" for line in text.split("\n"))
    return text.translate(SIGNS)


# --- what is set meanwhile ----------------------------------------------------------------------------------------------
@contextmanager
def _levels(level: str) -> Iterator[None]:
    wanted = logging.getLevelNamesMapping()[level]
    new = {"": max(wanted, logging.WARNING), **dict.fromkeys(OURS, wanted)}
    before = {name: logging.getLogger(name).level for name in new}
    for name, number in new.items():
        logging.getLogger(name).setLevel(number)
    try:
        yield
    finally:
        for name, number in before.items():
            logging.getLogger(name).setLevel(number)


@contextmanager
def _hooks() -> Iterator[None]:
    """Warnings, and what ends a thread or a finaliser, go the same way as all else."""
    threads, finalisers = threading.excepthook, sys.unraisablehook
    threading.excepthook = lambda args: log.error("a thread ended", exc_info=args.exc_value)
    sys.unraisablehook = lambda args: log.error("a finaliser failed", exc_info=args.exc_value)
    logging.captureWarnings(capture=True)
    try:
        yield
    finally:
        logging.captureWarnings(capture=False)
        threading.excepthook, sys.unraisablehook = threads, finalisers


@contextmanager
def _handled_by(handler: logging.Handler) -> Iterator[None]:
    root = logging.getLogger()
    root.addHandler(handler)
    try:
        yield
    finally:
        root.removeHandler(handler)
