"""The life of a team's channel."""

from dataclasses import replace

from mattermost_py.features.access.gate import service as gate
from mattermost_py.features.channels.channels import service as channels
from mattermost_py.features.channels.channels.events import (
    ChannelArchived,
    ChannelConverted,
    ChannelCreated,
    ChannelRestored,
)
from mattermost_py.features.channels.channels.models import OPEN, PRIVATE, Channel
from mattermost_py.features.channels.members import notes as member_notes
from mattermost_py.features.channels.members import service as members
from mattermost_py.features.channels.rooms import notes
from mattermost_py.features.channels.rooms.events import ChannelRecategorised
from mattermost_py.features.channels.rooms.models import ChannelInput, ChannelPatch
from mattermost_py.features.teams.members import service as team_members
from mattermost_py.infra.db import Tx
from mattermost_py.kernel.actor import Actor
from mattermost_py.kernel.clock import now_ms
from mattermost_py.kernel.errors import Forbidden, Invalid, Unauthenticated, invalid_body
from mattermost_py.kernel.ids import new_id
from mattermost_py.kernel.permissions import Permission

_NAMES = {"name", "display_name", "purpose", "default_category_name"}


async def create(tx: Tx, actor: Actor, wanted: ChannelInput) -> Channel:
    """A new public or private channel with its maker as admin. Raises: Forbidden, Invalid."""
    if not wanted.team_id:
        raise invalid_body("team_id")
    if not wanted.display_name:
        raise invalid_body("display_name")
    if wanted.type not in (OPEN, PRIVATE):
        raise Invalid("api.channel.create_channel.direct_channel.app_error")
    public = wanted.type == OPEN
    needed = Permission.CREATE_PUBLIC_CHANNEL if public else Permission.CREATE_PRIVATE_CHANNEL
    await gate.require(tx, actor, needed, team_id=wanted.team_id)

    channel = channels.draft(
        team_id=wanted.team_id,
        kind=wanted.type,
        name=new_id() if tx.settings.PrivacySettings.UseAnonymousURLs else wanted.name,
        display_name=wanted.display_name.strip(),
        creator_id=actor.user_id,
        header=wanted.header,
        purpose=wanted.purpose,
    )
    channel = replace(
        channel,
        group_constrained=wanted.group_constrained,
        banner_info=wanted.banner_info and wanted.banner_info.model_dump(exclude_none=True),
        default_category_name=wanted.default_category_name,
    )
    if _sorts(tx):
        channel = _with_category(channel)
    made = await channels.create(tx, channel)
    maker = await team_members.person_of(tx, actor.user_id)
    await members.place(tx, [made], [maker], admin_ids=[maker.id])
    tx.publish(ChannelCreated(made, maker.id), member_notes.joined(made.id, maker))
    return made


def _sorts(tx: Tx) -> bool:
    """Whether channels may name the category they appear in."""
    return tx.settings.ExperimentalSettings.ExperimentalChannelCategorySorting


def _with_category(channel: Channel) -> Channel:
    """`Projects/Roof` is a channel Roof that appears in everybody's category Projects."""
    category, slash, name = (part.strip() for part in channel.display_name.partition("/"))
    if not (category and slash and name):
        return channel
    return replace(channel, display_name=name, default_category_name=category)


async def replace_settings(tx: Tx, actor: Actor, channel_id: str, wanted: ChannelInput) -> Channel:
    """PUT: header and purpose take the value sent, the other fields only if they are not empty."""
    channel = await channels.locked(tx, channel_id)
    if channel.is_archived:
        raise Invalid("api.channel.update_channel.deleted.app_error")
    if wanted.type and wanted.type != channel.type:
        raise Invalid("api.channel.update_channel.typechange.app_error")
    patch = ChannelPatch(
        name=wanted.name or None,
        display_name=wanted.display_name or None,
        header=wanted.header,
        purpose=wanted.purpose,
        group_constrained=wanted.group_constrained,
    )
    if channel.is_direct and _renames(channel, patch):
        raise Invalid("api.channel.update_channel.update_direct_or_group_messages_not_allowed.app_error")
    return await _change(tx, actor, channel, patch)


