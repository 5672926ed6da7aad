"""Stands between a client and a PostgreSQL server, and cuts the line at the next COMMIT."""

from __future__ import annotations

import selectors
import shutil
import socket
import tempfile
from contextlib import suppress
from pathlib import Path
from threading import Thread
from typing import Literal

When = Literal["before", "after"]


class CutLine:
    """A socket in `folder` that leads to the server's. `cut` says when the line breaks: before or after COMMIT gets through."""

    def __init__(self, server: Path) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="cut-"))
        self.cut: When | None = None
        self.cuts = 0
        self._server = str(server / ".s.PGSQL.5432")
        self._listening = socket.socket(socket.AF_UNIX)
        self._listening.bind(str(self.folder / ".s.PGSQL.5432"))
        self._listening.listen(50)
        Thread(target=self._accept, daemon=True).start()

    def close(self) -> None:
        """Take no more calls."""
        self._listening.close()
        shutil.rmtree(self.folder)

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                client, _ = self._listening.accept()
                Thread(target=self._carry, args=(client,), daemon=True).start()

    def _carry(self, client: socket.socket) -> None:
        server = socket.socket(socket.AF_UNIX)
        server.connect(self._server)
        with client, server, selectors.DefaultSelector() as ready, suppress(OSError):
            ready.register(client, selectors.EVENT_READ, server)
            ready.register(server, selectors.EVENT_READ, client)
            while True:
                for key, _ in ready.select():
                    sent = key.fileobj.recv(65536)
                    if not sent:
                        return
                    if self.cut and key.fileobj is client and b"COMMIT" in sent:
                        when, self.cut = self.cut, None
                        self.cuts += 1
                        if when == "after":
                            server.sendall(sent)
                            server.recv(65536)  # the answer that never arrives
                        return
                    key.data.sendall(sent)
