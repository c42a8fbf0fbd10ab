"""Writing and reading the security log."""

from mattermost_py.features.access.audits import store
from mattermost_py.features.access.audits.models import Audit
from mattermost_py.infra.db import Db
from mattermost_py.infra.http.call import Call, Page
from mattermost_py.kernel.clock import now_ms
from mattermost_py.kernel.ids import new_id

MOST_PER_PAGE = 10_000


async def note(db: Db, call: Call, extra: str = "", *, user_id: str = "", session_id: str = "") -> None:
    """Adds a line about this request: who asked for what, from where."""
    audit = Audit(
        id=new_id(),
        create_at=now_ms(),
        user_id=user_id or call.actor.user_id,
        action=call.scope["path"][:512],
        extra_info=extra[:1024],
        ip_address=call.client_ip[:64],
        session_id=session_id or call.actor.session_id,
    )
    await store.insert(db, audit)


async def newest(db: Db, page: Page, *, user_id: str = "") -> list[Audit]:
    """Newest first; of everybody when no user is given."""
    return await store.newest(db, user_id=user_id, offset=page.offset, limit=page.per_page)


async def forget_user(db: Db, user_id: str) -> None:
    """Removes a user's lines for good."""
    await store.delete_of(db, user_id)