async def change(tx: Tx, actor: Actor, channel_id: str, patch: ChannelPatch) -> Channel:
    """Applies what is present. Raises: Forbidden, Invalid."""
    if not _sorts(tx):
        patch = patch.model_copy(update={"default_category_name": None})
    elif patch.default_category_name is not None:
        patch = patch.model_copy(update={"default_category_name": patch.default_category_name.strip()})
    if all(value is None for value in patch.model_dump().values()):
        raise Invalid("api.channel.patch_update_channel.no_changes.app_error")
    channel = await channels.locked(tx, channel_id)
    if channel.is_direct and _renames(channel, patch):
        raise Invalid("api.channel.patch_update_channel.update_direct_or_group_messages_not_allowed.app_error")
    if channel.is_direct and patch.banner_info is not None:
        raise Invalid("api.channel.update_channel.banner_info.channel_type.not_allowed")
    if patch.autotranslation is not None:
        _require_translation(tx, channel)
    return await _change(tx, actor, channel, patch)


def _require_translation(tx: Tx, channel: Channel) -> None:
    """Raises: Forbidden where the server does not translate."""
    settings = tx.settings.AutoTranslationSettings
    if not settings.Enable:
        raise Forbidden("api.channel.patch_update_channel.feature_not_available.app_error")
    if channel.is_direct and settings.RestrictDMAndGM:
        raise Forbidden("api.channel.patch_update_channel.auto_translation_restricted.app_error")


def _renames(channel: Channel, patch: ChannelPatch) -> bool:
    """Whether the patch wants more of a direct message than another header."""
    return any(
        value is not None and value != getattr(channel, name)
        for name, value in patch.model_dump(include=_NAMES).items()
    )


async def _change(tx: Tx, actor: Actor, channel: Channel, patch: ChannelPatch) -> Channel:
    await _require_change(tx, actor, channel, patch)
    if channel.is_default and patch.name is not None and patch.name != channel.name:
        raise Invalid("api.channel.update_channel.tried.app_error")
    if patch.header is not None and await channels.is_restricted(tx, channel):
        raise Invalid("api.channel.patch_update_channel.restricted_dm.app_error")
    wanted = {name: value for name, value in patch.model_dump(exclude={"banner_info"}).items() if value is not None}
    changed = replace(channel, **wanted)
    if patch.display_name is not None and _sorts(tx) and not channel.is_direct:
        changed = _with_category(changed)
    if patch.banner_info is not None:
        sent = patch.banner_info.model_dump(exclude_none=True)
        changed = replace(changed, banner_info={**(channel.banner_info or {}), **sent})
    saved = await channels.save(tx, changed)
    who = await team_members.person_of(tx, actor.user_id)
    tx.publish(*notes.changed(channel, saved, who))
    if saved.default_category_name != channel.default_category_name:
        tx.publish(ChannelRecategorised(saved, channel.default_category_name))
    return saved


async def _require_change(tx: Tx, actor: Actor, channel: Channel, patch: ChannelPatch) -> None:
    """Members may change the header of their direct messages; else it takes a permission a kind of change."""
    if channel.is_direct:
        standing = await gate.standing(tx, actor.user_id, channel.id)
        if standing is None or not standing.is_member:
            raise Forbidden("api.channel.patch_update_channel.forbidden.app_error")
        return
    public = channel.type == OPEN
    sent = {name for name, value in patch.model_dump().items() if value is not None}
    if sent - {"banner_info", "autotranslation"}:
        await gate.require(
            tx,
            actor,
            Permission.MANAGE_PUBLIC_CHANNEL_PROPERTIES if public else Permission.MANAGE_PRIVATE_CHANNEL_PROPERTIES,
            channel_id=channel.id,
        )
    if "banner_info" in sent:
        await gate.require(
            tx,
            actor,
            Permission.MANAGE_PUBLIC_CHANNEL_BANNER if public else Permission.MANAGE_PRIVATE_CHANNEL_BANNER,
            channel_id=channel.id,
        )
    if "autotranslation" in sent:
        await gate.require(
            tx,
            actor,
            Permission.MANAGE_PUBLIC_CHANNEL_AUTO_TRANSLATION
            if public
            else Permission.MANAGE_PRIVATE_CHANNEL_AUTO_TRANSLATION,
            channel_id=channel.id,
        )


