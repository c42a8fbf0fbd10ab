"""Which channels a caller may find, and how a search term is understood."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from mattermost_py.features.access.gate import service as gate
from mattermost_py.features.channels.browsing import completing, store
from mattermost_py.features.channels.browsing.models import ChannelSearch
from mattermost_py.features.channels.browsing.texts import texts
from mattermost_py.features.channels.channels import service as channels
from mattermost_py.features.channels.channels.models import GROUP, OPEN, Channel, ChannelWithTeam
from mattermost_py.features.channels.gatherings import service as gatherings
from mattermost_py.features.teams.teams import service as teams
from mattermost_py.features.teams.teams.models import Team
from mattermost_py.infra.db import Db
from mattermost_py.kernel.actor import Actor
from mattermost_py.kernel.errors import Forbidden, Invalid, NotFound
from mattermost_py.kernel.permissions import Permission

AUTOCOMPLETED_MOST = 50
FOUND_MOST = 100
EVERYWHERE_MOST = 50


# --- lists --------------------------------------------------------------------------------------------------------


async def public(db: Db, actor: Actor, team_id: str, *, limit: int, offset: int) -> list[Channel]:
    await gate.require(db, actor, Permission.LIST_TEAM_CHANNELS, team_id=team_id)
    return await store.public_of_team(db, team_id, limit=limit, offset=offset)


async def private(db: Db, actor: Actor, team_id: str, *, limit: int, offset: int) -> list[Channel]:
    await gate.require(db, actor, Permission.MANAGE_SYSTEM)
    return await store.private_of_team(db, team_id, limit=limit, offset=offset)


async def archived(db: Db, actor: Actor, team_id: str, *, limit: int, offset: int) -> list[Channel]:
    await gate.require(db, actor, Permission.LIST_TEAM_CHANNELS, team_id=team_id)
    sees_all = await gate.allows(db, actor, Permission.MANAGE_SYSTEM)
    return await store.archived_of_team(
        db, team_id, user_id=actor.user_id, sees_all=sees_all, limit=limit, offset=offset
    )


async def by_ids(db: Db, actor: Actor, team_id: str, channel_ids: Sequence[str]) -> list[Channel]:
    """Those of the channels the actor may see. Raises: Forbidden, NotFound when that is none."""
    await gate.require(db, actor, Permission.VIEW_TEAM, team_id=team_id)
    found = await store.of_team_by_ids(db, team_id, channel_ids)
    seen = [
        each
        for each in found
        if each.type == OPEN or await gate.allows(db, actor, Permission.READ_CHANNEL, channel_id=each.id)
    ]
    if not seen:
        raise NotFound("app.channel.get_channels_by_ids.not_found.app_error")
    return seen


async def of_user(
    db: Db, actor: Actor, user_id: str, *, team_id: str | None, with_archived: bool, archived_since: int
) -> bytes:
    """The channels a user is in, with their direct and group messages, as JSON. Raises: Forbidden."""
    await gate.require_user(db, actor, user_id)
    if team_id is not None:
        await gate.require(db, actor, Permission.VIEW_TEAM, team_id=team_id)
    found = await store.moving_of_user(
        db, user_id, team_id=team_id, with_archived=with_archived, archived_since=archived_since
    )
    return await texts(db, found, with_props=True)


async def common_teams(db: Db, actor: Actor, channel_id: str) -> list[Team]:
    """The teams all people of a group message share. Raises: Forbidden, Invalid, NotFound."""
    if actor.is_guest:
        raise Forbidden("api.channel.gm_to_channel_conversion.not_allowed_for_user.request_error")
    channel = await channels.known(db, channel_id)
    await gate.require(db, actor, Permission.READ_CHANNEL, channel_id=channel_id)
    if channel.type != GROUP:
        raise Invalid("app.channel.get_common_teams.incorrect_channel_type")
    found = await teams.by_ids(db, await store.common_teams(db, channel_id))
    return [replace(each, email="", invite_id="") for each in found]


async def common_team_ids(db: Db, channel_id: str) -> list[str]:
    """The ids of the live teams that all active people of a channel are in."""
    return await store.common_teams(db, channel_id)


# --- search -------------------------------------------------------------------------------------------------------


def word_of(term: str) -> str:
    """What is looked for in names."""
    return term.strip().lower().lstrip("~")


def pattern_of(term: str) -> str:
    """What LIKE looks for: the term anywhere, wildcards taken literally; `%` alone fits everything."""
    word = word_of(term).replace("\\", r"\\").replace("%", r"\%").replace("_", r"\_")
    return f"%{word}%" if word else "%"


async def search(db: Db, actor: Actor, team_id: str, wanted: ChannelSearch) -> bytes:
    """Public channels of a team as JSON; only one's own for those who may not list them."""
    word = await completing.word(db, word_of(wanted.term), FOUND_MOST)
    if await gate.allows(db, actor, Permission.LIST_TEAM_CHANNELS, team_id=team_id):
        found = await store.search_public(
            db, team_id, word, with_archived=wanted.include_deleted or wanted.deleted, limit=FOUND_MOST
        )
    elif await gate.team_roles(db, actor.user_id, team_id) is None:
        raise NotFound("app.team.get_member.missing.app_error")
    else:
        found = await store.search_own(db, actor.user_id, team_id, word, only_mine=True, limit=FOUND_MOST)
    return await texts(db, found, with_props=False)


