"""Rules of drafts."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from mattermost_py.features.channels.channels import service as channels
from mattermost_py.features.messaging.drafts import store
from mattermost_py.features.messaging.drafts.events import DraftDeleted, DraftSaved
from mattermost_py.features.messaging.drafts.models import Draft, DraftRow, NewDraft, Unsent
from mattermost_py.features.messaging.files import service as files
from mattermost_py.features.messaging.files.models import FileInfo
from mattermost_py.infra.db import Db, Tx
from mattermost_py.kernel.actor import Actor
from mattermost_py.kernel.clock import now_ms
from mattermost_py.kernel.errors import Invalid, Unsupported
from mattermost_py.kernel.ids import is_id
from mattermost_py.kernel.json import dumps_text

U = TypeVar("U", bound=Unsent)

MESSAGE_MOST = 16_383  # characters
PROPS_MOST = 8000  # characters in the database
FILE_IDS_MOST = 300


def require_enabled(db: Db) -> None:
    """Raises: Unsupported while drafts stay on the device."""
    if not db.settings.ServiceSettings.AllowSyncedDrafts:
        raise Unsupported("api.drafts.disabled.app_error")


async def save(db: Db, actor: Actor, wanted: NewDraft, connection_id: str) -> Draft | None:
    """Keeps the draft of a channel or thread; an empty one is deleted. Returns: None then."""
    _check(wanted)
    await _require_channel(db, actor, wanted.channel_id)
    if not wanted.message and not wanted.file_ids:
        await delete(db, actor.user_id, wanted.channel_id, wanted.root_id, connection_id)
        return None
    now = now_ms()
    row = await store.upsert(
        db,
        DraftRow(
            create_at=now,
            update_at=now,
            delete_at=0,
            user_id=actor.user_id,
            channel_id=wanted.channel_id,
            root_id=wanted.root_id,
            message=wanted.message,
            props=dumps_text(wanted.props),
            file_ids=dumps_text(wanted.file_ids),
            priority=dumps_text(wanted.priority),
            type=wanted.type,
        ),
    )
    assert row is not None  # an upsert always returns its row
    draft = (await with_files(db, [Draft.of(row)]))[0]
    db.publish(DraftSaved(draft, connection_id))
    return draft


def _check(wanted: NewDraft) -> None:
    if not is_id(wanted.channel_id):
        raise Invalid("model.draft.is_valid.channel_id.app_error")
    check(wanted)


def check(wanted: NewDraft) -> None:
    """Raises: Invalid `model.draft.is_valid.*` for what can be kept neither as a draft nor as a scheduled post."""
    for is_wrong, part in (
        (wanted.root_id and not is_id(wanted.root_id), "root_id"),
        (len(wanted.message) > MESSAGE_MOST, "message_length"),
        (len(dumps_text(wanted.file_ids)) > FILE_IDS_MOST, "file_ids"),
        (len(dumps_text(wanted.props)) > PROPS_MOST, "props"),
        (len(dumps_text(wanted.label)) > PROPS_MOST, "priority"),
    ):
        if is_wrong:
            raise Invalid(f"model.draft.is_valid.{part}.app_error")


async def _require_channel(db: Db, actor: Actor, channel_id: str) -> None:
    """Who may post in a channel may prepare a post for it."""
    channel = await channels.known(db, channel_id)
    await channels.require_post(db, actor, channel)
    if channel.is_archived:
        raise Invalid("api.draft.create_draft.can_not_draft_to_deleted.error")
    if await channels.is_restricted(db, channel):
        raise Invalid("api.draft.create_draft.can_not_draft_to_restricted_dm.error")


async def in_team(db: Db, user_id: str, team_id: str) -> list[Draft]:
    """The user's drafts in a team and in direct channels, with their files; newest first."""
    return await with_files(db, [Draft.of(row) for row in await store.in_team(db, user_id, team_id)])


async def delete(db: Db, user_id: str, channel_id: str, root_id: str, connection_id: str) -> None:
    """Forgets a draft; one that is gone already is no error."""
    row = await store.delete(db, user_id, channel_id, root_id)
    if row is not None:
        db.publish(DraftDeleted(Draft.of(row), connection_id))


async def delete_of_threads(tx: Tx, root_ids: Sequence[str]) -> None:
    """After a thread is gone nobody can finish their answer."""
    await store.delete_of_threads(tx, root_ids)


async def delete_of_user(tx: Tx, user_id: str) -> None:
    await store.delete_of_user(tx, user_id)


async def with_files(db: Db, unsent: Sequence[U]) -> list[U]:
    """Adds the files that still are loose and their author's; one query however many messages."""
    wanted = [file_id for each in unsent for file_id in each.file_ids]
    if not wanted:
        return list(unsent)
    known = {file.id: file for file in await files.by_ids(db, wanted) if not file.post_id and not file.delete_at}
    return [replace(each, files=[known[x] for x in each.file_ids if _is_own(known.get(x), each)]) for each in unsent]


def _is_own(file: FileInfo | None, unsent: Unsent) -> bool:
    return file is not None and file.creator_id == unsent.user_id
