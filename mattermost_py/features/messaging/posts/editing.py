"""Changing a post: its text, props and files, with the version before it kept; pinning; older versions restored."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from mattermost_py.features.access.gate import service as gate
from mattermost_py.features.channels.channels import service as channels
from mattermost_py.features.messaging.files import service as files
from mattermost_py.features.messaging.mentions.hashtags import hashtags
from mattermost_py.features.messaging.posts import announcing, drafting, memory, props, store
from mattermost_py.features.messaging.posts.links import without_proxy
from mattermost_py.features.messaging.posts.models import BURN_ON_READ, Post, PostPatch
from mattermost_py.features.messaging.posts.rendering import Json, rendered_one
from mattermost_py.infra.db import Tx
from mattermost_py.kernel.actor import Actor
from mattermost_py.kernel.clock import now_ms
from mattermost_py.kernel.errors import Forbidden, Invalid, NotFound, no_permission
from mattermost_py.kernel.ids import new_id
from mattermost_py.kernel.permissions import Permission

# Marks of the program that wrote a post stay, whoever edits it.
_AUTHORS_MARKS = ("from_bot", "from_webhook", "from_oauth_app", "from_plugin", "override_username", "override_icon_url")


@dataclass(frozen=True, slots=True)
class Ids:
    """What the official server calls the errors of this way to change a post."""

    deleted_channel: str
    restricted_direct: str
    burn_on_read: str


UPDATE = Ids(
    "api.post.update_post.can_not_update_post_in_deleted.error",
    "api.post.update_post.can_not_update_post_in_restricted_dm.error",
    "api.post.update_post.burn_on_read.app_error",
)
PATCH = Ids(
    "api.post.patch_post.can_not_update_post_in_deleted.error",
    "api.post.patch_post.can_not_update_post_in_restricted_dm.error",
    "api.post.patch_post.can_not_update_burn_on_read_post.error",
)


async def change(tx: Tx, actor: Actor, post_id: str, wanted: PostPatch, ids: Ids) -> Json:
    """Edits a post for somebody who may. Returns it as they see it."""
    before = await _editable(tx, actor, post_id, ids)
    limit_s = tx.settings.ServiceSettings.PostEditTimeLimit
    is_rewritten = wanted.message is not None and (ids is PATCH or wanted.message != before.message)
    if is_rewritten and limit_s != -1 and now_ms() > before.create_at + limit_s * 1000:
        raise Invalid("api.post.update_post.permissions_time_limit.app_error", timeLimit=limit_s)
    await _require_new_files(tx, actor, before, wanted.file_ids)
    return await _save(tx, actor, before, wanted)


async def change_by_program(tx: Tx, actor: Actor, post_id: str, wanted: PostPatch) -> None:
    """Edits a post as the program behind it answered to the actor, who need not have the right to edit it.

    Its marks stay, and of its files those that are named. Raises: Invalid for what is gone or cannot be edited.
    """
    before = await store.for_change(tx, post_id)
    if before is None:
        raise Invalid("api.post.update_post.find.app_error")
    _require_plain(before, UPDATE)
    await _require_open(tx, before, UPDATE)
    if wanted.file_ids is not None:
        kept = [each for each in before.file_ids if each in wanted.file_ids]
        wanted = wanted.model_copy(update={"file_ids": kept})
    if wanted.props is not None:
        is_guarded = tx.settings.ServiceSettings.ExperimentalEnableHardenedMode
        not_its_own = {*_AUTHORS_MARKS, *(props.INTEGRATIONS_OWN if is_guarded else ())}
        chosen = {name: value for name, value in wanted.props.items() if name not in not_its_own}
        wanted = wanted.model_copy(update={"props": chosen})
    await _save(tx, actor, before, wanted)


async def pin(tx: Tx, actor: Actor, post_id: str, is_pinned: bool) -> None:
    """Anybody who reads the channel may pin and unpin."""
    before = await store.for_change(tx, post_id)
    if before is None:  # what is not there looks like what one may not read
        raise no_permission(actor.user_id, Permission.READ_CHANNEL_CONTENT)
    await gate.require_reads_channel(tx, actor, before.channel_id)
    await _require_open(tx, before, PATCH)
    _require_plain(before, PATCH)
    if before.is_pinned != is_pinned:
        await _save(tx, actor, before, PostPatch(is_pinned=is_pinned))


async def restore(tx: Tx, actor: Actor, post_id: str, version_id: str) -> Json:
    """Makes an older version of one's own post the current one."""
    version = await store.versions(tx, version_id)
    if version is None:
        raise NotFound("app.post.restore_post_version.get_single.app_error")
    if version.user_id != actor.user_id:
        raise Forbidden("app.post.restore_post_version.not_allowed.app_error")
    if not version.original_id or version.original_id != post_id:
        raise Invalid("app.post.restore_post_version.not_an_history_item.app_error")
    if not version.delete_at:
        raise Invalid("app.post.restore_post_version.not_valid_post_history_item.app_error")
    wanted = PostPatch(message=version.message, file_ids=version.file_ids)
    return await change(tx, actor, post_id, wanted, PATCH)


