"""What a member's row may be set to: roles and notification settings."""

from collections.abc import Mapping, Sequence

from mattermost_py.features.access.gate import service as gate
from mattermost_py.features.access.roles import service as roles
from mattermost_py.features.channels.channels import service as channels
from mattermost_py.features.channels.members import queries, service, store, texts
from mattermost_py.features.channels.members.events import MemberUpdated
from mattermost_py.features.channels.members.models import ChannelMember, SchemeRoles
from mattermost_py.infra.db import Tx
from mattermost_py.kernel.actor import Actor
from mattermost_py.kernel.clock import now_ms
from mattermost_py.kernel.errors import Forbidden, Invalid, NotFound
from mattermost_py.kernel.json import dumps
from mattermost_py.kernel.permissions import Permission

NOTIFY_BYTES_MOST = 800_000
_LEVELS = frozenset({"default", "all", "mention", "none"})
_ON_OFF = frozenset({"on", "off"})

# Key → the values it may take and the error part that names it; None takes any value. Other keys are ignored.
_NOTIFY_KEYS: Mapping[str, tuple[frozenset[str] | None, str]] = {
    "desktop": (_LEVELS, "notify_level"),
    "push": (_LEVELS, "push_level"),
    "email": (frozenset({"default", "true", "false"}), "email_value"),
    "mark_unread": (frozenset({"all", "mention"}), "unread_level"),
    "ignore_channel_mentions": (_ON_OFF | {"default"}, "ignore_channel_mentions_value"),
    "channel_auto_follow_threads": (_ON_OFF, "channel_auto_follow_threads_value"),
    "desktop_threads": (_LEVELS, "notify_level"),
    "push_threads": (_LEVELS, "push_level"),
    "desktop_sound": (_ON_OFF | {"default"}, "notify_props"),
    "desktop_notification_sound": (None, "notify_props"),
}


async def set_notify_props(tx: Tx, actor: Actor, channel_id: str, user_id: str, wanted: Mapping[str, str]) -> None:
    """Sets those keys that are known. Raises: Forbidden, Invalid, NotFound."""
    await gate.require_user(tx, actor, user_id)
    changed = await merge_notify_props(tx, user_id, [channel_id], wanted)
    if not changed:
        raise NotFound("app.channel.get_member.missing.app_error")


async def merge_notify_props(
    tx: Tx, user_id: str, channel_ids: Sequence[str], wanted: Mapping[str, str]
) -> list[ChannelMember]:
    """Sets notification keys of a user in several channels; their windows hear it."""
    props = {name: value for name, value in wanted.items() if name in _NOTIFY_KEYS}
    for name, value in props.items():
        allowed, part = _NOTIFY_KEYS[name]
        if allowed is not None and value not in allowed:
            raise Invalid(f"model.channel_member.is_valid.{part}.app_error", detail=f"{name}={value}")
    if len(dumps(props)) > NOTIFY_BYTES_MOST:
        raise Invalid("app.channel.update_member.notify_props_limit_exceeded.app_error")
    changed = await store.merge_notify_props(tx, user_id, channel_ids, props, now=now_ms())
    service.forget_members(tx, *(member.channel_id for member in changed))
    texts.forget(tx, user_id)
    tx.publish(*(MemberUpdated(member) for member in changed))
    return changed


async def set_roles(tx: Tx, actor: Actor, channel_id: str, user_id: str, wanted: Sequence[str]) -> None:
    """Replaces the roles by name: the scheme's own ones become flags, others stay as explicit roles."""
    await gate.require(tx, actor, Permission.MANAGE_CHANNEL_ROLES, channel_id=channel_id)
    member = await service.member(tx, channel_id, user_id)
    names = await queries.scheme_names(tx, channel_id)
    refusal = "api.channel.update_channel_member_roles.scheme_role.app_error"
    explicit = await roles.explicit(tx, wanted, names, refusal=refusal)
    guest, user, admin = (name in wanted for name in (names.guest, names.user, names.admin))
    if guest != member.scheme_guest:
        raise _refused("changing_guest_role")
    if guest and user:
        raise _refused("guest_and_user")
    await _save(tx, member, explicit=explicit, guest=guest, user=user, admin=admin)


async def set_scheme_roles(tx: Tx, actor: Actor, channel_id: str, user_id: str, wanted: SchemeRoles) -> None:
    """Sets the three flags."""
    await gate.require(tx, actor, Permission.MANAGE_CHANNEL_ROLES, channel_id=channel_id)
    member = await service.member(tx, channel_id, user_id)
    guest, user = wanted.scheme_guest, wanted.scheme_user
    if guest and user:
        raise _refused("user_and_guest")
    if guest != member.scheme_guest:
        raise _refused("guest")
    await _save(tx, member, explicit=None, guest=guest, user=user, admin=wanted.scheme_admin)


async def set_admin(tx: Tx, channel_id: str, user_id: str, *, is_admin: bool) -> None:
    """Whether the member administers the channel from now on; whether they may is the caller's business."""
    member = await service.member(tx, channel_id, user_id)
    await _save(tx, member, explicit=None, guest=False, user=True, admin=is_admin)


async def set_translation(tx: Tx, actor: Actor, channel_id: str, user_id: str, *, is_disabled: bool) -> None:
    """Whether a member reads the channel as it was written. Raises: Forbidden, Invalid, NotFound."""
    if not tx.settings.AutoTranslationSettings.Enable:
        raise Forbidden("api.channel.update_channel_member_autotranslation.feature_not_available.app_error")
    await gate.require_user(tx, actor, user_id)
    if not (await channels.known(tx, channel_id)).autotranslation:
        raise Invalid("api.channel.update_channel_member_autotranslation.channel_not_enabled.app_error")
    changed = await store.set_translation(tx, channel_id, user_id, is_disabled=is_disabled, now=now_ms())
    if changed is None:
        raise NotFound("app.channel.get_member.missing.app_error")
    texts.forget(tx, user_id)
    tx.publish(MemberUpdated(changed))


async def announce_all(tx: Tx, channel_id: str) -> None:
    """Everybody in the channel hears their membership anew, after its roles came to mean something else."""
    everybody = await queries.page(tx, channel_id, limit=None, offset=0)
    tx.publish(*(MemberUpdated(each) for each in everybody if tx.runtime.reaches(each.user_id)))


def _refused(part: str) -> Invalid:
    return Invalid(f"api.channel.update_channel_member_roles.{part}.app_error")


async def _save(tx: Tx, member: ChannelMember, *, explicit: str | None, guest: bool, user: bool, admin: bool) -> None:
    if not (guest or user):
        raise _refused("unset_user_scheme")
    changed = await store.set_roles(
        tx,
        member.channel_id,
        member.user_id,
        explicit=explicit,
        guest=guest,
        user=user,
        admin=admin,
        now=now_ms(),
    )
    assert changed is not None  # read a moment ago in the same transaction
    gate.forget_users(tx, member.user_id)
    service.forget_members(tx, member.channel_id)
    tx.publish(MemberUpdated(changed))
