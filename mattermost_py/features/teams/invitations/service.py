"""Invitations by mail: who may be invited where, and the secrets that let them in."""

from collections.abc import Sequence
from dataclasses import replace
from urllib.parse import urlencode

from mattermost_py.config import Settings
from mattermost_py.features.access.gate import service as gate
from mattermost_py.features.access.onetime import service as onetime
from mattermost_py.features.access.onetime.service import Purpose
from mattermost_py.features.identity.notices import service as notices
from mattermost_py.features.identity.users import service as users
from mattermost_py.features.identity.users.models import User
from mattermost_py.features.teams.invitations import store
from mattermost_py.features.teams.invitations.models import ACCEPTED, REVOKED, Invitation, Invite, Room
from mattermost_py.features.teams.teams import service as teams
from mattermost_py.features.teams.teams.models import Team
from mattermost_py.infra.db import Db, Tx
from mattermost_py.infra.mail import allowances, outbox
from mattermost_py.infra.mail.letters import Letter, compose, site_url
from mattermost_py.kernel.actor import Actor
from mattermost_py.kernel.clock import now_ms
from mattermost_py.kernel.errors import AppError, Invalid, TooLarge, Unsupported, no_permission
from mattermost_py.kernel.ids import new_id
from mattermost_py.kernel.json import dumps_text
from mattermost_py.kernel.permissions import Permission

PER_HOUR = 20  # invitations of one person
MESSAGE_MOST = 4000  # characters of the sender's own words
_OPEN, _PRIVATE = "O", "P"


async def prepare(db: Db, actor: Actor, wanted: Invite) -> Invite:
    """The invitation with those channels only that the sender may fill.

    Raises: Invalid for a channel of another team, Forbidden when a guest would have no channel left.
    """
    if not wanted.channel_ids:
        return wanted
    rooms = await store.rooms(db, wanted.channel_ids)
    allowed = [room for room in rooms if await _may_fill(db, actor, room)]
    if wanted.is_guest and not allowed:
        raise no_permission(actor.user_id, Permission.MANAGE_PUBLIC_CHANNEL_MEMBERS)
    if any(room.team_id != wanted.team_id for room in allowed):
        raise Invalid("api.team.invite_guests.channel_in_invalid_team.app_error")
    if wanted.is_guest and any(room.is_guarded for room in allowed):
        raise Invalid("api.team.invite_guests.policy_enforced_channel.app_error")
    return replace(wanted, channel_ids=[room.id for room in allowed])


async def _may_fill(db: Db, actor: Actor, room: Room) -> bool:
    if room.type not in (_OPEN, _PRIVATE):
        return False
    public, private = Permission.MANAGE_PUBLIC_CHANNEL_MEMBERS, Permission.MANAGE_PRIVATE_CHANNEL_MEMBERS
    return await gate.allows(db, actor, public if room.type == _OPEN else private, channel_id=room.id)


async def invite(tx: Tx, actor: Actor, wanted: Invite) -> None:
    """Invites all of these addresses or none. Raises: Unsupported, Invalid, TooLarge."""
    team = await _team(tx, wanted)
    if refused := [email for email in wanted.emails if not is_welcome(tx.settings, team, wanted, email)]:
        raise unwelcome(refused)
    await _send(tx, actor, team, wanted, wanted.emails)


async def invite_welcome(tx: Tx, actor: Actor, wanted: Invite) -> dict[str, AppError]:
    """Invites those addresses that are welcome. Returns why the others are not. Raises: Unsupported, TooLarge."""
    team = await _team(tx, wanted)
    refused = {email: unwelcome([email]) for email in wanted.emails if not is_welcome(tx.settings, team, wanted, email)}
    await _send(tx, actor, team, wanted, [email for email in wanted.emails if email not in refused])
    return dict(refused)


async def _team(tx: Tx, wanted: Invite) -> Team:
    if not tx.settings.ServiceSettings.EnableEmailInvitations:
        raise Unsupported("api.team.invite_members.disabled.app_error")
    if not wanted.emails:
        raise Invalid("api.team.invite_members.no_one.app_error")
    return await teams.by_id(tx, wanted.team_id)


def is_welcome(settings: Settings, team: Team, wanted: Invite, email: str) -> bool:
    """Whether somebody with this address could come in."""
    lists = [settings.TeamSettings.RestrictCreationToDomains, team.allowed_domains]
    if wanted.is_guest:
        lists = [settings.GuestAccountsSettings.RestrictCreationToDomains]
    return users.is_valid_email(email) and all(users.in_domains(email, each) for each in lists)