async def _editable(tx: Tx, actor: Actor, post_id: str, ids: Ids) -> Post:
    """The post, locked, if the actor may edit it. Raises: Forbidden, also for what is not there, and Invalid."""
    post = await store.for_change(tx, post_id)
    if post is None:
        raise no_permission(actor.user_id, Permission.EDIT_POST)
    needed = Permission.EDIT_POST if post.user_id == actor.user_id else Permission.EDIT_OTHERS_POSTS
    await gate.require(tx, actor, needed, channel_id=post.channel_id)
    await channels.require_post(tx, actor, await channels.known(tx, post.channel_id))
    _require_plain(post, ids)
    await _require_open(tx, post, ids)
    return post


def _require_plain(post: Post, ids: Ids) -> None:
    if post.is_system:
        raise Invalid("api.post.update_post.system_message.app_error")
    if post.type == BURN_ON_READ:
        raise Invalid(ids.burn_on_read)


async def _require_open(tx: Tx, post: Post, ids: Ids) -> None:
    channel = await channels.known(tx, post.channel_id)
    if channel.is_archived:
        raise Invalid(ids.deleted_channel)
    if await channels.is_restricted(tx, channel):
        raise Invalid(ids.restricted_direct)


async def _require_new_files(tx: Tx, actor: Actor, before: Post, file_ids: Sequence[str] | None) -> None:
    """Adding files to a post needs the right to upload."""
    if file_ids is None:
        return
    props.check_files(sorted(set(file_ids)))
    if set(file_ids) - set(before.file_ids):
        await gate.require(tx, actor, Permission.UPLOAD_FILE, channel_id=before.channel_id)


async def _save(tx: Tx, actor: Actor, before: Post, wanted: PostPatch) -> Json:
    after = await _after(tx, actor, before, wanted)
    is_edit = (after.message, after.file_ids, after.attachments) != (
        before.message,
        before.file_ids,
        before.attachments,
    )
    at = max(now_ms(), before.update_at + 1)
    after = replace(after, update_at=at, edit_at=at if is_edit else before.edit_at)
    await store.replace(tx, after, new_id(), keeps_history=is_edit)
    memory.forget(tx, after.channel_id, after.id)
    if is_edit:
        await channels.touched(tx, after.channel_id, at)
    shown = await rendered_one(tx, actor, after)
    await announcing.edited(tx, after, shown)
    return shown


async def _after(tx: Tx, actor: Actor, before: Post, wanted: PostPatch) -> Post:
    """The post with what is wanted; its links are looked up again."""
    message = before.message
    if wanted.message is not None:
        message = without_proxy(props.clean_message(wanted.message), tx.settings.ServiceSettings.SiteURL)
    changes: dict[str, Any] = {"message": message, "hashtags": hashtags(message)}
    if wanted.props is not None or message != before.message:
        channel = await channels.known(tx, before.channel_id)
        author = replace(actor, is_bot=False, is_oauth=False)
        sent = before.props if wanted.props is None else wanted.props
        filled = await drafting.filled_props(tx, author, sent, message, channel)
        filled = await drafting.with_machine(tx, filled, before.user_id)
        marks = {name: before.props[name] for name in _AUTHORS_MARKS if name in before.props}
        changes["props"] = {**filled, **marks}
    if wanted.file_ids is not None:
        changes["file_ids"] = await _files(tx, actor, before, wanted.file_ids)
    if wanted.is_pinned is not None:
        changes["is_pinned"] = wanted.is_pinned
    return replace(before, **changes)


async def _files(tx: Tx, actor: Actor, before: Post, wanted: Sequence[str]) -> list[str]:
    """Attaches new files, hides removed ones, brings back those an older version had. Returns what the post holds."""
    had, asked = set(before.file_ids), set(wanted)
    added = sorted(asked - had)
    if added:
        known = {each.id: each for each in await files.by_ids(tx, added) if each.post_id == before.id}
        await files.restore(tx, sorted(known))
        loose = [each for each in added if each not in known]
        got = await files.attach(
            tx, post_id=before.id, channel_id=before.channel_id, user_id=actor.user_id, file_ids=loose
        )
        added = [*known, *(each.id for each in got)]
    await files.delete(tx, sorted(had - asked))
    return sorted([*(had & asked), *added])
