"""Which teams a caller may find."""

from mattermost_py.features.access.gate import service as gate
from mattermost_py.features.teams.teams import store
from mattermost_py.features.teams.teams.models import Asked, Team, TeamSearch
from mattermost_py.infra.db import Db
from mattermost_py.kernel.actor import Actor
from mattermost_py.kernel.errors import Forbidden, Unsupported
from mattermost_py.kernel.permissions import Permission


async def every(
    db: Db, actor: Actor, limit: int, offset: int, *, counted: bool, except_retained: bool
) -> tuple[list[Team], int | None]:
    """One page by display name, and the total if it is asked for. Raises: Forbidden."""
    seen = await _seen(db, actor)
    asked = Asked(
        is_open=None if len(seen) == 2 else seen == {True},
        with_archived=await gate.allows(db, actor, Permission.SYSCONSOLE_READ_USER_MANAGEMENT_TEAMS),
        except_retained=except_retained,
        with_policies=await _policies(db, actor, is_needed=except_retained),
    )
    if not seen:
        raise Forbidden("api.team.get_all_teams.insufficient_permissions")
    teams = await store.search(db, asked, limit=limit, offset=offset)
    return teams, await store.count(db, asked) if counted else None


async def search(db: Db, actor: Actor, wanted: TeamSearch) -> tuple[list[Team], int | None]:
    """Teams whose name contains the term; pages only for those who may list every team."""
    except_retained = bool(wanted.exclude_policy_constrained)
    with_policies = await _policies(db, actor, is_needed=except_retained)
    seen = await _seen(db, actor)
    if not seen:
        return [], None
    if wanted.is_paged and len(seen) == 1:
        kind = "public" if True in seen else "private"
        raise Unsupported(f"api.team.search_teams.pagination_not_implemented.{kind}_team_search")
    archived = len(seen) == 2 and await gate.allows(db, actor, Permission.SYSCONSOLE_READ_USER_MANAGEMENT_TEAMS)
    asked = Asked(
        pattern=f"%{escaped(wanted.term.strip().lower())}%",
        is_open=wanted.allow_open_invite if len(seen) == 2 else seen == {True},
        is_constrained=None if wanted.include_group_constrained else wanted.group_constrained,
        with_archived=archived,
        except_retained=except_retained,
        with_policies=with_policies,
    )
    if wanted.page is None or wanted.per_page is None:
        return await store.search(db, asked, limit=None), None
    limit = max(wanted.per_page, 0)
    teams = await store.search(db, asked, limit=limit, offset=max(wanted.page, 0) * limit)
    return teams, await store.count(db, asked)


async def _policies(db: Db, actor: Actor, *, is_needed: bool) -> bool:
    """Whether the caller may know which policies of data retention there are. Raises: Forbidden if they must."""
    needed = Permission.SYSCONSOLE_READ_COMPLIANCE_DATA_RETENTION_POLICY
    if is_needed:
        await gate.require(db, actor, needed)
    return is_needed or await gate.allows(db, actor, needed)


async def _seen(db: Db, actor: Actor) -> set[bool]:
    """The values of `allow_open_invite` the caller may list."""
    public = await gate.allows(db, actor, Permission.LIST_PUBLIC_TEAMS)
    private = await gate.allows(db, actor, Permission.LIST_PRIVATE_TEAMS)
    return {value for value, is_seen in ((True, public), (False, private)) if is_seen}


def escaped(term: str) -> str:
    """The term with the wildcards of LIKE taken literally."""
    return term.replace("\\", r"\\").replace("%", r"\%").replace("_", r"\_")
