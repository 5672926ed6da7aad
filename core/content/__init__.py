"""What the coach knows about training, as data: exercises, phases, slots and thresholds in TOML, and the loader that checks them."""

from core.content.flaws import Flaw, FlawedContent
from core.content.library import Library, library, library_from
from core.content.rules import Phase, Rules, Slot

__all__ = ["Flaw", "FlawedContent", "Library", "Phase", "Rules", "Slot", "library", "library_from"]
