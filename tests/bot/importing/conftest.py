"""A person's files: read, previewed, kept, and exported again."""

from datetime import UTC, datetime

import pytest

from bot.exporting import exported
from bot.importing.keeping import kept, previewed
from core.content import library

NOW = datetime(2026, 3, 9, 12, 0, tzinfo=UTC)


class Files:
    def __init__(self, store):
        self.store = store

    def preview(self, who, content):
        content = content.encode() if isinstance(content, str) else content
        return previewed(self.store, who, content, library(), host_zone="Europe/Berlin", now=NOW)

    def keep(self, who, content):
        return kept(self.store, who, self.preview(who, content), NOW)

    def export(self, who, form):
        return exported(self.store, who, form)

    def workouts(self, who):
        return self.store.read(lambda glance: tuple(glance.workouts(glance.athlete(who)))).result(30)

    def athlete(self, who):
        return self.store.read(lambda glance: glance.athlete(who)).result(30)

    def history(self, who):
        return self.store.read(lambda glance: glance.athlete(who).past.sessions).result(30)


@pytest.fixture
def files(store):
    return Files(store)
