"""Every event: what causes it, who hears it, and what its broadcast names."""

from collections.abc import Mapping
from typing import Any

from tests.contract.ears import ALL, CHANNEL, OWNER, TEAM, Act, Happening
from tests.contract.stage import Stage
from tests.fixtures.world import unique

SEALED = {"type": "burn_on_read"}


def _does(method: str, path: str, body: Any = None, *, by: str = "system_admin") -> Act:
    """One request with names of the stage in braces."""

    async def act(stage: Stage) -> None:
        await stage.cast[by].make(method, path.format_map(_names(stage)), _filled(body, _names(stage)))

    return act


def _names(stage: Stage) -> Mapping[str, str]:
    people = {role: caller.id for role, caller in stage.cast.items() if caller.person is not None}
    return {**people, "team": stage.team.id, "channel": stage.channel.id}


def _filled(body: Any, names: Mapping[str, str]) -> Any:
    if isinstance(body, str):
        return body.format_map(names)
    if isinstance(body, list):
        return [_filled(each, names) for each in body]  # pyright: ignore[reportUnknownVariableType] - any JSON
    if isinstance(body, dict):
        return {key: _filled(each, names) for key, each in body.items()}  # pyright: ignore[reportUnknownVariableType] - any JSON
    return body


async def _new_direct(stage: Stage) -> None:
    other = await stage.new_member()
    await stage.owner.make("POST", "/channels/direct", [stage.owner.id, other["id"]])


async def _new_group(stage: Stage) -> None:
    other = await stage.new_member()
    ids = [stage.owner.id, stage.cast["team_admin"].id, other["id"]]
    await stage.owner.make("POST", "/channels/group", ids)


async def _join_elsewhere(stage: Stage) -> None:
    """The outsider comes into a team of nobody else."""
    name = unique("crew")
    team = await stage.admin.make("POST", "/teams", {"name": name, "display_name": name, "type": "I"})
    who = stage.cast["outsider"].id
    await stage.admin.make("POST", f"/teams/{team['id']}/members", {"team_id": team["id"], "user_id": who})


async def _leave(stage: Stage) -> None:
    """A member leaves a team in which all the others stay."""
    team = await stage.new_team()
    await stage.owner.make("DELETE", f"/teams/{team['id']}/members/{stage.owner.id}")


async def _patch_role(stage: Stage) -> None:
    role = await stage.admin.make("GET", "/roles/name/system_user_access_token")
    for permissions in ([*role["permissions"], "create_team"], role["permissions"]):
        await stage.admin.make("PUT", f"/roles/{role['id']}/patch", {"permissions": permissions})


async def _view(stage: Stage) -> None:
    await stage.new_post(stage.cast["bot"], "news")
    await stage.owner.make("POST", f"/channels/members/{stage.owner.id}/view", {"channel_id": stage.channel.id})


async def _answer(stage: Stage) -> None:
    root = await stage.new_post(stage.owner, "a question")
    await stage.new_post(stage.cast["member"], "an answer", root_id=root["id"])


async def _group_of_owner(stage: Stage) -> None:
    group = await _empty_group(stage)
    await stage.admin.make("POST", f"/groups/{group['id']}/members", {"user_ids": [stage.owner.id]})


async def _group_without_owner(stage: Stage) -> None:
    group = await _empty_group(stage)
    await stage.admin.make("POST", f"/groups/{group['id']}/members", {"user_ids": [stage.owner.id]})
    await stage.admin.make("DELETE", f"/groups/{group['id']}/members", {"user_ids": [stage.owner.id]})


async def _empty_group(stage: Stage) -> Any:
    name = unique("circle")
    body = {"name": name, "display_name": name, "source": "custom", "allow_reference": True}
    return await stage.admin.make("POST", "/groups", {**body, "user_ids": [stage.cast["member"].id]})


async def _all_read(stage: Stage) -> None:
    """A sealed message in a direct channel, read by its only recipient."""
    sender = stage.owner
    channel = await sender.make("POST", "/channels/direct", [sender.id, stage.cast["member"].id])
    post = await sender.make("POST", "/posts", {"channel_id": channel["id"], "message": "psst", **SEALED})
    await stage.cast["member"].make("GET", f"/posts/{post['id']}/reveal")


async def _reveal(stage: Stage) -> None:
    post = await stage.new_post(stage.admin, "psst", **SEALED)
    await stage.owner.make("GET", f"/posts/{post['id']}/reveal")


async def _burn(stage: Stage) -> None:
    post = await stage.new_post(stage.admin, "psst", **SEALED)
    await stage.owner.make("GET", f"/posts/{post['id']}/reveal")
    await stage.owner.make("DELETE", f"/posts/{post['id']}/burn")


