"""What the author's other devices hear about a draft."""

from dataclasses import dataclass

from mattermost_py.features.messaging.drafts.models import Draft
from mattermost_py.kernel.events import Audience, Event
from mattermost_py.kernel.json import dumps_text


@dataclass(frozen=True, slots=True)
class _DraftNews(Event):
    draft: Draft
    connection_id: str  # the device that wrote it, which is spared the echo

    def audience(self) -> Audience:
        return Audience(
            channel_id=self.draft.channel_id, user_id=self.draft.user_id, omit_connection_id=self.connection_id
        )

    def data(self) -> dict[str, str]:
        return {"draft": dumps_text(self.draft)}


class DraftSaved(_DraftNews):
    """New and changed drafts alike: official clients know no other event."""

    name = "draft_created"


class DraftDeleted(_DraftNews):
    name = "draft_deleted"
