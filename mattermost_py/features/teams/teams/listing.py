"""Which teams a caller may find."""

from mattermost_py.features.access.gate import service as gate
from mattermost_py.features.teams.teams import store
from mattermost_py.features.teams.teams.models import Team, TeamSearch
from mattermost_py.infra.db import Db
from mattermost_py.kernel.actor import Actor
from mattermost_py.kernel.errors import Forbidden, Unsupported
from mattermost_py.kernel.permissions import Permission


async def every(db: Db, actor: Actor, limit: int, offset: int, *, counted: bool) -> tuple[list[Team], int | None]:
    """One page by display name, and the total if it is asked for. Raises: Forbidden."""
    seen = await _seen(db, actor)
    if not seen:
        raise Forbidden("api.team.get_all_teams.insufficient_permissions")
    is_open = None if len(seen) == 2 else seen == {True}
    archived = await gate.allows(db, actor, Permission.SYSCONSOLE_READ_USER_MANAGEMENT_TEAMS)
    teams = await store.search(db, pattern="", is_open=is_open, with_archived=archived, limit=limit, offset=offset)
    total = await store.count(db, pattern="", is_open=is_open, with_archived=archived) if counted else None
    return teams, total


async def search(db: Db, actor: Actor, wanted: TeamSearch) -> tuple[list[Team], int | None]:
    """Teams whose name contains the term; pages only for those who may list every team."""
    seen = await _seen(db, actor)
    if not seen:
        return [], None
    if wanted.is_paged and len(seen) == 1:
        kind = "public" if True in seen else "private"
        raise Unsupported(f"api.team.search_teams.pagination_not_implemented.{kind}_team_search")
    is_open = wanted.allow_open_invite if len(seen) == 2 else seen == {True}
    is_constrained = None if wanted.include_group_constrained else wanted.group_constrained
    pattern = f"%{escaped(wanted.term.strip().lower())}%"
    limit, offset = None, 0
    if wanted.page is not None and wanted.per_page is not None:
        limit, offset = max(wanted.per_page, 0), max(wanted.page, 0) * max(wanted.per_page, 0)
    archived = len(seen) == 2 and await gate.allows(db, actor, Permission.SYSCONSOLE_READ_USER_MANAGEMENT_TEAMS)
    teams = await store.search(
        db,
        pattern=pattern,
        is_open=is_open,
        is_constrained=is_constrained,
        with_archived=archived,
        limit=limit,
        offset=offset,
    )
    if limit is None:
        return teams, None
    total = await store.count(
        db, pattern=pattern, is_open=is_open, is_constrained=is_constrained, with_archived=archived
    )
    return teams, total


async def _seen(db: Db, actor: Actor) -> set[bool]:
    """The values of `allow_open_invite` the caller may list."""
    public = await gate.allows(db, actor, Permission.LIST_PUBLIC_TEAMS)
    private = await gate.allows(db, actor, Permission.LIST_PRIVATE_TEAMS)
    return {value for value, is_seen in ((True, public), (False, private)) if is_seen}


def escaped(term: str) -> str:
    """The term with the wildcards of LIKE taken literally."""
    return term.replace("\\", r"\\").replace("%", r"\%").replace("_", r"\_")
