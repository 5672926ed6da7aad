"""The database: usable, whole, of the right version, and whether somebody serves it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.doctor.disk import room, standing, writable
from bot.doctor.finding import Finding, bad, ok, warn

if TYPE_CHECKING:
    from core.examined import Examined


def database(found: Examined, *, default: bool) -> list[Finding]:
    """All there is to say; `default`: nobody chose the place, so its folder is made when it is needed."""
    findings = [_standing(found, default=default)]
    if not found.refusal and not found.missing:
        findings.append(_version(found))
    if found.file is not None:
        findings.append(room("room for the database", found.file.parent))
    if found.served:
        findings.append(ok("serve", f"one runs on this file: {found.served}"))
    return findings


def _standing(found: Examined, *, default: bool) -> Finding:
    name = "database"
    makeable = found.file is not None and found.folder_missing and default and writable(standing(found.file.parent))
    if found.missing and (makeable or not found.refusal):
        return ok(name, f"{found.file} will be made at the first start")
    if found.refusal:
        return bad(name, *_parted(found.refusal))
    if not found.wal:
        return warn(
            name,
            f"{found.file} is without its log (WAL)",
            "Start `ironstride serve` or `chat`, which switches it on; if this comes again, keep the file on a local disk.",
        )
    if found.unchecked:
        return warn(
            name,
            f"{found.file} is usable, but too large to look at every page of it in this time",
            f'Look at all of it when there is time: sqlite3 "{found.file}" "PRAGMA quick_check".',
        )
    return ok(name, f"{found.kind}, writable" + (f", every page in order, WAL: {found.file}" if found.file else ""))


def _version(found: Examined) -> Finding:
    name = "migrations"
    if found.version is None:
        return ok(name, "no tables yet; they will be made at the first start")
    if found.version != found.head:
        return warn(
            name,
            f"the tables have version {found.version}, and the next start brings them to {found.head}",
            "Make a backup (`ironstride backup FILE` of the version that runs now), then start.",
        )
    return ok(name, f"the tables have the newest version, {found.head}")


def _parted(refusal: str) -> tuple[str, str]:
    """A refusal says what, then how to mend it: after the last colon, or in the last sentence."""
    says, colon, remedy = refusal.rpartition(": ")
    if not colon:
        says, _, remedy = refusal.rpartition(". ")
    return says or refusal, (remedy[:1].upper() + remedy[1:]) if says else "Name another database in DATABASE_URL."