def unwelcome(emails: Sequence[str]) -> Invalid:
    return Invalid("api.team.invite_members.invalid_email.app_error", Addresses=", ".join(emails))


async def _send(tx: Tx, actor: Actor, team: Team, wanted: Invite, emails: Sequence[str]) -> None:
    if not emails:
        return
    if not await allowances.spend(tx, f"invitations:{actor.user_id}", len(emails), per_hour=PER_HOUR):
        raise TooLarge("app.email.rate_limit_exceeded.app_error")
    sender = await users.by_id(tx, actor.user_id)
    extras = [_extra(wanted, email, sender.id) for email in emails]
    if any(len(extra) > onetime.EXTRA_MOST for extra in extras):
        raise Invalid("model.guest.is_valid.channels.app_error")
    secrets = await onetime.issue_many(tx, _purpose(wanted), extras)
    await store.insert(tx, [_noted(wanted, sender.id, *each) for each in zip(emails, secrets, strict=True)])
    by = display_name(sender, tx.settings.TeamSettings.TeammateNameDisplay)
    links = [_link(tx, wanted, team, email, secret.token) for email, secret in zip(emails, secrets, strict=True)]
    letters = [_letter(tx, wanted, link, sender=by, team=team.display_name) for link in links]
    await outbox.put_letters(tx, zip(emails, letters, strict=True))


def _noted(wanted: Invite, sender_id: str, email: str, secret: onetime.OneTime) -> Invitation:
    return Invitation(
        id=new_id(),
        team_id=wanted.team_id,
        sender_id=sender_id,
        email=email,
        is_guest=wanted.is_guest,
        token=secret.token,
        created_at=secret.create_at,
        expires_at=secret.expires_at,
        outcome="open",
        settled_at=0,
    )


def _purpose(wanted: Invite) -> Purpose:
    if wanted.by_magic_link:
        return Purpose.GUEST_MAGIC_LINK_INVITATION
    return Purpose.GUEST_INVITATION if wanted.is_guest else Purpose.TEAM_INVITATION


def _extra(wanted: Invite, email: str, sender_id: str) -> str:
    """What the secret allows, in the official spelling."""
    allowed = {"teamId": wanted.team_id, "email": email, "senderId": sender_id}
    if wanted.is_guest:
        allowed["guest"] = "true"
    if wanted.ends_at:
        allowed["endsAt"] = str(wanted.ends_at)  # our own; the official server ignores it
    if wanted.channel_ids:
        allowed["channels"] = " ".join(wanted.channel_ids)
    return dumps_text(allowed)


def _letter(db: Db, wanted: Invite, link: str, *, sender: str, team: str) -> Letter:
    """In the site's language: whoever gets it has not chosen one."""
    name = "magic_invitation" if wanted.by_magic_link else "guest_invitation" if wanted.is_guest else "team_invitation"
    locale, words = db.settings.LocalizationSettings.DefaultServerLocale, wanted.message[:MESSAGE_MOST]
    return compose(db.settings, name, locale, link=link, quote=words, sender=sender, team=team)


def _link(db: Db, wanted: Invite, team: Team, email: str, token: str) -> str:
    """The official form: what the sign-up page shows goes in `d`, what lets in goes in `t`."""
    if wanted.by_magic_link:
        return notices.one_time_link(db, token)
    shown = {"display_name": team.display_name, "email": email, "name": team.name}
    if wanted.is_guest:
        shown["guest"] = "true"
    return f"{site_url(db.settings)}/signup_user_complete/?{urlencode({'d': dumps_text(shown), 't': token})}"


def display_name(user: User, style: str) -> str:
    """What the site calls its people."""
    full_name = f"{user.first_name} {user.last_name}".strip()
    if style == "nickname_full_name":
        return user.nickname or full_name or user.username
    return (full_name if style == "full_name" else "") or user.username


async def call_back(tx: Tx) -> int:
    """Makes every invitation by mail useless that nobody has used yet. Returns how many there were."""
    await store.settle_all(tx, REVOKED, now_ms())
    return await onetime.revoke_all(tx, *onetime.INVITATIONS)


async def note_used(tx: Tx, secret: onetime.OneTime) -> None:
    """The invited came in."""
    if secret.type in onetime.INVITATIONS:
        await store.settle(tx, secret.token, ACCEPTED, now_ms())


async def forget(tx: Tx, *, team_id: str = "", sender_id: str = "") -> None:
    """The team or the sender is gone."""
    await store.delete_of(tx, team_id=team_id, sender_id=sender_id)