async def autocomplete(db: Db, actor: Actor, team_id: str, term: str) -> bytes:
    """For `~` in the composer: public and own channels of the team as JSON, archived ones last."""
    await gate.require(db, actor, Permission.LIST_TEAM_CHANNELS, team_id=team_id)
    return await texts(
        db, await completing.completed(db, actor, team_id, word_of(term), AUTOCOMPLETED_MOST), with_props=False
    )


async def autocomplete_joined(db: Db, actor: Actor, team_id: str, term: str) -> list[Channel]:
    """For `in:` in the search box: the channels one is in, direct and group messages too."""
    return await store.search_joined(
        db, actor.user_id, team_id, word_of(term), pattern_of(term), limit=AUTOCOMPLETED_MOST
    )


async def search_everywhere(db: Db, actor: Actor, wanted: ChannelSearch) -> list[ChannelWithTeam]:
    """Channels in all of the actor's teams."""
    return await store.search_everywhere(
        db, actor.user_id, word_of(wanted.term), with_archived=wanted.include_deleted, limit=EVERYWHERE_MOST
    )


async def search_groups(db: Db, actor: Actor, term: str) -> list[Channel]:
    """The actor's group messages by the names of their people."""
    words = term.replace(",", " ").split()
    if not words:
        return []
    return await store.search_groups(db, actor.user_id, [pattern_of(word) for word in words], limit=FOUND_MOST)


# --- the system console -------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Everything:
    """How an administrator narrows the list of all channels."""

    not_associated_to_group: str = ""
    exclude_default_channels: bool = False
    include_deleted: bool = False
    exclude_policy_constrained: bool = False
    access_control_policy_enforced: bool = False
    exclude_access_control_policy_enforced: bool = False


async def every(
    db: Db, actor: Actor, wanted: Everything, *, limit: int, offset: int, counted: bool
) -> tuple[list[ChannelWithTeam], int | None]:
    """All channels of all teams. Raises: Forbidden."""
    await gate.require_any(
        db,
        actor,
        Permission.SYSCONSOLE_READ_USER_MANAGEMENT_GROUPS,
        Permission.SYSCONSOLE_READ_USER_MANAGEMENT_CHANNELS,
        Permission.MANAGE_SYSTEM,
    )
    asked = ChannelSearch(
        not_associated_to_group=wanted.not_associated_to_group,
        exclude_default_channels=wanted.exclude_default_channels,
        include_deleted=wanted.include_deleted,
        exclude_policy_constrained=wanted.exclude_policy_constrained,
        access_control_policy_enforced=wanted.access_control_policy_enforced,
        exclude_access_control_policy_enforced=wanted.exclude_access_control_policy_enforced,
        page=0,
        per_page=limit,
    )
    return await _console(db, actor, asked, limit=limit, offset=offset, counted=counted)


async def search_console(db: Db, actor: Actor, wanted: ChannelSearch) -> tuple[list[ChannelWithTeam], int | None]:
    """All channels whose name fits; the total comes with a page. Raises: Forbidden."""
    await gate.require_any(
        db,
        actor,
        Permission.SYSCONSOLE_READ_USER_MANAGEMENT_GROUPS,
        Permission.SYSCONSOLE_READ_USER_MANAGEMENT_CHANNELS,
        Permission.SYSCONSOLE_READ_COMPLIANCE_DATA_RETENTION_POLICY,
        Permission.MANAGE_SYSTEM,
    )
    if wanted.page is None or wanted.per_page is None:
        return await _console(db, actor, wanted, limit=None, offset=0, counted=False)
    limit = max(wanted.per_page, 0)
    return await _console(db, actor, wanted, limit=limit, offset=max(wanted.page, 0) * limit, counted=True)


async def _console(
    db: Db, actor: Actor, wanted: ChannelSearch, *, limit: int | None, offset: int, counted: bool
) -> tuple[list[ChannelWithTeam], int | None]:
    retention = Permission.SYSCONSOLE_READ_COMPLIANCE_DATA_RETENTION_POLICY
    if wanted.exclude_policy_constrained:
        await gate.require(db, actor, retention)
    ruled, unruled = wanted.access_control_policy_enforced, wanted.exclude_access_control_policy_enforced
    asked = store.Asked(
        term=wanted.term.strip(),
        pattern=pattern_of(wanted.term),
        by_id=wanted.include_search_by_id,
        only_public=wanted.public and not wanted.private,
        only_private=wanted.private and not wanted.public,
        is_archived=True if wanted.deleted else None if wanted.include_deleted else False,
        is_constrained=True if wanted.group_constrained else False if wanted.exclude_group_constrained else None,
        team_ids=wanted.team_ids or None,
        except_names=gatherings.default_names(db) if wanted.exclude_default_channels else [],
        except_group=wanted.not_associated_to_group,
        except_remote=wanted.exclude_remote,
        except_retained=wanted.exclude_policy_constrained,
        is_ruled=ruled if ruled != unruled else None,
        ruled_by=wanted.parent_access_control_policy_id,
        with_policies=await gate.allows(db, actor, retention),
    )
    found = await store.console(db, asked, limit=limit, offset=offset)
    return found, await store.console_count(db, asked) if counted else None
