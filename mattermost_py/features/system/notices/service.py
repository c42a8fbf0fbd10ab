"""Who is shown which notice, and who writes them."""

from collections.abc import Sequence

from mattermost_py.features.access.gate import service as gate
from mattermost_py.features.system.notices import store
from mattermost_py.features.system.notices.models import ADMINS, EVERYBODY, NewNotice, Notice, NoticeShape
from mattermost_py.infra.db import Db
from mattermost_py.infra.http.call import Page
from mattermost_py.kernel.actor import Actor
from mattermost_py.kernel.clock import now_ms
from mattermost_py.kernel.errors import NotFound
from mattermost_py.kernel.ids import new_id
from mattermost_py.kernel.permissions import Permission


async def unseen(db: Db, actor: Actor) -> list[Notice]:
    """What the caller has not seen yet, the oldest first; nothing of a kind that the site has switched off."""
    settings = db.settings.AnnouncementSettings
    audiences = [EVERYBODY] if settings.UserNoticesEnabled else []
    if settings.AdminNoticesEnabled and await gate.allows(db, actor, Permission.MANAGE_SYSTEM):
        audiences.append(ADMINS)
    return await store.unseen(db, actor.user_id, audiences, now_ms()) if audiences else []


async def mark_seen(db: Db, actor: Actor, notice_ids: Sequence[str]) -> None:
    await store.mark_seen(db, actor.user_id, notice_ids, now_ms() // 1000)


async def listed(db: Db, actor: Actor, page: Page) -> Sequence[NoticeShape]:
    """Raises: Forbidden."""
    await gate.require(db, actor, Permission.SYSCONSOLE_READ_SITE_NOTICES)
    return await store.listed(db, offset=page.offset, limit=page.per_page)


async def publish(db: Db, actor: Actor, wanted: NewNotice) -> Notice:
    """Shows something new to everybody, or to every administrator. Raises: Forbidden."""
    await gate.require(db, actor, Permission.SYSCONSOLE_WRITE_SITE_NOTICES)
    notice = Notice(
        id=new_id(),
        title=wanted.title,
        description=wanted.description,
        audience=wanted.audience,
        action_text=wanted.action_text or wanted.action_url,
        action_url=wanted.action_url,
        creator_id=actor.user_id,
        create_at=now_ms(),
        ends_at=wanted.ends_at,
    )
    await store.insert(db, notice)
    return notice


async def withdraw(db: Db, actor: Actor, notice_id: str) -> None:
    """Raises: Forbidden, NotFound."""
    await gate.require(db, actor, Permission.SYSCONSOLE_WRITE_SITE_NOTICES)
    if not await store.delete(db, notice_id):
        raise NotFound("api.system.notices.not_found.app_error")


async def forget_views_of(db: Db, user_id: str) -> None:
    await store.forget_views_of(db, user_id)
