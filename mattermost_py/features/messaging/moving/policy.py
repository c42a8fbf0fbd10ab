"""Who may move threads, and from where to where."""

from collections.abc import Sequence

from mattermost_py.features.access.gate import service as gate
from mattermost_py.features.channels.channels.models import DIRECT, GROUP, PRIVATE, Channel
from mattermost_py.features.identity.users import service as users
from mattermost_py.features.messaging.posts.models import BURN_ON_READ, Post
from mattermost_py.infra.db import Db
from mattermost_py.kernel.actor import Actor
from mattermost_py.kernel.errors import Forbidden, Invalid, Unsupported

UNLIMITED = -1


def require_enabled(db: Db) -> None:
    """Raises: Unsupported unless the site switched it on."""
    if not db.settings.FeatureFlags.MoveThreadsEnabled:
        raise Unsupported("api.post.move_thread.disabled.app_error")


async def require_mover(db: Db, actor: Actor, channel_id: str) -> None:
    """Raises: Forbidden unless the actor has one of the roles and mail domains the site asks for; admins always may."""
    rules = db.settings.WranglerSettings
    user = await users.by_id(db, actor.user_id)
    if user.is_system_admin:
        return
    roles = set(user.role_names)
    if (standing := await gate.standing(db, actor.user_id, channel_id)) is not None:
        roles |= {*standing.roles, *standing.team_roles}
    domain = user.email.rpartition("@")[2]
    has_role = not rules.PermittedWranglerRoles or bool(roles & set(rules.PermittedWranglerRoles))
    has_domain = not rules.AllowedEmailDomain or domain in rules.AllowedEmailDomain
    if not (has_role and has_domain):
        raise Forbidden("api.post.move_thread.no_permission")


async def require_way(db: Db, actor: Actor, source: Channel, target: Channel) -> None:
    """Raises: Invalid unless threads may go from here to there, and the actor is in both channels."""
    rules = db.settings.WranglerSettings
    ways_out = {
        PRIVATE: rules.MoveThreadFromPrivateChannelEnable,
        DIRECT: rules.MoveThreadFromDirectMessageChannelEnable,
        GROUP: rules.MoveThreadFromGroupMessageChannelEnable,
    }
    if not ways_out.get(source.type, True):
        raise refused(f"threads may not leave channels of type {source.type}")
    are_of_teams = not (source.is_direct or target.is_direct)
    if are_of_teams and source.team_id != target.team_id and not rules.MoveThreadToAnotherTeamEnable:
        raise refused("threads may not go to another team")
    for channel in (source, target):
        standing = await gate.standing(db, actor.user_id, channel.id)
        if standing is None or not standing.is_member:
            raise refused("only members of both channels may move a thread")


def require_size(db: Db, posts: Sequence[Post]) -> None:
    """Raises: Invalid for threads that are too long, and for what cannot be moved."""
    most = db.settings.WranglerSettings.MoveThreadMaxCount
    if most != UNLIMITED and len(posts) > most:
        raise refused(f"a thread to be moved has {most} posts at most")
    if posts[0].is_system or posts[0].type == BURN_ON_READ:
        raise refused("this post stays where it is")


def refused(detail: str) -> Invalid:
    """The one official error for every reason."""
    return Invalid("app.post.move_thread_command.error", detail=detail)