async def set_privacy(tx: Tx, actor: Actor, channel_id: str, privacy: str) -> Channel:
    """Opens or closes a channel. Raises: Forbidden, Invalid for the default channel and direct messages."""
    channel = await channels.locked(tx, channel_id)
    opens = privacy == OPEN
    await gate.require(
        tx,
        actor,
        Permission.CONVERT_PRIVATE_CHANNEL_TO_PUBLIC if opens else Permission.CONVERT_PUBLIC_CHANNEL_TO_PRIVATE,
        channel_id=channel.id,
    )
    if channel.is_direct or (channel.is_default and not opens):
        raise Invalid("api.channel.update_channel_privacy.default_channel_error")
    saved = await channels.save(tx, replace(channel, type=privacy))
    who = await team_members.person_of(tx, actor.user_id)
    tx.publish(notes.privacy(saved, who), ChannelConverted(saved))
    return saved


async def archive(tx: Tx, actor: Actor, channel_id: str) -> None:
    """Closes a channel: its messages stay readable. Raises: Forbidden, Invalid."""
    channel = await channels.locked(tx, channel_id)
    await _require_delete(tx, actor, channel)
    if channel.is_archived:
        raise Invalid("api.channel.delete_channel.deleted.app_error")
    if channel.is_default:
        raise Invalid("api.channel.delete_channel.cannot.app_error")
    saved = await channels.store_quietly(tx, replace(channel, delete_at=now_ms()))
    who = await team_members.person_of(tx, actor.user_id)
    tx.publish(notes.archived(saved, who), ChannelArchived(saved))


async def destroy(tx: Tx, actor: Actor, channel_id: str) -> None:
    """Removes a channel for good. Raises: Unauthenticated unless the server allows it; Forbidden, Invalid."""
    channel = await channels.locked(tx, channel_id)
    await _require_delete(tx, actor, channel)
    is_admin = await gate.allows(tx, actor, Permission.MANAGE_SYSTEM)
    if not tx.settings.ServiceSettings.EnableAPIChannelDeletion:
        which = "not_enabled.for_admin" if is_admin else "not_enabled"
        raise Unauthenticated(f"api.user.delete_channel.{which}.app_error")
    await gate.require(tx, actor, Permission.MANAGE_SYSTEM)
    if channel.is_default:
        raise Invalid("api.channel.delete_channel.cannot.app_error")
    tx.publish(ChannelArchived(replace(channel, delete_at=now_ms())))
    await members.clear(tx, channel.id)
    await channels.erase(tx, channel)


async def _require_delete(tx: Tx, actor: Actor, channel: Channel) -> None:
    if channel.is_direct:
        raise Invalid("api.channel.delete_channel.type.invalid")
    public = channel.type == OPEN
    needed = Permission.DELETE_PUBLIC_CHANNEL if public else Permission.DELETE_PRIVATE_CHANNEL
    await gate.require(tx, actor, needed, channel_id=channel.id)


async def restore(tx: Tx, actor: Actor, channel_id: str) -> Channel:
    """Opens an archived channel again. Raises: Forbidden, Invalid."""
    channel = await channels.locked(tx, channel_id)
    if not await gate.allows(tx, actor, Permission.SYSCONSOLE_WRITE_USER_MANAGEMENT_CHANNELS):
        await gate.require(tx, actor, Permission.MANAGE_TEAM, team_id=channel.team_id)
    if not channel.is_archived:
        raise Invalid("api.channel.restore_channel.restored.app_error")
    saved = await channels.store_quietly(tx, replace(channel, delete_at=0))
    who = await team_members.person_of(tx, actor.user_id)
    tx.publish(ChannelRestored(saved), notes.restored(saved, who))
    return saved
