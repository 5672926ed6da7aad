"""«export»: the person's own files, as documents that go with a message."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.message import Line, Say

if TYPE_CHECKING:
    from core.conversation.scene import Scene
    from core.reading.meaning import Command
    from core.turn import Turn

JSON, CSV = "export/json", "export/csv"


def wished(scene: Scene, command: Command) -> Turn:
    """Both files, or the one that was asked for by name."""
    words = command.rest.casefold()
    whole = Say((Line("export.json"),), document=JSON)
    sheet = Say((Line("export.csv"),), document=CSV)
    if "csv" in words or "sheet" in words or "excel" in words:
        return scene.turn(sheet)
    return scene.turn(whole) if "json" in words else scene.turn(whole, sheet)
