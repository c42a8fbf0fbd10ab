"""Founding a team with oneself as its admin, and joining by an invite link."""

from mattermost_py.features.access.onetime import service as onetime
from mattermost_py.features.access.onetime.service import Purpose
from mattermost_py.features.identity.users.events import InvitationAccepted, UserCreated
from mattermost_py.features.teams.entry.events import LedIntoChannels
from mattermost_py.features.teams.entry.models import Invitation, InviteInfo
from mattermost_py.features.teams.members import service as members
from mattermost_py.features.teams.members.models import TeamMember
from mattermost_py.features.teams.teams import service as teams
from mattermost_py.features.teams.teams.models import OPEN, Team, TeamInput
from mattermost_py.infra.db import Db, Tx
from mattermost_py.kernel.actor import Actor
from mattermost_py.kernel.clock import now_ms
from mattermost_py.kernel.errors import Forbidden, Invalid
from mattermost_py.kernel.json import JsonError, loads

_BAD_LINK = "api.user.create_user.signup_link_invalid.app_error"


async def found(tx: Tx, actor: Actor, wanted: TeamInput) -> Team:
    """A new team; the founder joins it and, having its e-mail address, administers it."""
    team = await teams.found(tx, actor, wanted)
    founder = await members.person_of(tx, actor.user_id)
    try:
        members.check_allowed(tx, team, founder)
    except Invalid as exc:
        raise Invalid("api.team.is_team_creation_allowed.domain.app_error") from exc
    await members.join(tx, team, actor.user_id)
    return team


async def join_by_link(tx: Tx, actor: Actor, invite_id: str) -> TeamMember:
    """Raises: Forbidden for guests and for teams that groups fill, NotFound for an unknown link."""
    _no_guests(actor)
    team = await teams.by_invite_id(tx, invite_id)
    if team.group_constrained:
        raise Forbidden("app.team.invite_id.group_constrained.error")
    return await members.join(tx, team, actor.user_id)


async def join_by_token(tx: Tx, actor: Actor, token: str) -> TeamMember:
    """Joins by the secret of an invitation mail, which is used up. Raises: Invalid, Forbidden, NotFound."""
    secret = await onetime.find(tx, token, Purpose.TEAM_INVITATION, Purpose.GUEST_INVITATION)
    if secret is None:
        raise Invalid(_BAD_LINK)
    if secret.is_expired(now_ms()):
        raise Invalid("api.user.create_user.signup_link_expired.app_error")
    invitation = invitation_of(secret.extra)
    team = await teams.by_id(tx, invitation.team_id)
    if team.group_constrained:
        raise Forbidden("app.team.invite_token.group_constrained.error")
    if actor.is_guest != (secret.type == Purpose.GUEST_INVITATION):
        raise Invalid("api.user.create_user.invalid_invitation_type.app_error")
    if not await onetime.use(tx, secret):
        raise Invalid(_BAD_LINK)
    member = await members.join(tx, team, actor.user_id)
    _lead_on(tx, actor.user_id, team.id, invitation.channel_ids)
    return member


def _lead_on(tx: Tx, user_id: str, team_id: str, channel_ids: tuple[str, ...]) -> None:
    if channel_ids:
        tx.publish(LedIntoChannels(user_id, team_id, channel_ids))


def _no_guests(actor: Actor) -> None:
    if actor.is_guest:
        raise Forbidden("api.team.add_user_to_team_from_invite.guest.app_error")


def invitation_of(extra: str) -> Invitation:
    """What an invitation's secret leads to. Raises: Invalid."""
    try:
        said = loads(extra)
        return Invitation(str(said["teamId"]), tuple(str(said.get("channels", "")).split()))
    except (JsonError, KeyError, TypeError, AttributeError) as exc:
        raise Invalid(_BAD_LINK) from exc


async def info(db: Db, invite_id: str) -> InviteInfo:
    """What the sign-up page shows of the team. Raises: NotFound, Forbidden for closed teams."""
    team = await teams.by_invite_id(db, invite_id)
    if team.type != OPEN:
        raise Forbidden("api.team.get_invite_info.not_open_team")
    return InviteInfo(team.display_name, team.description, team.name, team.id)


async def welcome(tx: Tx, event: UserCreated) -> None:
    """A new account that came by an invitation joins its team."""
    if event.team_id:
        await members.join(tx, await teams.by_id(tx, event.team_id), event.user.id)
        _lead_on(tx, event.user.id, event.team_id, event.channels)


async def welcome_back(tx: Tx, event: InvitationAccepted) -> None:
    """An account that was there before joins the team of its invitation."""
    if event.team_id:
        await members.join(tx, await teams.by_id(tx, event.team_id), event.user_id)
        _lead_on(tx, event.user_id, event.team_id, event.channels)
