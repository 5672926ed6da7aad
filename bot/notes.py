"""What the program remembers for itself, read and written from the event loop."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.arriving import arrival

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from core.ports import Store


@dataclass(frozen=True, slots=True)
class Notes:
    """Texts by name, in the database that all replicas share. Both raise `core.ports.Unavailable` when it cannot be reached."""

    store: Store
    now: Callable[[], datetime]

    async def noted(self, name: str) -> str | None:
        """What stands under this name."""
        return await arrival(self.store.read(lambda glance: glance.noted(name)))

    async def note(self, name: str, value: str) -> None:
        """Write it down, over what stood there."""
        once = f"note:{secrets.token_hex(12)}"
        await arrival(self.store.once(once, self.now(), lambda unit: unit.note(name, value)))
