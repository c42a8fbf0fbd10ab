"""Routes of inviting by mail."""

from pydantic import TypeAdapter, ValidationError

from mattermost_py.features.access.audits import service as audits
from mattermost_py.features.access.gate import service as gate
from mattermost_py.features.identity.stays import service as stays
from mattermost_py.features.identity.users import service as users
from mattermost_py.features.teams.invitations import history, service
from mattermost_py.features.teams.invitations.models import GuestsInvite, Invite, MemberInvite, Outcome
from mattermost_py.features.teams.members import service as members
from mattermost_py.infra.http.call import Call, Response
from mattermost_py.infra.http.router import route
from mattermost_py.kernel.errors import AppError, Forbidden, Invalid, Unsupported, invalid_body
from mattermost_py.kernel.ids import is_id
from mattermost_py.kernel.messages import message
from mattermost_py.kernel.permissions import Permission

_emails = TypeAdapter(list[str])


async def members_by_mail(call: Call) -> Response:
    team_id = call.path_id("team_id")
    for permission in (Permission.INVITE_USER, Permission.ADD_USER_TO_TEAM):
        await gate.require(call.db(), call.actor, permission, team_id=team_id)
    sent = await _member_invite(call)
    emails = _cleaned(sent.emails)
    if not emails:
        raise invalid_body("user_email")
    if not all(is_id(each) for each in sent.channel_ids):
        raise Invalid("model.member.is_valid.channel.app_error")
    return await _invite(call, Invite(team_id, emails, sent.channel_ids, sent.message))


async def _member_invite(call: Call) -> MemberInvite:
    """Raises: Invalid for anything but a list of addresses or an object with one."""
    body = await call.body()
    try:
        if body.lstrip().startswith(b"["):
            return MemberInvite(emails=_emails.validate_json(body))
        return MemberInvite.model_validate_json(body)
    except ValidationError as exc:
        raise Invalid("api.team.invite_members_to_team_and_channels.invalid_body.app_error") from exc


async def guests_by_mail(call: Call) -> Response:
    settings = call.settings.GuestAccountsSettings
    if not settings.Enable:
        raise Unsupported("api.team.invite_guests_to_channels.disabled.error")
    team_id = call.path_id("team_id")
    await gate.require(call.db(), call.actor, Permission.INVITE_GUEST, team_id=team_id)
    by_magic_link = call.query_bool("guest_magic_link")
    if by_magic_link and not settings.EnableGuestMagicLink:
        raise Forbidden("api.team.invite_guests_to_channels.guest_magic_link_disabled.error")
    sent = await _guests_invite(call)
    wanted = Invite(
        team_id,
        _cleaned(sent.emails),
        sent.channels,
        sent.message,
        is_guest=True,
        by_magic_link=by_magic_link,
        ends_at=sent.ends_at,
    )
    _check_guests(wanted)
    return await _invite(call, wanted)


async def _guests_invite(call: Call) -> GuestsInvite:
    try:
        return GuestsInvite.model_validate_json(await call.body())
    except ValidationError as exc:
        raise Invalid("api.team.invite_guests_to_channels.invalid_body.app_error") from exc


def _check_guests(wanted: Invite) -> None:
    if not wanted.emails:
        raise Invalid("model.guest.is_valid.emails.app_error")
    if not all(users.is_valid_email(each) for each in wanted.emails):
        raise Invalid("model.guest.is_valid.email.app_error")
    if not wanted.channel_ids:
        raise Invalid("model.guest.is_valid.channels.app_error")
    if not all(is_id(each) for each in wanted.channel_ids):
        raise Invalid("model.guest.is_valid.channel.app_error")
    if wanted.ends_at:
        stays.check_end(wanted.ends_at)


def _cleaned(emails: list[str]) -> list[str]:
    return list(dict.fromkeys(each.strip().lower() for each in emails))


async def _invite(call: Call, wanted: Invite) -> Response:
    """All or none; or, with any `graceful`, those who can be invited, and what became of each."""
    wanted = await service.prepare(call.db(), call.actor, wanted)
    is_graceful = bool(call.query.get("graceful"))
    refused: dict[str, AppError] = {}
    async with call.transaction() as tx:
        if is_graceful:
            refused = await service.invite_welcome(tx, call.actor, wanted)
        else:
            await service.invite(tx, call.actor, wanted)
        await audits.note(tx, call, f"invited {len(wanted.emails) - len(refused)}")
    if not is_graceful:
        return call.ok()
    return call.json([Outcome(email, _described(call, refused.get(email))) for email in wanted.emails])


def _described(call: Call, error: AppError | None) -> dict[str, object] | None:
    return error and members.described(error, message(error.id, error.status_code, error.params, call.locale))


async def call_back(call: Call) -> Response:
    await gate.require(call.db(), call.actor, Permission.INVALIDATE_EMAIL_INVITE)
    async with call.transaction() as tx:
        await service.call_back(tx)
        await audits.note(tx, call)
    return call.ok()


async def listed(call: Call) -> Response:
    return call.json(await history.of_team(call.db(), call.actor, call.path_id("team_id"), call.page))


async def revoke(call: Call) -> Response:
    team_id, invitation_id = call.path_id("team_id"), call.path_id("invitation_id")
    async with call.transaction() as tx:
        await history.revoke(tx, call.actor, team_id, invitation_id)
        await audits.note(tx, call, f"invitation_id={invitation_id}")
    return call.ok()


routes = [
    route("GET", "/api/v4/teams/{team_id}/invitations", listed),
    route("DELETE", "/api/v4/teams/{team_id}/invitations/{invitation_id}", revoke),
    route("POST", "/api/v4/teams/{team_id}/invite/email", members_by_mail),
    route("POST", "/api/v4/teams/{team_id}/invite-guests/email", guests_by_mail),
    route("DELETE", "/api/v4/teams/invites/email", call_back),
]
