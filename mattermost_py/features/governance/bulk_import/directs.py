"""Lines about direct and group messages."""

from collections.abc import Sequence
from dataclasses import replace

from mattermost_py.features.channels.channels import service as channels
from mattermost_py.features.channels.channels.models import DIRECT, Channel
from mattermost_py.features.channels.directs import service as directs
from mattermost_py.features.governance.bulk_import import memberships, post_rules
from mattermost_py.features.governance.bulk_import.models import DirectChannelData
from mattermost_py.features.governance.bulk_import.work import Work
from mattermost_py.features.identity.preferences import service as preferences
from mattermost_py.features.identity.preferences.models import Preference
from mattermost_py.infra.db import Tx
from mattermost_py.kernel.actor import Actor
from mattermost_py.kernel.errors import AppError, Invalid


async def take_channel(work: Work, tx: Tx, data: DirectChannelData) -> None:
    post_rules.check_direct_channel(data, tx.settings.Limits.GroupMessageMembers)
    ids = await work.user_ids(tx, data.usernames)
    channel = await of_people(tx, list(ids.values()), "import_direct_channel")
    for each in data.participants or ():
        if each.username in ids:
            member = await memberships.enter(tx, channel, ids[each.username])
            await memberships.take_manner(tx, member, each.notify_props, each)
    await _show(work, tx, channel, data)
    if data.header is not None and data.header != channel.header:
        await channels.save(tx, replace(await channels.locked(tx, channel.id), header=data.header))


async def of_people(tx: Tx, ids: Sequence[str], area: str) -> Channel:
    """The channel of these people, made if it is missing. Raises: Invalid `app.import.<area>.create_*.error`."""
    people = list(dict.fromkeys(ids))
    writer = replace(Actor.system(), user_id=people[0])
    is_group = len(people) >= directs.GROUP_LEAST
    try:
        return await (directs.group if is_group else directs.direct)(tx, writer, people)
    except AppError as exc:
        kind = "group" if is_group else "direct"
        raise Invalid(f"app.import.{area}.create_{kind}_channel.error", detail=exc.id) from exc


async def _show(work: Work, tx: Tx, channel: Channel, data: DirectChannelData) -> None:
    """In whose sidebars it stands, and where."""
    for user_id in (await work.user_ids(tx, data.shown_by or ())).values():
        category, name = "group_channel_show", channel.id
        if channel.type == DIRECT:
            one, _, other = channel.name.partition("__")
            category, name = "direct_channel_show", other if one == user_id else one
        await preferences.upsert(tx, user_id, [Preference(user_id, category, name, "true")], silently=True)
    for user_id in (await work.user_ids(tx, data.favorited_by or ())).values():
        await memberships.favor(tx, user_id, channel.id)
