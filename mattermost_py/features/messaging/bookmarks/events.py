"""What a channel hears about its bookmarks."""

from collections.abc import Sequence
from dataclasses import dataclass

from mattermost_py.features.messaging.bookmarks.models import Changed, Shown
from mattermost_py.kernel.events import Audience, Event
from mattermost_py.kernel.json import dumps_text


@dataclass(frozen=True, slots=True)
class BookmarkCreated(Event):
    name = "channel_bookmark_created"
    shown: Shown
    connection_id: str  # the device that did it, which is spared the echo

    def audience(self) -> Audience:
        return Audience(channel_id=self.shown.bookmark.channel_id, omit_connection_id=self.connection_id)

    def data(self) -> dict[str, str]:
        return {"bookmark": dumps_text(self.shown)}


@dataclass(frozen=True, slots=True)
class BookmarkDeleted(Event):
    name = "channel_bookmark_deleted"
    shown: Shown
    connection_id: str

    def audience(self) -> Audience:
        return Audience(channel_id=self.shown.bookmark.channel_id, omit_connection_id=self.connection_id)

    def data(self) -> dict[str, str]:
        return {"bookmark": dumps_text(self.shown)}


@dataclass(frozen=True, slots=True)
class BookmarkUpdated(Event):
    name = "channel_bookmark_updated"
    changed: Changed
    connection_id: str

    def audience(self) -> Audience:
        return Audience(channel_id=self.changed.updated.bookmark.channel_id, omit_connection_id=self.connection_id)

    def data(self) -> dict[str, str]:
        # The plural is official, although it is one change.
        return {"bookmarks": dumps_text(self.changed)}


@dataclass(frozen=True, slots=True)
class BookmarksSorted(Event):
    name = "channel_bookmark_sorted"
    channel_id: str
    shown: Sequence[Shown]
    connection_id: str

    def audience(self) -> Audience:
        return Audience(channel_id=self.channel_id, omit_connection_id=self.connection_id)

    def data(self) -> dict[str, str]:
        return {"bookmarks": dumps_text(list(self.shown))}
