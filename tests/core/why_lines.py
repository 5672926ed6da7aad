"""The coach's lines as they stand in the file: key → (text, names of its blanks)."""

import re
import tomllib
from importlib.resources import files


def _flat(table, prefix=""):
    for key, value in table.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{prefix}{key}.")
        else:
            yield prefix + key, (value, set(re.findall(r"\{(\w+)", value)))


LINES = dict(_flat(tomllib.loads(files("core.wording").joinpath("en.toml").read_text("utf-8"))))


def said(line):
    """The line in words; numbers as they are."""
    text, _ = LINES[line.key]

    def filled(match):
        value = line.blanks[match[1]]
        if match[2]:
            one, other = match[2][1:].split("|")
            return one if value == 1 else other
        return said(value) if hasattr(value, "key") else str(value)

    return re.sub(r"\{(\w+)(\|[^}]*)?\}", filled, text)
