"""The `ironstride` command; every heavy library is imported by the command that needs it."""

from __future__ import annotations

import io
import sys
from typing import Annotated

import typer

from bot.refused import Refused

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


@app.command()
def prescribe() -> None:
    """Answer scenarios: the next session for each line of JSON on standard input."""
    from bot.prescribe import prescribe as answer

    _speak_utf8()
    raise typer.Exit(answer(sys.stdin.buffer, sys.stdout, sys.stderr))


def _speak_utf8() -> None:
    """Interfaces are UTF-8 whatever the console is set to (interfaces.md)."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
