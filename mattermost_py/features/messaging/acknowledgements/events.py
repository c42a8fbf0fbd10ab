"""What a channel hears about confirmations."""

from dataclasses import dataclass

from mattermost_py.features.messaging.acknowledgements.models import Acknowledgement
from mattermost_py.kernel.events import Audience, Event
from mattermost_py.kernel.json import dumps_text


@dataclass(frozen=True, slots=True)
class AcknowledgementAdded(Event):
    name = "post_acknowledgement_added"
    acknowledgement: Acknowledgement

    def audience(self) -> Audience:
        return Audience(channel_id=self.acknowledgement.channel_id)

    def data(self) -> dict[str, str]:
        return {"acknowledgement": dumps_text(self.acknowledgement)}


@dataclass(frozen=True, slots=True)
class AcknowledgementRemoved(Event):
    name = "post_acknowledgement_removed"
    acknowledgement: Acknowledgement

    def audience(self) -> Audience:
        return Audience(channel_id=self.acknowledgement.channel_id)

    def data(self) -> dict[str, str]:
        return {"acknowledgement": dumps_text(self.acknowledgement)}
