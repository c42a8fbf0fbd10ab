"""What the user's other clients hear about their settings."""

from collections.abc import Sequence
from dataclasses import dataclass

from mattermost_py.features.identity.preferences.models import Preference
from mattermost_py.kernel.events import Audience, Event
from mattermost_py.kernel.json import dumps_text


@dataclass(frozen=True, slots=True)
class PreferencesChanged(Event):
    """Channels listen too: a favourite is also a place in the sidebar."""

    name = "preferences_changed"
    user_id: str
    preferences: Sequence[Preference]

    def audience(self) -> Audience:
        return Audience(user_id=self.user_id)

    def data(self) -> dict[str, str]:
        return {"preferences": dumps_text(self.preferences)}


@dataclass(frozen=True, slots=True)
class PreferenceChanged(Event):
    """A setting that a slash command chose."""

    name = "preference_changed"
    preference: Preference

    def audience(self) -> Audience:
        return Audience(user_id=self.preference.user_id)

    def data(self) -> dict[str, str]:
        return {"preference": dumps_text(self.preference)}


@dataclass(frozen=True, slots=True)
class PreferencesDeleted(Event):
    name = "preferences_deleted"
    user_id: str
    preferences: Sequence[Preference]

    def audience(self) -> Audience:
        return Audience(user_id=self.user_id)

    def data(self) -> dict[str, str]:
        return {"preferences": dumps_text(self.preferences)}
