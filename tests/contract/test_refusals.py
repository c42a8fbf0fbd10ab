"""Refusals: what is wrong with a request is told by the official id, in the official status."""

import json
from dataclasses import dataclass
from typing import Any

import pytest

from mattermost_py.kernel.ids import new_id
from tests.contract import checks, coverage, facts
from tests.contract.stage import Stage
from tests.fixtures.world import unique


@dataclass(frozen=True, slots=True)
class Refusal:
    """A request with names of the stage in braces, and why it is refused."""

    request: str
    error: str
    body: Any = None
    by: str = "system_admin"
    status: int = 400

    def __str__(self) -> str:
        return f"{self.request} {self.error}"


LISTS = (
    "POST /roles/names",
    "POST /users/ids",
    "POST /users/usernames",
    "POST /users/group_channels",
    "POST /users/status/ids",
    "POST /teams/{team}/members/ids",
    "POST /teams/{team}/channels/ids",
    "POST /channels/{channel}/members/ids",
    "POST /channels/stats/member_count",
    "POST /channels/members/{owner}/mark_read",
    "POST /channels/direct",
    "POST /channels/group",
    "PUT /users/{owner}/teams/{team}/channels/categories/order",
    "POST /emoji/names",
    "POST /posts/ids",
    "POST /posts/ids/reactions",
    "POST /groups/names",
    "POST /permissions/ancillary",
    "PUT /system/notices/view",
)
LONG = [f"name{i}" for i in range(1_001)]