async def _urge(stage: Stage) -> None:
    """An urgent call that nobody answered for a while."""
    from datetime import UTC, datetime, timedelta

    import time_machine

    from mattermost_py.features.messaging.persistence.jobs import notify_again

    urgent = {"priority": {"priority": "urgent", "requested_ack": False, "persistent_notifications": True}}
    await stage.new_post(stage.admin, f"@{stage.owner.username} please", metadata=urgent)
    with time_machine.travel(datetime.now(UTC) + timedelta(minutes=7), tick=True):
        await notify_again(stage.world.application.runtime)


SIDEBAR = "/users/{user_id}/teams/{team_id}/channels/categories"
BOOKMARKS = "/channels/{channel_id}/bookmarks"
TIE = "/groups/{group_id}"
NOT_GUEST = "++.++++"

happenings = [
    Happening("typing", "POST /users/{user_id}/typing", ".+++++.", "channel"),
    Happening("posted", "POST /posts", CHANNEL, "channel"),
    Happening("open_dialog", "POST /actions/dialogs/open", OWNER, "user"),
    Happening("post_edited", "PUT /posts/{post_id}/patch", CHANNEL, "channel"),
    Happening("post_deleted", "DELETE /posts/{post_id}", CHANNEL, "channel"),
    Happening("post_unread", "POST /users/{user_id}/posts/{post_id}/set_unread", OWNER, "team+channel+user"),
    Happening("ephemeral_message", "POST /posts/ephemeral", OWNER, "channel+user", by="system_admin", about="owner"),
    Happening("channel_created", "POST /channels", OWNER, "user"),
    Happening("channel_updated", "PUT /channels/{channel_id}/patch", CHANNEL, "channel"),
    Happening("channel_converted", "PUT /channels/{channel_id}/privacy", TEAM, "team", by="system_admin"),
    Happening("channel_deleted", "DELETE /channels/{channel_id}", CHANNEL, "channel"),
    Happening("channel_restored", "POST /channels/{channel_id}/restore", CHANNEL, "channel", by="system_admin"),
    Happening("channel_member_updated", "PUT /channels/{channel_id}/members/{user_id}/notify_props", OWNER, "user"),
    Happening(
        "channel_scheme_updated",
        "PUT /channels/{channel_id}/moderations/patch",
        CHANNEL,
        "channel",
        by="system_admin",
    ),
    Happening("direct_added", _new_direct, OWNER, "channel"),
    Happening("group_added", _new_group, "+...+..", "channel+user"),
    Happening("new_user", "POST /users", NOT_GUEST, "", by="system_admin"),
    Happening("user_updated", "PUT /users/{user_id}/patch", ALL, ""),
    Happening("user_added", "POST /channels/{channel_id}/members", CHANNEL, "channel"),
    Happening("user_removed", "DELETE /channels/{channel_id}/members/{user_id}", CHANNEL, "channel"),
    Happening("added_to_team", _join_elsewhere, ".....++", "user"),
    Happening("leave_team", _leave, TEAM, "team"),
    Happening("update_team", "PUT /teams/{team_id}/patch", TEAM, "team", by="team_admin"),
    Happening("update_team_scheme", "PUT /teams/{team_id}/scheme", TEAM, "team", by="system_admin"),
    Happening("delete_team", "DELETE /teams/{team_id}", TEAM, "team", by="team_admin"),
    Happening("restore_team", "POST /teams/{team_id}/restore", TEAM, "team", by="team_admin"),
    Happening(
        "memberrole_updated",
        _does("PUT", "/teams/{team}/members/{owner}/schemeRoles", {"scheme_user": True, "scheme_admin": False}),
        OWNER,
        "user",
    ),
    Happening("user_role_updated", _does("PUT", "/users/{owner}/roles", {"roles": "system_user"}), OWNER, "user"),
    Happening("role_updated", _patch_role, ALL, ""),
    Happening(
        "preference_changed",
        _does(
            "POST",
            "/commands/execute",
            {"channel_id": "{channel}", "team_id": "{team}", "command": "/collapse"},
            by="owner",
        ),
        OWNER,
        "user",
    ),
    Happening("preferences_changed", "PUT /users/{user_id}/preferences", OWNER, "user"),
    Happening("preferences_deleted", "POST /users/{user_id}/preferences/delete", OWNER, "user"),
    Happening("status_change", "PUT /users/{user_id}/status", OWNER, "user"),
    Happening("reaction_added", "POST /reactions", CHANNEL, "channel"),
    Happening("reaction_removed", "DELETE /users/{user_id}/posts/{post_id}/reactions/{emoji_name}", CHANNEL, "channel"),
    Happening("emoji_added", "POST /emoji", ALL, ""),
    Happening("multiple_channels_viewed", _view, OWNER, "user"),
    Happening("config_changed", "PUT /config/patch", ALL, "", by="system_admin"),
    Happening("user_activation_status_change", "PUT /users/{user_id}/active", ALL, "", by="system_admin"),
    Happening("received_group", "POST /groups", ALL, ""),
    Happening(
        "received_group_associated_to_team",
        f"POST {TIE}/teams/{{syncable_id}}/link",
        TEAM,
        "team",
        by="system_admin",
    ),
    Happening(
        "received_group_not_associated_to_team",
        f"DELETE {TIE}/teams/{{syncable_id}}/link",
        TEAM,
        "team",
        by="system_admin",
    ),
    Happening(
        "received_group_associated_to_channel",
        f"POST {TIE}/channels/{{syncable_id}}/link",
        CHANNEL,
        "channel",
        by="system_admin",
    ),
    Happening(
        "received_group_not_associated_to_channel",
        f"DELETE {TIE}/channels/{{syncable_id}}/link",
        CHANNEL,
        "channel",
        by="system_admin",
    ),
    Happening("group_member_add", _group_of_owner, "++.....", "user"),
    Happening("group_member_deleted", _group_without_owner, OWNER, "user"),
    Happening("sidebar_category_created", f"POST {SIDEBAR}", OWNER, "team+user"),
    Happening("sidebar_category_updated", f"PUT {SIDEBAR}", OWNER, "team+user"),
    Happening("sidebar_category_deleted", f"DELETE {SIDEBAR}/{{category_id}}", OWNER, "team+user"),
    Happening("sidebar_category_order_updated", f"PUT {SIDEBAR}/order", OWNER, "team+user"),
    Happening("thread_updated", _answer, "++.....", "team+user"),
    Happening(
        "thread_follow_changed",
        "DELETE /users/{user_id}/teams/{team_id}/threads/{thread_id}/following",
        OWNER,
        "team+user",
    ),
    Happening(
        "thread_read_changed",
        "PUT /users/{user_id}/teams/{team_id}/threads/{thread_id}/read/{timestamp}",
        OWNER,
        "team+user",
    ),
    Happening(
        "first_admin_visit_marketplace_status_received",
        "POST /plugins/marketplace/first_admin_visit",
        ALL,
        "",
        by="system_admin",
    ),
    Happening("draft_created", "POST /drafts", OWNER, "channel+user"),
    Happening("draft_deleted", "DELETE /users/{user_id}/channels/{channel_id}/drafts", OWNER, "channel+user"),
    Happening("scheduled_post_created", "POST /posts/schedule", OWNER, "user"),
    Happening("scheduled_post_updated", "PUT /posts/schedule/{scheduled_post_id}", OWNER, "user"),
    Happening("scheduled_post_deleted", "DELETE /posts/schedule/{scheduled_post_id}", OWNER, "user"),
    Happening("post_acknowledgement_added", "POST /users/{user_id}/posts/{post_id}/ack", CHANNEL, "channel"),
    Happening("post_acknowledgement_removed", "DELETE /users/{user_id}/posts/{post_id}/ack", CHANNEL, "channel"),
    Happening("persistent_notification_triggered", _urge, OWNER, "team+channel+user"),
    Happening("channel_bookmark_created", f"POST {BOOKMARKS}", CHANNEL, "channel"),
    Happening("channel_bookmark_updated", f"PATCH {BOOKMARKS}/{{bookmark_id}}", CHANNEL, "channel"),
    Happening("channel_bookmark_deleted", f"DELETE {BOOKMARKS}/{{bookmark_id}}", CHANNEL, "channel"),
    Happening("channel_bookmark_sorted", f"POST {BOOKMARKS}/{{bookmark_id}}/sort_order", CHANNEL, "channel"),
    Happening(
        "custom_profile_attributes_field_created", "POST /custom_profile_attributes/fields", ALL, "", by="system_admin"
    ),
    Happening(
        "custom_profile_attributes_field_updated",
        "PATCH /custom_profile_attributes/fields/{field_id}",
        ALL,
        "",
        by="system_admin",
    ),
    Happening(
        "custom_profile_attributes_field_deleted",
        "DELETE /custom_profile_attributes/fields/{field_id}",
        ALL,
        "",
        by="system_admin",
    ),
    Happening("custom_profile_attributes_values_updated", "PATCH /users/{user_id}/custom_profile_attributes", ALL, ""),
    Happening("post_revealed", _reveal, "+....+.", "user"),
    Happening("post_burned", _burn, OWNER, "channel+user"),
    Happening("burn_on_read_all_revealed", _all_read, OWNER, "channel+user"),
]
