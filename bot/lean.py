"""Libraries without what they load for commands and screens of their own: a host would carry some 8 MB for nothing."""

from __future__ import annotations

import sys
from importlib import import_module
from typing import Any, Final

FOR_SCREENS: Final[tuple[str, ...]] = ("click", "pygments", "rich")


def lean(name: str) -> Any:
    """The module of that name, loaded as if there were no libraries for screens; whoever asks for those afterwards has them."""
    modules: dict[str, Any] = sys.modules
    held = {other: modules[other] for other in FOR_SCREENS if other in modules}
    modules |= dict.fromkeys(FOR_SCREENS)  # None is the documented way to say that there is no such module
    try:
        return import_module(name)
    finally:
        for other in FOR_SCREENS:
            del modules[other]
        modules |= held