refusals = [
    *(Refusal(each, "api.payload.parse.error", {"not": "a list"}) for each in LISTS),
    Refusal("POST /roles/names", "api.roles.get_multiple_by_name_too_many.request_error", LONG),
    Refusal("POST /emoji/names", "api.emoji.get_multiple_by_name_too_many.request_error", LONG),
    Refusal("POST /posts/ids", "api.post.posts_by_ids.invalid_body.request_error", [new_id() for _ in range(1_001)]),
    Refusal("POST /users/email/verify", "api.user.verify_email.bad_link.app_error", {"token": "x" * 64}),
    Refusal(
        "POST /users/login",
        "api.user.login.invalid_credentials_email_username",
        {"login_id": "nobody", "password": "wrong"},
        "anonymous",
        401,
    ),
    Refusal(
        "POST /users/login", "api.user.login.blank_pwd.app_error", {"login_id": "nobody", "password": ""}, "anonymous"
    ),
    Refusal("PUT /users/{owner}/auth", "api.user.update_user_auth.invalid_request", {"auth_service": "gitlab"}),
    Refusal("POST /users/{owner}/promote", "api.user.promote_guest_to_user.no_guest.app_error", status=501),
    Refusal("POST /users/{guest}/demote", "api.user.demote_user_to_guest.already_guest.app_error", status=501),
    Refusal(
        "PUT /users/{owner}/active", "api.user.update_active.not_enable.app_error", {"active": False}, "owner", 401
    ),
    Refusal("PUT /users/{owner}/password", "api.context.invalid_body_param.app_error", {"new_password": "x"}, "owner"),
    Refusal("POST /users/{owner}/image", "api.user.upload_profile_user.parse.app_error", {}, status=500),
    Refusal("POST /teams/{team}/image", "api.team.set_team_icon.parse.app_error", {}),
    Refusal("POST /brand/image", "api.admin.upload_brand_image.parse.app_error", {}),
    Refusal("POST /emoji", "api.emoji.create.parse.app_error", {}),
    Refusal("GET /teams", "api.team.get_all_teams.insufficient_permissions", by="guest", status=403),
    Refusal("POST /teams/members/invite", "api.team.add_user_to_team.missing_parameter.app_error"),
    Refusal(
        "POST /teams/{team}/invite/email", "api.team.invite_members_to_team_and_channels.invalid_body.app_error", 1
    ),
    Refusal("POST /teams/{team}/invite-guests/email", "api.team.invite_guests_to_channels.invalid_body.app_error", [1]),
    Refusal("GET /teams/{team}/channels/name/nothing-here", "app.channel.get_by_name.missing.app_error", status=404),
    Refusal(
        "PUT /channels/{channel}", "api.channel.update_channel.typechange.app_error", {"id": "{channel}", "type": "O"}
    ),
    Refusal(
        "PUT /channels/{town_square}/privacy",
        "api.channel.update_channel_privacy.default_channel_error",
        {"privacy": "P"},
    ),
    Refusal("DELETE /channels/{town_square}", "api.channel.delete_channel.cannot.app_error"),
    Refusal("DELETE /channels/{direct}", "api.channel.delete_channel.type.invalid"),
    Refusal(
        "POST /channels/{direct}/members", "api.channel.add_user_to_channel.type.app_error", {"user_id": "{owner}"}
    ),
    Refusal("DELETE /channels/{direct}/members/{owner}", "api.channel.remove_channel_member.type.app_error"),
    Refusal("POST /channels/{direct}/move", "api.channel.move_channel.type.invalid", {"team_id": "{team}"}, status=403),
    Refusal("GET /users/{owner}/uploads", "api.user.get_uploads_for_user.forbidden.app_error", status=403),
    Refusal(
        "GET /users/{owner}/teams/{team}/threads?totalsOnly=true&threadsOnly=true",
        "api.getThreadsForUser.bad_only_params",
    ),
    Refusal("GET /users/{owner}/teams/{team}/threads?before=x&after=y", "api.getThreadsForUser.bad_params"),
    Refusal(
        "POST /reactions",
        "api.reaction.save_reaction.user_id.app_error",
        {"user_id": "{guest}", "post_id": "x" * 26, "emoji_name": "wave"},
        status=403,
    ),
    Refusal("POST /reactions", "api.reaction.save_reaction.invalid.app_error", {"user_id": "", "post_id": "x" * 26}),
    Refusal(
        "POST /commands/execute",
        "api.command.execute_command.start.app_error",
        {"channel_id": "{channel}", "command": "no slash"},
    ),
    Refusal("POST /groups", "api.custom_groups.must_be_referenceable", {"source": "custom", "allow_reference": False}),
    Refusal("POST /groups", "app.group.crud_permission", {"source": "ldap", "name": "a", "display_name": "A"}),
    Refusal("GET /license/client", "api.license.client.old_format.app_error"),
    Refusal("POST /terms_of_service", "api.create_terms_of_service.empty_text.app_error", {"text": ""}),
    Refusal("GET /jobs?status=odd", "api.job.status.invalid"),
    Refusal("POST /jobs", "api.job.unable_to_create_job.incorrect_job_type", {"type": "odd"}),
    Refusal("GET /jobs/type/odd", "api.job.retrieve.nopermissions"),
    Refusal("GET /reports/users?page_size=7000", "api.getUsersForReporting.invalid_page_size"),
    Refusal("GET /reports/users?hide_active=true&hide_inactive=true", "api.getUsersForReporting.invalid_active_filter"),
    Refusal("GET /reports/users?has_no_team=true&team_filter={team}", "api.getUsersForReporting.invalid_team_filter"),
    Refusal(
        "PUT /config/patch", "api.config.update_config.clear_siteurl.app_error", {"ServiceSettings": {"SiteURL": ""}}
    ),
    Refusal("POST /files", "api.context.invalid_url_param.app_error", {}),
    Refusal("GET /nowhere", "api.context.404.app_error", status=404),
    Refusal("GET /users/tokens/{owner}", "app.user_access_token.get_by_user.app_error", status=404),
]


async def _names(stage: Stage) -> dict[str, str]:
    square = await stage.admin.make("GET", f"/teams/{stage.team.id}/channels/name/town-square")

    async def talk() -> Any:
        return await stage.admin.make("POST", "/channels/direct", [stage.admin.id, stage.owner.id])

    direct = await stage.kept("direct", stage.admin, talk)
    people = {role: caller.id for role, caller in stage.cast.items() if caller.person is not None}
    places = {"team": stage.team.id, "channel": stage.channel.id, "town_square": square["id"], "direct": direct["id"]}
    return {**people, **places, "new": unique("name")}


@pytest.mark.parametrize("refusal", refusals, ids=str)
async def test_a_wrong_request_is_refused_by_the_official_id(stage: Stage, refusal: Refusal) -> None:
    names = await _names(stage)
    method, _, path = refusal.request.partition(" ")
    for name, value in names.items():
        path = path.replace(f"{{{name}}}", value)
    content = "" if refusal.body is None else json.dumps(refusal.body)
    for name, value in names.items():
        content = content.replace(f'"{{{name}}}"', f'"{value}"')

    answer = await stage.cast[refusal.by].line.send(method, facts.API + path, content.encode())

    assert (answer.status, checks.refusal(answer)) == (refusal.status, refusal.error)


def test_as_much_of_the_api_is_met_as_ever(request: pytest.FixtureRequest) -> None:
    coverage.require(request)
