"""Whose house it is: who runs it, and whether strangers need an invitation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.settings import Settings
    from core.turn import Incoming


@dataclass(frozen=True, slots=True)
class House:
    """`operators` are identities such as `telegram:123`; they are always let in."""

    operators: frozenset[str] = frozenset()
    invite_only: bool = False

    def stays_outside(self, incoming: Incoming) -> bool:
        """Whether nothing may be kept about whoever this is from, when they are not known: in a group, or without an invitation."""
        return not incoming.private or (self.invite_only and incoming.who not in self.operators)


OPEN = House()


def house_of(settings: Settings) -> House:
    """The house as the settings want it."""
    return House(frozenset(settings.admins), settings.invite_only)
