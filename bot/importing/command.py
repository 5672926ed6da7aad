"""`ironstride import` on the command line: a preview, and with a yes the keeping."""

from __future__ import annotations

from typing import TYPE_CHECKING, TextIO

from bot.importing.keeping import kept, previewed, report
from bot.refused import Refused
from core.bringing import MOST_BYTES
from core.content import library

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from core.ports import Store


def imported(
    store: Store, who: str, file: Path, out: TextIO, *, host_zone: str, now: datetime, yes: bool, skip_bad: bool
) -> bool:
    """Show what the file would bring and, told so, keep it; False when bad rows stand in the way. Raises Refused."""
    preview = previewed(store, who, _content(file), library(), host_zone=host_zone, now=now)
    out.writelines(f"{line}\n" for line in report(preview, library()))
    if preview.bad and not skip_bad:
        out.write("Nothing was kept: mend the bad rows, or leave them out with --skip-bad.\n")
        return False
    if yes:
        out.write(f"Kept: {kept(store, who, preview, now)} of {preview.sessions} sessions.\n")
    else:
        out.write("Nothing was kept yet: the same command with --yes does it.\n")
    return True


def _content(file: Path) -> bytes:
    """The file's bytes, one more than is allowed at most. Raises Refused when it cannot be read."""
    try:
        with file.open("rb") as opened:
            return opened.read(MOST_BYTES + 1)
    except OSError as error:
        raise Refused(f"{file} cannot be read ({error.strerror}): check its name and that you may read it") from error
