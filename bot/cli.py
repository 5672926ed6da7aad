"""The `ironstride` command; every heavy library is imported by the command that needs it."""

from __future__ import annotations

import asyncio
import errno
import io
import os
import sys
from contextlib import contextmanager
from pathlib import Path  # noqa: TC003  typer resolves the annotation at run time
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from bot.refused import Refused

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.port import Front
    from bot.terminal.screen import Opened

FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
COULD_NOT_BE_DONE = 1  # exit status; wrong usage is 2, which typer answers itself

app = typer.Typer(
    help="A strength coach for runners that lives in a chat.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def main() -> None:
    """Run the command line; what a person can mend is told in a sentence, without a traceback."""
    try:
        app(prog_name="ironstride")
    except Refused as refused:
        print(f"ironstride: {refused}", file=sys.stderr)  # noqa: T201  the command line speaks here
        sys.exit(COULD_NOT_BE_DONE)
    except OSError as error:
        if error.errno not in FULL:
            raise
        said = f"what was to be written did not fit ({error.strerror}): free some room on that disk."
        print(f"ironstride: {said}", file=sys.stderr, flush=True)  # noqa: T201  see above
        os._exit(COULD_NOT_BE_DONE)  # an ordinary end would try to write the rest once more


def _version(wanted: bool) -> None:  # noqa: FBT001  typer calls it with the option's value
    if wanted:
        from importlib.metadata import version

        typer.echo(f"ironstride {version('ironstride')}")
        raise typer.Exit


@app.callback()
def _ironstride(
    *,
    _: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version and leave.")
    ] = False,
) -> None:
    """A strength coach for runners that lives in a chat."""


Database = Annotated[
    str | None, typer.Option("--database", help="sqlite:///path or postgresql://…; without it, DATABASE_URL.")
]


@app.command()
def chat(
    *,
    plain: Annotated[bool, typer.Option("--plain", help="Text only, for pipes and screen readers.")] = False,
) -> None:
    """Talk with the coach on this terminal; no account and no token needed."""
    from bot.clock import now
    from bot.terminal.chat import run_chat
    from bot.terminal.opening import on_a_thread

    @contextmanager
    def opened(front: Front) -> Iterator[Opened]:
        from bot.app import chat_desk  # on the thread that opens the desk: the typing line is there meanwhile

        with chat_desk(front) as desk:
            yield desk

    def still(name: str, columns: int, *, colour: bool) -> str | None:
        from bot.pictures import terminal_picture  # Pillow is loaded when something is to be shown

        return terminal_picture(name, columns, colour=colour)

    asyncio.run(run_chat(on_a_thread(opened), who=TERMINAL, clock=now, plain=plain, still=still))


TERMINAL = "terminal:me"


@app.command()
def serve() -> None:
    """Serve Telegram, Discord, or both: whichever has a token."""
    from bot.app import run_serve
    from bot.settings import load_settings

    run_serve(load_settings())


@app.command()
def simulate(*, database: Database = None) -> None:
    """Play a script of people (JSON lines on standard input) against the whole program, on the script's own clock."""
    from bot.app import simulated_desks
    from bot.house import house_of
    from bot.settings import load_settings
    from bot.simulate import simulate as play

    _speak_utf8()
    settings = load_settings()
    with simulated_desks(database, house_of(settings)) as open_desk:
        status = play(sys.stdin, sys.stdout, sys.stderr, open_desk, host_zone=settings.tz)
    raise typer.Exit(status)


@app.command()
def export(
    *,
    who: Annotated[
        str | None, typer.Option("--who", help="telegram:ID, discord:ID; without it, the only person there is.")
    ] = None,
    form: Annotated[
        Literal["json", "csv"], typer.Option("--format", help="json: everything. csv: the sets, in Hevy's columns.")
    ] = "json",
    database: Database = None,
) -> None:
    """Write everything about a person to standard output."""
    from bot.app import database_of, open_store
    from bot.exporting import exported
    from bot.settings import load_settings

    _speak_utf8()
    with open_store(database or database_of(load_settings())) as store:
        sys.stdout.write(exported(store, who, form))


@app.command(name="import")
def import_(
    file: Annotated[Path, typer.Argument(help="An export of ours (JSON or CSV), of Hevy or of Strong.")],
    *,
    who: Annotated[str, typer.Option("--who", help="Whose training it is: telegram:ID, discord:ID or terminal:me.")],
    yes: Annotated[bool, typer.Option("--yes", help="Keep it; without this it is only shown.")] = False,
    skip_bad: Annotated[bool, typer.Option("--skip-bad", help="Leave bad rows out and keep the others.")] = False,
    database: Database = None,
) -> None:
    """Show what a file would bring; with --yes, keep it. The same file again adds nothing."""
    from bot.app import database_of, open_store
    from bot.clock import now
    from bot.importing.command import imported
    from bot.settings import load_settings

    _speak_utf8()
    settings = load_settings()
    with open_store(database or database_of(settings)) as store:
        fine = imported(store, who, file, sys.stdout, host_zone=settings.tz, now=now(), yes=yes, skip_bad=skip_bad)
    raise typer.Exit(0 if fine else COULD_NOT_BE_DONE)


@app.command()
def doctor() -> None:
    """Check everything that serving needs, and say how to mend what is wrong; changes nothing."""
    from bot.app import examined
    from bot.doctor.checking import doctor as check

    _speak_utf8()
    raise typer.Exit(0 if check(sys.stdout, examined) else COULD_NOT_BE_DONE)


@app.command()
def backup(
    file: Annotated[Path, typer.Argument(help="Where to; such as ironstride.db, or ironstride.dump from PostgreSQL.")],
    *,
    force: Annotated[bool, typer.Option("--force", help="Write over a file that exists.")] = False,
    database: Database = None,
) -> None:
    """Copy everything into one file, also while the program runs; docs/backups.md says how to restore it."""
    from bot.app import back_up, database_of
    from bot.backups import ended_in_order, summary
    from bot.settings import load_settings

    _speak_utf8()
    url = database or database_of(load_settings())
    with ended_in_order():
        typer.echo(summary(file, back_up(url, file, force=force)))


@app.command()
def prescribe() -> None:
    """The coaching rules alone: scenarios as JSON lines in, the next session of each out."""
    from bot.prescribe import prescribe as answer

    _speak_utf8()
    raise typer.Exit(answer(sys.stdin.buffer, sys.stdout, sys.stderr))


@app.command()
def read() -> None:
    """The reading of messages alone: texts with their context as JSON lines in, what they mean out."""
    from bot.read import read_lines

    _speak_utf8()
    raise typer.Exit(read_lines(sys.stdin, sys.stdout, sys.stderr))


def _speak_utf8() -> None:
    """Interfaces are UTF-8 whatever the console is set to (interfaces.md)."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
