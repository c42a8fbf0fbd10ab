"""The sidebar follows preferences, and people out of channels and teams, in the same transaction."""

from collections.abc import Sequence

from mattermost_py.features.channels.channels.events import ChannelErased
from mattermost_py.features.channels.channels.models import Channel
from mattermost_py.features.channels.members.events import Entered, Left
from mattermost_py.features.channels.rooms.events import ChannelMoved, ChannelRecategorised
from mattermost_py.features.channels.sidebar import service, store
from mattermost_py.features.channels.sidebar.events import CategoriesUpdated
from mattermost_py.features.identity.preferences.events import PreferencesChanged, PreferencesDeleted
from mattermost_py.features.identity.preferences.models import Preference
from mattermost_py.features.identity.users.events import UserErased
from mattermost_py.features.teams.members.events import Leaving
from mattermost_py.infra.db import Tx
from mattermost_py.infra.runtime import Listener, Runtime, after, within


async def _changed(tx: Tx, event: PreferencesChanged) -> None:
    added = _favorites(event.preferences, is_set=True)
    removed = _favorites(event.preferences, is_set=False)
    if added:
        await store.add_favorites(tx, event.user_id, added)
    if removed:
        await store.remove_favorites(tx, event.user_id, removed)
    if added or removed:
        service.forget(tx, event.user_id)


async def _told(runtime: Runtime, event: PreferencesChanged) -> None:
    """Clients load their categories anew after any change of a preference."""
    runtime.announce([CategoriesUpdated(event.user_id)])


async def _deleted(tx: Tx, event: PreferencesDeleted) -> None:
    gone = [each.name for each in event.preferences if each.category == service.FAVORITE]
    if gone:
        await store.remove_favorites(tx, event.user_id, gone)
        service.forget(tx, event.user_id)
    tx.publish(CategoriesUpdated(event.user_id))


def _favorites(preferences: Sequence[Preference], *, is_set: bool) -> list[str]:
    return [each.name for each in preferences if each.category == service.FAVORITE and (each.value == "true") is is_set]


async def _entered(tx: Tx, event: Entered) -> None:
    """A channel may name the category it appears in, where the server sorts channels so."""
    if event.channel.default_category_name and tx.settings.ExperimentalSettings.ExperimentalChannelCategorySorting:
        await _file(tx, event.channel, event.user_ids)


async def _recategorised(tx: Tx, event: ChannelRecategorised) -> None:
    """Whoever put the channel somewhere else by hand keeps it there."""
    channel = event.channel
    await _file(tx, channel, await store.take_out(tx, channel.id, channel.team_id, event.before))


async def _file(tx: Tx, channel: Channel, user_ids: Sequence[str]) -> None:
    if channel.default_category_name:
        await store.file_under(tx, channel.id, channel.team_id, channel.default_category_name, user_ids)
    service.forget(tx, *user_ids)
    told = [each for each in user_ids if tx.runtime.reaches(each)]
    tx.publish(*(CategoriesUpdated(each, channel.team_id) for each in told))


async def _left(tx: Tx, event: Left) -> None:
    await store.forget_channels(tx, event.user_id, event.channel_ids)


async def _left_team(tx: Tx, event: Leaving) -> None:
    await store.delete_of_team(tx, event.person.id, event.team.id)
    service.forget(tx, event.person.id)


async def _moved(tx: Tx, event: ChannelMoved) -> None:
    """In its new team the channel has no place of anybody's choice yet."""
    await store.forget_places(tx, event.channel.id)


async def _erased(tx: Tx, event: ChannelErased) -> None:
    await store.forget_places(tx, event.channel.id)


async def _user_erased(tx: Tx, event: UserErased) -> None:
    await store.delete_user(tx, event.user.id)


listeners: list[Listener] = [
    within(PreferencesChanged, _changed),
    after(PreferencesChanged, _told),
    within(PreferencesDeleted, _deleted),
    within(Entered, _entered),
    within(ChannelRecategorised, _recategorised),
    within(Left, _left),
    within(Leaving, _left_team),
    within(ChannelMoved, _moved),
    within(ChannelErased, _erased),
    within(UserErased, _user_erased),
]
