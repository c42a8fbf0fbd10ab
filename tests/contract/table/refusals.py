"""Wrong requests: what each of them asks, under which settings, and the official id by which it is refused."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from mattermost_py.features.identity.desktop import service as desktop
from mattermost_py.kernel.clock import now_ms
from mattermost_py.kernel.ids import new_id
from tests.contract.line import Upload
from tests.contract.stage import PICTURE, Stage
from tests.contract.table.commands import new_command
from tests.contract.table.people import new_field
from tests.contract.table.system import new_job
from tests.contract.table.teams import new_scheme
from tests.fixtures.world import PASSWORD, unique

ODD_JOB = """
    INSERT INTO jobs (id, type, priority, createat, startat, lastactivityat, status, progress, data)
    VALUES (%(job_id)s, 'odd', 0, 1, 0, 0, 'success', 0, '{}')
"""
Settings = Mapping[str, Mapping[str, Any]]
BAD = "api.context.invalid_body_param.app_error"


@dataclass(frozen=True, slots=True)
class Refusal:
    """A request with names of the stage in braces (see `names`), and why it is refused.

    form: its body, where that is no JSON. `raw`: a body that is neither.
    """

    request: str
    error: str
    body: Any = None
    by: str = "system_admin"
    status: int = 400
    form: dict[str, str | Upload] = field(default_factory=dict[str, "str | Upload"])
    raw: str = ""
    kind: str = "application/json"

    def __str__(self) -> str:
        return f"{self.request} {self.error}"


@dataclass(frozen=True, slots=True)
class Regime:
    """Refusals that only other settings bring about."""

    settings: Settings
    refusals: tuple[Refusal, ...]

    def __str__(self) -> str:
        return " ".join(f"{section}.{key}" for section, keys in self.settings.items() for key in keys)


# --- what they are about ----------------------------------------------------------------------------------------------


async def names(stage: Stage) -> dict[str, str]:
    """Everything a request can name; made once."""
    return await stage.kept("names", stage.admin, lambda: _names(stage))


async def _names(stage: Stage) -> dict[str, str]:
    people = {role: caller.id for role, caller in stage.cast.items() if caller.person is not None}
    places = {"team": stage.team.id, "elsewhere": stage.elsewhere.id, "invite": stage.team.invite_id}
    found = {**people, **places, "channel": stage.channel.id, "new": unique("name"), "unknown": new_id()}
    found["owner_name"], found["guest_name"] = stage.owner.username, stage.cast["guest"].username
    found["owner_email"] = stage.owner.person.user["email"] if stage.owner.person else ""
    for part in (_channels, _posts, _people, _others):
        found |= await part(stage)
    return found


async def _channels(stage: Stage) -> dict[str, str]:
    admin, owner, guest = stage.admin, stage.owner, stage.cast["guest"]
    square = await admin.make("GET", f"/teams/{stage.team.id}/channels/name/town-square")
    direct = await admin.make("POST", "/channels/direct", [admin.id, owner.id])
    far = await owner.make("POST", "/channels/direct", [owner.id, stage.cast["outsider"].id])
    with_guest = await owner.make("POST", "/channels/direct", [owner.id, guest.id])
    group = await admin.make("POST", "/channels/group", [owner.id, stage.cast["member"].id])
    tied = await stage.new_channel("P", owner)
    await admin.make("PUT", f"/channels/{tied['id']}/patch", {"group_constrained": True})
    archived = await stage.new_channel("O")
    bookmark = {"display_name": "Site", "link_url": "https://example.org", "type": "link"}
    mark = await admin.make("POST", f"/channels/{archived['id']}/bookmarks", bookmark)
    await admin.make("DELETE", f"/channels/{archived['id']}")
    team = await stage.new_team()
    await admin.make("PUT", f"/teams/{team['id']}/patch", {"group_constrained": True})
    made = {"town_square": square, "direct": direct, "far": far, "guests": with_guest, "group": group}
    made |= {"tied": tied, "archived": archived, "mark": mark, "tied_team": team}
    return {name: each["id"] for name, each in made.items()}


async def _posts(stage: Stage) -> dict[str, str]:
    text = await stage.posted_file(stage.admin)
    loose = await stage.file(stage.admin)
    post = await stage.new_post(stage.owner)
    root, reply = await stage.thread(stage.owner)
    sealed = await stage.new_post(stage.admin, "psst", type="burn_on_read")
    upload = {"channel_id": stage.channel.id, "filename": "a.bin", "file_size": 5}
    session = await stage.admin.make("POST", "/uploads", upload)
    made = {"file": text, "loose": loose, "post": post, "root": root, "reply": reply, "sealed": sealed}
    return {name: each["id"] for name, each in {**made, "upload": session}.items()}


async def _people(stage: Stage) -> dict[str, str]:
    admin = stage.admin
    from_gitlab, from_ldap = await stage.new_user(), await stage.new_user()
    for user, service in ((from_gitlab, "gitlab"), (from_ldap, "ldap")):
        await admin.make("PUT", f"/users/{user['id']}/auth", {"auth_service": service, "auth_data": unique("data")})
    spare, by_link, remote = [await stage.new_user() for _ in range(3)]
    async with stage.world.application.runtime.db().transaction() as tx:
        desktop_token = await desktop.issue(tx, stage.owner.id)
        await tx.run(
            "UPDATE users SET authservice = 'magic_link', roles = 'system_guest' WHERE id = %(id)s", id=by_link["id"]
        )
        await tx.run("UPDATE users SET remoteid = %(other)s WHERE id = %(id)s", other=new_id(), id=remote["id"])
    email = f"{unique('guest')}@example.org"
    invited = {"emails": [email], "channels": [stage.channel.id]}
    await admin.make("POST", f"/teams/{stage.team.id}/invite-guests/email", invited)
    return {
        "gitlab": from_gitlab["id"],
        "gitlab_name": from_gitlab["username"],
        "ldap": from_ldap["id"],
        "desktop_token": desktop_token,
        "spare": spare["id"],
        "by_link": by_link["id"],
        "remote_name": remote["username"],
        "spare_name": spare["username"],
        "guest_email": email,
        "guest_token": await stage.token("guest_invitation", email),
    }


async def _others(stage: Stage) -> dict[str, str]:
    admin, lead = stage.admin, stage.cast["team_admin"]
    circle = {"source": "custom", "allow_reference": True, "user_ids": [stage.owner.id]}
    one, two = unique("circle"), unique("circle")
    group = await admin.make("POST", "/groups", {**circle, "name": one, "display_name": one})
    await admin.make("POST", "/groups", {**circle, "name": two, "display_name": two})
    command = await new_command(stage)
    wanted = {"team_id": stage.team.id, "method": "P", "trigger": unique("order"), "url": "http://127.0.0.1:9/order"}
    leads_command = await lead.make("POST", "/commands", wanted)
    team_scheme, channel_scheme = await new_scheme(stage), await new_scheme(stage, "channel")
    role = await admin.make("GET", "/roles/name/system_user")
    attribute = await new_field(stage)
    managed = {"name": unique("field"), "type": "text", "attrs": {"managed": "admin"}}
    field_of_admins = await admin.make("POST", "/custom_profile_attributes/fields", managed)
    return {
        "circle": group["id"],
        "other_circle": two,
        "command": command["id"],
        "command_trigger": command["trigger"],
        "leads_command": leads_command["id"],
        "team_scheme": team_scheme["id"],
        "channel_scheme": channel_scheme["id"],
        "role": role["id"],
        "attribute": attribute,
        "managed": field_of_admins["id"],
        "job": (await new_job(stage))["id"],
        "odd_job": await _odd_job(stage),
        "hook": await _hook(stage),
    }


async def _odd_job(stage: Stage) -> str:
    """Of a kind that nobody may look after, as a newer server may have left it."""
    job_id = new_id()
    async with stage.world.application.runtime.db().transaction() as tx:
        await tx.run(ODD_JOB, job_id=job_id)
    return job_id


async def _hook(stage: Stage) -> str:
    """Where the program of a command may answer later."""
    url = stage.site.has("/later", "{}", content_type="application/json")
    wanted = {"team_id": stage.team.id, "method": "P", "trigger": unique("order"), "url": url}
    command = await stage.admin.make("POST", "/commands", wanted)
    typed = {"channel_id": stage.channel.id, "team_id": stage.team.id, "command": f"/{command['trigger']}"}
    await stage.admin.make("POST", "/commands/execute", typed)
    return stage.site.requests("/later")[-1].form["response_url"].rpartition("/")[2]


# --- requests that are always wrong -----------------------------------------------------------------------------------

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
BOOKMARK = {"display_name": "Site", "link_url": "https://example.org", "type": "link"}
MARKS = "api.channel.bookmark."
IMPORT = "api.team.import_team."
FILE = Upload("notes.txt", b"some text")
EMPTY = Upload("nothing.png", b"")
CIRCLE = {"source": "custom", "allow_reference": True, "name": "{new}", "display_name": "A", "user_ids": ["{owner}"]}

people = [
    Refusal(
        "PUT /users/{gitlab}/patch",
        "api.user.patch_user.login_provider_attribute_set.app_error",
        {"first_name": "Other"},
        status=409,
    ),
    Refusal(
        "PUT /users/{gitlab}",
        "api.user.update_user.login_provider_attribute_set.app_error",
        {"id": "{gitlab}", "username": "{gitlab_name}", "email": "{gitlab_name}@example.org", "first_name": "Other"},
        status=409,
    ),
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
    Refusal("POST /users/{by_link}/promote", "api.user.promote_guest_to_user.magic_link_enabled.app_error", status=501),
    Refusal(
        "POST /users/login",
        "api.user.login.remote_users.login.error",
        {"login_id": "{remote_name}", "password": PASSWORD},
        by="anonymous",
        status=401,
    ),
    Refusal(
        "PUT /users/{owner}/status/custom",
        "api.custom_status.set_custom_statuses.emoji_not_found",
        {"emoji": "no_such_emoji", "text": "busy"},
    ),
    Refusal("GET //login/one_time_link", "api.user.guest_magic_link.missing_token.app_error", by="anonymous"),
    Refusal("POST /users/{owner}/promote", "api.user.promote_guest_to_user.no_guest.app_error", status=501),
    Refusal("POST /users/{guest}/demote", "api.user.demote_user_to_guest.already_guest.app_error", status=501),
    Refusal(
        "PUT /users/{owner}/active", "api.user.update_active.not_enable.app_error", {"active": False}, "owner", 401
    ),
    Refusal(
        "PUT /users/{ldap}/active",
        "api.user.update_active.cannot_modify_status_when_user_is_managed_by_ldap.app_error",
        {"active": False},
        status=403,
    ),
    Refusal("PUT /users/{owner}/password", BAD, {"new_password": "x"}, "owner"),
    Refusal(
        "PUT /users/{owner}/password",
        "api.user.update_password.user_and_hashed.app_error",
        {"new_password": "Another-horse-9", "current_password": PASSWORD, "already_hashed": "true"},
        "owner",
        401,
    ),
    Refusal(
        "POST /users/{gitlab}/reset_failed_attempts",
        "api.user.reset_password_failed_attempts.ldap_and_email_only.app_error",
    ),
    Refusal("POST /users/{owner}/image", "api.user.upload_profile_user.parse.app_error", {}, status=500),
    Refusal("POST /users/{owner}/image", "api.user.upload_profile_user.no_file.app_error", form={"other": PICTURE}),
    Refusal("POST /users/{owner}/image", "api.user.upload_profile_user.array.app_error", form={"image": EMPTY}),
    Refusal(
        "POST /users/login/desktop_token",
        "api.user.login_with_desktop_token.not_oauth_or_saml_user.app_error",
        {"token": "{desktop_token}"},
        "anonymous",
        401,
    ),
    Refusal(
        "PUT /users/{unknown}/status",
        "api.status.user_not_found.app_error",
        {"user_id": "{unknown}", "status": "away"},
        status=404,
    ),
    Refusal("GET /users/tokens/{owner}", "app.user_access_token.get_by_user.app_error", status=404),
    Refusal("GET /users/{owner}/uploads", "api.user.get_uploads_for_user.forbidden.app_error", status=403),
    Refusal(
        "PATCH /custom_profile_attributes/fields/{attribute}",
        "api.custom_profile_attributes.invalid_field_patch",
        {"name": " "},
    ),
    Refusal(
        "PATCH /custom_profile_attributes/values",
        "app.custom_profile_attributes.property_field_is_managed.app_error",
        {"{managed}": "x"},
        "owner",
        403,
    ),
    Refusal("POST /users/migrate_auth/ldap", BAD, {"from": "ldap", "force": False, "match_field": "email"}),
    Refusal("POST /users/migrate_auth/saml", BAD, {"from": "email", "auto": True}),
    Refusal("POST //oauth/intune", BAD, {"access_token": ""}, "anonymous"),
]

teams = [
    Refusal("POST /teams/{team}/image", "api.team.set_team_icon.parse.app_error", {}),
    Refusal("POST /teams/{team}/image", "api.team.set_team_icon.no_file.app_error", form={"other": PICTURE}),
    Refusal("POST /teams/{team}/image", "api.team.set_team_icon.array.app_error", form={"image": EMPTY}),
    Refusal("GET /teams", "api.team.get_all_teams.insufficient_permissions", by="guest", status=403),
    Refusal("GET /teams/invite/{invite}", "api.team.get_invite_info.not_open_team", by="anonymous", status=403),
    Refusal("POST /teams/members/invite", "api.team.add_user_to_team.missing_parameter.app_error"),
    Refusal("POST /teams/{team}/members", "api.team.add_team_member.invalid_body.app_error", [1]),
    Refusal(
        "POST /teams/{team}/members",
        "api.team.user.missing_account",
        {"team_id": "{team}", "user_id": "{unknown}"},
        status=404,
    ),
    Refusal(
        "POST /teams/{tied_team}/members",
        "api.team.add_members.user_denied",
        {"team_id": "{tied_team}", "user_id": "{spare}"},
    ),
    Refusal("DELETE /teams/{tied_team}/members/{owner}", "api.team.remove_member.group_constrained.app_error"),
    Refusal(
        "PUT /teams/{team}/scheme", "api.team.update_team_scheme.scheme_scope.error", {"scheme_id": "{channel_scheme}"}
    ),
    Refusal(
        "POST /teams/{team}/invite/email", "api.team.invite_members_to_team_and_channels.invalid_body.app_error", 1
    ),
    Refusal("POST /teams/{team}/invite-guests/email", "api.team.invite_guests_to_channels.invalid_body.app_error", [1]),
    Refusal("POST /teams/{team}/import", f"{IMPORT}parse.app_error", {}, status=500),
    Refusal("POST /teams/{team}/import", f"{IMPORT}no_import_from.app_error", form={"file": FILE}),
    Refusal("POST /teams/{team}/import", f"{IMPORT}unavailable.app_error", form={"importFrom": "slack", "file": FILE}),
    Refusal(
        "POST /teams/{team}/import",
        f"{IMPORT}integer.app_error",
        form={"importFrom": "slack", "filesize": "big", "file": FILE},
    ),
    Refusal("POST /teams/{team}/import", f"{IMPORT}no_file.app_error", form={"importFrom": "slack", "filesize": "1"}),
    Refusal(
        "POST /teams/{team}/import",
        f"{IMPORT}unknown_import_from.app_error",
        form={"importFrom": "irc", "filesize": "1", "file": FILE},
    ),
    Refusal(
        "POST /teams/{team}/import",
        "api.slackimport.slack_import.zip.app_error",
        form={"importFrom": "slack", "filesize": "1", "file": FILE},
    ),
    Refusal("GET /schemes/{team_scheme}/channels", "api.scheme.get_channels_for_scheme.scope.error"),
    Refusal("GET /schemes/{channel_scheme}/teams", "api.scheme.get_teams_for_scheme.scope.error"),
    Refusal(
        "PUT /roles/{role}/patch",
        "api.roles.patch_roles.not_allowed_permission.error",
        {"permissions": ["manage_system"]},
        status=501,
    ),
]

channels = [
    Refusal("GET /teams/{team}/channels/name/nothing-here", "app.channel.get_by_name.missing.app_error", status=404),
    Refusal(
        "PUT /channels/{channel}", "api.channel.update_channel.typechange.app_error", {"id": "{channel}", "type": "O"}
    ),
    Refusal(
        "PUT /channels/{archived}",
        "api.channel.update_channel.deleted.app_error",
        {"id": "{archived}", "display_name": "Other"},
    ),
    Refusal(
        "PUT /channels/{group}",
        "api.channel.update_channel.update_direct_or_group_messages_not_allowed.app_error",
        {"id": "{group}", "name": "other"},
    ),
    Refusal("PUT /channels/{channel}/patch", "api.channel.patch_update_channel.no_changes.app_error", {}),
    Refusal(
        "PUT /channels/{group}/patch",
        "api.channel.patch_update_channel.update_direct_or_group_messages_not_allowed.app_error",
        {"name": "other"},
    ),
    Refusal(
        "PUT /channels/{far}/patch",
        "api.channel.patch_update_channel.forbidden.app_error",
        {"header": "new"},
        status=403,
    ),
    Refusal(
        "PUT /channels/{direct}/patch",
        "api.channel.update_channel.banner_info.channel_type.not_allowed",
        {"banner_info": {"enabled": True, "text": "x", "background_color": "#ff0000"}},
    ),
    Refusal(
        "PUT /channels/{channel}/patch",
        "api.channel.patch_update_channel.feature_not_available.app_error",
        {"autotranslation": True},
        status=403,
    ),
    Refusal(
        "PUT /channels/{town_square}/patch", "api.channel.update_channel.tried.app_error", {"name": "somewhere-else"}
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
    Refusal("POST /channels/{tied}/members", "api.channel.add_members.user_denied", {"user_id": "{member}"}),
    Refusal("DELETE /channels/{tied}/members/{owner}", "api.channel.remove_member.group_constrained.app_error"),
    Refusal("DELETE /channels/{direct}/members/{owner}", "api.channel.remove_channel_member.type.app_error"),
    Refusal(
        "PUT /channels/{channel}/scheme",
        "api.channel.update_channel_scheme.scheme_scope.error",
        {"scheme_id": "{team_scheme}"},
    ),
    Refusal("POST /channels/{direct}/move", "api.channel.move_channel.type.invalid", {"team_id": "{team}"}, status=403),
    *(
        Refusal(
            request.format(channel=f"{{{place}}}"),
            f"{MARKS}{way}_channel_bookmark{part}.{reason}.forbidden.app_error",
            body,
            by,
            403,
        )
        for request, way, part, body in (
            ("POST /channels/{channel}/bookmarks", "create", "", BOOKMARK),
            ("PATCH /channels/{channel}/bookmarks/{{mark}}", "update", "", {"display_name": "New"}),
            ("DELETE /channels/{channel}/bookmarks/{{mark}}", "delete", "", None),
            ("POST /channels/{channel}/bookmarks/{{mark}}/sort_order", "update", "_sort_order", 0),
        )
        for place, reason, by in (
            ("archived", "deleted_channel", "system_admin"),
            ("far", "direct_or_group_channels", "system_admin"),
            ("guests", "direct_or_group_channels_by_guests", "guest"),
        )
    ),
]

messages = [
    Refusal("POST /posts/ids", "api.post.posts_by_ids.invalid_body.request_error", [new_id() for _ in range(1_001)]),
    Refusal("POST /posts/search", "api.post.search_posts.invalid_body.app_error", [1]),
    Refusal("POST /teams/{team}/posts/search", "api.post.search_posts.invalid_body.app_error", [1]),
    Refusal("POST /files/search", "api.post.search_files.invalid_body.app_error", [1]),
    Refusal("GET /posts/{sealed}/reveal", "api.post.reveal_post.cannot_reveal_own_post.app_error", by="system_admin"),
    Refusal(
        "PUT /posts/schedule/{unknown}",
        "app.update_scheduled_post.existing_scheduled_post.not_exist",
        {"id": "{unknown}", "channel_id": "{channel}", "message": "x", "scheduled_at": now_ms() + 3_600_000},
        status=404,
    ),
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
    Refusal("POST /emoji/names", "api.emoji.get_multiple_by_name_too_many.request_error", LONG),
    Refusal("POST /emoji", "api.emoji.create.parse.app_error", {}),
]

files = [
    Refusal("POST /files", "api.context.invalid_url_param.app_error", {}),
    Refusal(
        "POST /files",
        "api.file.upload_file.get_channel.app_error",
        form={"channel_id": "{archived}", "files": FILE},
    ),
    Refusal(
        "POST /files",
        "api.file.upload_file.incorrect_number_of_client_ids.app_error",
        form={"channel_id": "{channel}", "client_ids": "one", "files": FILE, "more": FILE},
    ),
    Refusal(
        "POST /files",
        "api.file.upload_file.read_request.app_error",
        raw="--edge\r\nbroken",
        kind="multipart/form-data; boundary=edge",
    ),
    Refusal(
        "POST /uploads/{upload}", "api.upload.upload_data.invalid_content_type", kind="multipart/form-data", raw="a"
    ),
    Refusal(
        "POST /files",
        "api.file.upload_file.multiple_channel_ids.app_error",
        raw="".join(
            f'--edge\r\nContent-Disposition: form-data; name="channel_id"\r\n\r\n{{{each}}}\r\n'
            for each in ("channel", "town_square")
        )
        + '--edge\r\nContent-Disposition: form-data; name="files"; filename="a.txt"\r\n\r\nx\r\n--edge--\r\n',
        kind="multipart/form-data; boundary=edge",
    ),
    Refusal("GET /files/{file}/preview", "api.file.get_file_preview.no_preview.app_error"),
    Refusal("GET /files/{file}/thumbnail", "api.file.get_file_thumbnail.no_thumbnail.app_error"),
    Refusal("GET /files/{loose}/link", "api.file.get_public_link.no_post.app_error"),
    Refusal(
        "POST /uploads",
        "api.upload.create.upload_too_large.app_error",
        {"channel_id": "{channel}", "filename": "huge", "file_size": 10**13},
        status=413,
    ),
    Refusal(
        "POST /uploads/{upload}",
        "api.upload.upload_data.invalid_content_length",
        raw="far too long",
        kind="application/octet-stream",
    ),
    Refusal(
        "POST /uploads/{upload}",
        "api.upload.upload_data.multipart_error",
        raw="--edge\r\nbroken",
        kind="multipart/form-data; boundary=edge",
    ),
    Refusal("GET /image?url=ftp://example.org/a.png", "api.image.get.app_error"),
]

others = [
    Refusal(
        "POST //hooks/commands/{hook}",
        "web.command_webhook.parse.app_error",
        by="anonymous",
        raw="nothing",
    ),
    Refusal("GET /jobs/{odd_job}/download", "api.job.unable_to_download_job.incorrect_job_type"),
    Refusal("PATCH /jobs/{odd_job}/status", "api.job.unable_to_manage_job.incorrect_job_type", {"status": "canceled"}),
    Refusal("POST /system/onboarding/complete", "app.system.complete_onboarding_request.app_error", [1]),
    Refusal(
        "POST /teams/search",
        "api.team.search_teams.pagination_not_implemented.public_team_search",
        {"term": "x", "page": 0, "per_page": 10},
        "member",
        501,
    ),
    *(Refusal(each, "api.payload.parse.error", {"not": "a list"}) for each in LISTS),
    Refusal("POST /roles/names", "api.roles.get_multiple_by_name_too_many.request_error", LONG),
    Refusal(
        "POST /commands/execute",
        "api.command.execute_command.start.app_error",
        {"channel_id": "{channel}", "command": "no slash"},
    ),
    Refusal(
        "POST /commands/execute",
        "api.command.execute_command.deleted.error",
        {"channel_id": "{archived}", "command": "/shrug"},
    ),
    Refusal(
        "PUT /commands/{command}",
        "api.command.team_mismatch.app_error",
        {"id": "{command}", "team_id": "{elsewhere}", "trigger": "x", "url": "http://127.0.0.1:9/", "method": "P"},
    ),
    Refusal(
        "PUT /commands/{leads_command}/move",
        "api.command.move_command.creator_no_permission.app_error",
        {"team_id": "{elsewhere}"},
    ),
    Refusal("POST /groups", "api.custom_groups.must_be_referenceable", {"source": "custom", "allow_reference": False}),
    Refusal("POST /groups", "app.group.crud_permission", {"source": "ldap", "name": "a", "display_name": "A"}),
    Refusal("POST /groups", "api.custom_groups.no_remote_id", {**CIRCLE, "remote_id": "x"}),
    Refusal(
        "PUT /groups/{circle}/patch",
        "api.ldap_groups.existing_group_name_error",
        {"name": "{other_circle}", "allow_reference": True},
    ),
    Refusal(
        "PUT /groups/{circle}/patch",
        "api.ldap_groups.existing_reserved_name_error",
        {"name": "channel", "allow_reference": True},
    ),
    Refusal(
        "PUT /groups/{circle}/patch",
        "api.ldap_groups.existing_user_name_error",
        {"name": "{owner_name}", "allow_reference": True},
    ),
    Refusal("GET /license/client", "api.license.client.old_format.app_error"),
    Refusal("POST /license", "api.license.add_license.no_file.app_error", form={"other": FILE}),
    Refusal("POST /license", "api.license.add_license.array.app_error", form={"license": EMPTY}),
    Refusal("POST /brand/image", "api.admin.upload_brand_image.parse.app_error", {}),
    Refusal("POST /brand/image", "api.admin.upload_brand_image.no_file.app_error", form={"other": PICTURE}),
    Refusal("POST /terms_of_service", "api.create_terms_of_service.empty_text.app_error", {"text": ""}),
    Refusal("GET /jobs?status=odd", "api.job.status.invalid"),
    Refusal("POST /jobs", "api.job.unable_to_create_job.incorrect_job_type", {"type": "odd"}),
    Refusal("GET /jobs/type/odd", "api.job.retrieve.nopermissions"),
    Refusal("GET /reports/users?page_size=7000", "api.getUsersForReporting.invalid_page_size"),
    Refusal("GET /reports/users?hide_active=true&hide_inactive=true", "api.getUsersForReporting.invalid_active_filter"),
    Refusal("GET /reports/users?has_no_team=true&team_filter={team}", "api.getUsersForReporting.invalid_team_filter"),
    Refusal(
        "POST /reports/posts",
        "api.post.get_posts_for_reporting.channel_not_found",
        {"channel_id": "{unknown}"},
        status=404,
    ),
    Refusal("POST /email/test", "api.file.test_connection_email_settings_nil.app_error", {"EmailSettings": None}),
    Refusal("POST /file/s3_test", "api.file.test_connection_s3_settings_nil.app_error", {"FileSettings": None}),
    Refusal("POST /logs/query", "api.system.logs.invalidFilter", {"date_from": "soon", "date_to": "later"}),
    Refusal(
        "PUT /config/patch", "api.config.update_config.clear_siteurl.app_error", {"ServiceSettings": {"SiteURL": ""}}
    ),
    Refusal(
        "PUT /config/patch",
        "api.config.update_config.not_allowed_security.app_error",
        {"PluginSettings": {"EnableUploads": True}},
        status=403,
    ),
    Refusal("GET /nowhere", "api.context.404.app_error", status=404),
]

refusals = [*people, *teams, *channels, *messages, *files, *others]


# --- requests that other settings make wrong --------------------------------------------------------------------------

LARGE = Upload("large.png", bytes(600_000))
FOR_GOOD = "permanent=true"
LOGIN = "POST /users/login"

regimes = [
    Regime(
        {
            "ServiceSettings": {
                "EnableBotAccountCreation": False,
                "EnableCustomGroups": False,
                "EnableCustomEmoji": False,
                "EnableAPIPostDeletion": False,
                "EnableAPIChannelDeletion": False,
                "EnableAPITeamDeletion": False,
                "EnableAPIUserDeletion": False,
                "EnableBurnOnRead": False,
                "AllowSyncedDrafts": False,
                "ScheduledPosts": False,
                "PostEditTimeLimit": 0,
                "EnableMultifactorAuthentication": False,
                "EnableEmailInvitations": False,
                "PostPriority": False,
            },
            "TeamSettings": {
                "EnableCustomUserStatuses": False,
                "RestrictDirectMessage": "team",
                "EnableUserDeactivation": True,
                "EnableUserCreation": False,
            },
            "FileSettings": {"EnableFileAttachments": False, "EnablePublicLink": False},
            "PrivacySettings": {"ShowEmailAddress": False},
            "SupportSettings": {"CustomTermsOfServiceEnabled": False},
            "MessageExportSettings": {"DownloadExportResults": False},
            "GuestAccountsSettings": {"EnableGuestMagicLink": False},
            "WranglerSettings": {"AllowedEmailDomain": ["nowhere.example"]},
            "PluginSettings": {"Enable": False},
            "EmailSettings": {"EnableSignInWithUsername": False},
            "LdapSettings": {"PictureAttribute": "photo"},
            "FeatureFlags": {"MobileSSOCodeExchange": True},
        },
        (
            Refusal(
                "POST /users/{ldap}/image",
                "api.user.upload_profile_user.login_provider_attribute_set.app_error",
                form={"image": PICTURE},
                status=409,
            ),
            Refusal(
                "POST /users/login/sso/code-exchange",
                "api.oauth.get_access_token.bad_request.app_error",
                {"login_code": "x", "code_verifier": "x", "state": "x"},
                "anonymous",
            ),
            Refusal(
                LOGIN,
                "api.user.login.guest_magic_link.disabled.error",
                {"magic_link_token": "x" * 64},
                "anonymous",
                401,
            ),
            Refusal("POST /bots", "api.bot.create_disabled", {"username": "{new}"}, status=403),
            Refusal("POST /groups", "api.custom_groups.feature_disabled", CIRCLE),
            Refusal("GET /emoji", "api.emoji.disabled.app_error", status=501),
            Refusal(f"DELETE /posts/{{post}}?{FOR_GOOD}", "api.post.delete_post.not_enabled.app_error", status=501),
            Refusal(
                f"DELETE /channels/{{channel}}?{FOR_GOOD}",
                "api.user.delete_channel.not_enabled.for_admin.app_error",
                status=401,
            ),
            Refusal(
                f"DELETE /channels/{{channel}}?{FOR_GOOD}",
                "api.user.delete_channel.not_enabled.app_error",
                by="owner",
                status=401,
            ),
            Refusal(
                f"DELETE /teams/{{team}}?{FOR_GOOD}", "api.user.delete_team.not_enabled.for_admin.app_error", status=401
            ),
            Refusal(
                f"DELETE /teams/{{team}}?{FOR_GOOD}",
                "api.user.delete_team.not_enabled.app_error",
                by="team_admin",
                status=401,
            ),
            Refusal(
                f"DELETE /users/{{spare}}?{FOR_GOOD}",
                "api.user.delete_user.not_enabled.for_admin.app_error",
                status=401,
            ),
            Refusal(
                f"DELETE /users/{{owner}}?{FOR_GOOD}",
                "api.user.delete_user.not_enabled.app_error",
                by="owner",
                status=401,
            ),
            Refusal("GET /posts/{sealed}/reveal", "api.post.reveal_post.disabled.app_error", by="owner", status=501),
            Refusal(
                "POST /drafts", "api.drafts.disabled.app_error", {"channel_id": "{channel}", "message": "x"}, status=501
            ),
            Refusal(
                "POST /posts/schedule",
                "api.scheduled_posts.feature_disabled",
                {"channel_id": "{channel}", "message": "x", "scheduled_at": now_ms() + 3_600_000},
            ),
            Refusal(
                "PUT /posts/{post}/patch",
                "api.post.update_post.permissions_time_limit.app_error",
                {"message": "later"},
                "owner",
            ),
            Refusal(
                "PUT /users/{owner}/status/custom",
                "api.custom_status.disabled",
                {"emoji": "wave", "text": "x"},
                "owner",
                501,
            ),
            Refusal(
                "POST /files",
                "api.file.attachments.disabled.app_error",
                form={"channel_id": "{channel}", "files": FILE},
                status=403,
            ),
            Refusal("GET /files/{file}/link", "api.file.get_public_link.disabled.app_error", status=403),
            Refusal(
                "GET /users/email/{owner_email}",
                "api.user.get_user_by_email.permissions.app_error",
                by="member",
                status=403,
            ),
            Refusal(
                "POST /terms_of_service",
                "api.create_terms_of_service.custom_terms_of_service_disabled.app_error",
                {"text": "x"},
            ),
            Refusal("GET /jobs/{job}/download", "app.job.download_export_results_not_enabled", status=501),
            Refusal(
                "POST /teams/{team}/invite-guests/email?guest_magic_link=true",
                "api.team.invite_guests_to_channels.guest_magic_link_disabled.error",
                {"emails": ["a@example.org"], "channels": ["{channel}"]},
                status=403,
            ),
            Refusal(
                "POST /posts/{root}/move",
                "api.post.move_thread.no_permission",
                {"channel_id": "{town_square}"},
                "owner",
                403,
            ),
            Refusal("GET /plugins", "app.plugin.disabled.app_error", status=501),
            Refusal(
                "POST /commands/execute",
                "api.command.execute_command.restricted_dm.error",
                {"channel_id": "{far}", "command": "/{command_trigger}", "team_id": "{team}"},
                "owner",
            ),
            Refusal(
                "POST /users",
                "api.user.create_user.signup_email_disabled.app_error",
                {"username": "{new}", "email": "{new}@example.org", "password": PASSWORD},
                "anonymous",
                501,
            ),
            Refusal(
                "POST /posts",
                "api.post.post_priority.priority_post_not_allowed_for_user.request_error",
                {"channel_id": "{channel}", "message": "x", "metadata": {"priority": {"priority": "urgent"}}},
                status=403,
            ),
            Refusal(
                LOGIN,
                "api.user.login.invalid_credentials_email",
                {"login_id": "nobody@example.org", "password": "wrong"},
                "anonymous",
                401,
            ),
        ),
    ),
    Regime(
        {
            "EmailSettings": {"EnableSignInWithEmail": False},
            "TeamSettings": {"RestrictDirectMessage": "team"},
        },
        (
            Refusal(
                LOGIN,
                "api.user.login.invalid_credentials_username",
                {"login_id": "nobody", "password": "wrong"},
                "anonymous",
                401,
            ),
            Refusal(
                "POST /files",
                "api.file.upload_file.restricted_dm.error",
                by="owner",
                form={"channel_id": "{far}", "files": FILE},
            ),
        ),
    ),
    Regime(
        {"EmailSettings": {"EnableSignInWithEmail": False, "EnableSignInWithUsername": False}},
        (
            Refusal(
                LOGIN,
                "api.user.login.invalid_credentials_sso",
                {"login_id": "nobody", "password": "wrong"},
                "anonymous",
                401,
            ),
        ),
    ),
    Regime(
        {
            "AutoTranslationSettings": {
                "Enable": True,
                "RestrictDMAndGM": True,
                "Provider": "libretranslate",
                "LibreTranslate": {"URL": "http://127.0.0.1:9", "APIKey": ""},
            }
        },
        (
            Refusal(
                "PUT /channels/{direct}/patch",
                "api.channel.patch_update_channel.auto_translation_restricted.app_error",
                {"autotranslation": True},
                status=403,
            ),
            Refusal(
                "PUT /channels/{channel}/members/{owner}/autotranslation",
                "api.channel.update_channel_member_autotranslation.channel_not_enabled.app_error",
                {"autotranslation_disabled": True},
                "owner",
            ),
        ),
    ),
    Regime(
        {"FileSettings": {"MaxFileSize": 500_000}},
        (
            Refusal(
                "POST /users/{owner}/image",
                "api.user.upload_profile_user.too_large.app_error",
                form={"image": LARGE},
                status=413,
            ),
            Refusal("POST /teams/{team}/image", "api.team.set_team_icon.too_large.app_error", form={"image": LARGE}),
            Refusal(
                "POST /brand/image",
                "api.admin.upload_brand_image.too_large.app_error",
                form={"image": LARGE},
                status=413,
            ),
            Refusal(
                "POST /emoji",
                "api.emoji.create.too_large.app_error",
                form={"emoji": '{"name": "large", "creator_id": "{system_admin}"}', "image": LARGE},
                status=413,
            ),
        ),
    ),
    Regime(  # comes last: guests stay away afterwards
        {"GuestAccountsSettings": {"Enable": False}},
        (
            Refusal(
                "POST /users?t={guest_token}",
                "api.user.create_user.guest_accounts.disabled.app_error",
                {"username": "{new}", "email": "{guest_email}", "password": PASSWORD},
                "anonymous",
            ),
            Refusal("POST /users/{owner}/demote", "api.team.demote_user_to_guest.disabled.error", status=501),
            Refusal(
                "POST /teams/{team}/invite-guests/email",
                "api.team.invite_guests_to_channels.disabled.error",
                {"emails": ["a@example.org"], "channels": ["{channel}"]},
                status=501,
            ),
            Refusal(
                "PUT /users/{guest}/active",
                "api.user.update_active.cannot_enable_guest_when_guest_feature_is_disabled.app_error",
                {"active": True},
                status=401,
            ),
        ),
    ),
]
