"""Which version of the time zone data this machine computes with."""

from __future__ import annotations

import re
import zoneinfo
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path


def zone_data_version() -> str:
    """The versions of the system's zone data and of the package that stands in for it, as far as they say which they are."""
    found = [told for folder in zoneinfo.TZPATH if (told := _told(Path(folder))) is not None]
    try:
        found.append(version("tzdata"))
    except PackageNotFoundError:
        found.append("none")
    return " ".join(found)


def _told(folder: Path) -> str | None:
    """What `tzdata.zi` or `+VERSION` says; where neither stands, when the folder was last changed."""
    for name in ("tzdata.zi", "+VERSION"):
        try:
            with (folder / name).open("r", encoding="utf-8", errors="replace") as file:
                first = file.readline()
        except OSError:
            continue
        return re.sub(r"^#\s*version\s*", "", first).strip()
    return str(int(folder.stat().st_mtime)) if folder.is_dir() else None
