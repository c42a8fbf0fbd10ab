"""Channels: finding them, being in them, reading them, changing them, and the sidebar that holds them."""

from typing import Any

from tests.contract.entry import (
    ADMIN,
    CHANNEL_ADMINS,
    INSIDE,
    INSIDE_NO_GUEST,
    MINE,
    MINE_INSIDE,
    SIGNED_IN,
    Entry,
)
from tests.contract.line import Ask, Caller, ask
from tests.contract.stage import Stage
from tests.contract.table.teams import new_scheme
from tests.fixtures.world import unique


def _channel(stage: Stage, _: Caller) -> Ask:
    return ask(channel_id=stage.channel.id)


def _with(**fields: Any) -> Any:
    """A body for the private channel of the stage."""

    def build(stage: Stage, _: Caller) -> Ask:
        return ask(fields, channel_id=stage.channel.id)

    return build


def _team(stage: Stage, _: Caller) -> Ask:
    return ask(team_id=stage.team.id)


def _search(stage: Stage, _: Caller) -> Ask:
    return ask({"term": "channel"}, team_id=stage.team.id)


def _whose(stage: Stage, owner: Caller) -> Ask:
    return ask(user_id=owner.id, team_id=stage.team.id, channel_id=stage.channel.id)


def _named(stage: Stage, _: Caller) -> Ask:
    return ask(team_id=stage.team.id, team_name=stage.team.name, channel_name=stage.channel.name)


async def _room(stage: Stage, _: Caller) -> Ask:
    return ask(channel_id=(await stage.own_channel())["id"])


async def _archived(stage: Stage, _: Caller) -> Ask:
    channel = await stage.own_channel()
    await stage.admin.make("DELETE", f"/channels/{channel['id']}")
    return ask(channel_id=channel["id"])


async def _privacy(stage: Stage, _: Caller) -> Ask:
    return ask({"privacy": "P"}, channel_id=(await stage.own_channel("O"))["id"])


async def _whole(stage: Stage, _: Caller) -> Ask:
    channel = await stage.admin.make("GET", f"/channels/{stage.channel.id}")
    return ask({**channel, "header": "news"}, channel_id=channel["id"])


async def _add(stage: Stage, _: Caller) -> Ask:
    user = await stage.new_member()
    return ask({"user_id": user["id"]}, channel_id=stage.channel.id)


async def _all(stage: Stage, _: Caller) -> Ask:
    """The members of a channel, as they are."""
    channel = await stage.own_channel()
    members = await stage.admin.make("GET", f"/channels/{channel['id']}/members")
    return ask([each["user_id"] for each in members], channel_id=channel["id"])


async def _newcomer(stage: Stage, _: Caller) -> Ask:
    user = await stage.new_member()
    await stage.admin.make("POST", f"/channels/{stage.channel.id}/members", {"user_id": user["id"]})
    return ask(channel_id=stage.channel.id, user_id=user["id"])


async def _roles(stage: Stage, _: Caller) -> Ask:
    path = (await _newcomer(stage, stage.owner)).path
    return Ask(path, body={"roles": "channel_user"})


async def _scheme_roles(stage: Stage, _: Caller) -> Ask:
    path = (await _newcomer(stage, stage.owner)).path
    return Ask(path, body={"scheme_user": True, "scheme_admin": False})


async def _group(stage: Stage, owner: Caller) -> Ask:
    """A group message of the owner that becomes a channel."""
    others = [await _teammate(stage, "teammate"), await stage.new_member()]
    if owner.role == "guest":  # sees only whom they share a channel with
        others[1] = await _teammate(stage, unique("fellow"))
    group = await owner.make("POST", "/channels/group", [owner.id, *(each["id"] for each in others)])
    name = unique("converted")
    body = {"channel_id": group["id"], "team_id": stage.team.id, "name": name, "display_name": name}
    return ask(body, channel_id=group["id"])


async def _teammate(stage: Stage, name: str) -> Any:
    """Somebody whom guests may see, too: they share a channel."""

    async def make() -> Any:
        user = await stage.new_member()
        await stage.admin.make("POST", f"/channels/{stage.public.id}/members", {"user_id": user["id"]})
        return user

    return await stage.kept(name, stage.owner, make)


async def _talk(stage: Stage, owner: Caller) -> Ask:
    """A group message of the owner."""
    wanted = await _gather(stage, owner)
    made = await stage.kept("talk", owner, lambda: owner.make("POST", "/channels/group", wanted.body))
    return ask(channel_id=made["id"])


async def _move(stage: Stage, _: Caller) -> Ask:
    channel = await stage.new_channel("O")
    team = await stage.kept("new home", stage.owner, stage.new_team)
    return ask({"team_id": team["id"], "force": True}, channel_id=channel["id"])


async def _scheme(stage: Stage, _: Caller) -> Ask:
    scheme = await stage.kept("channel scheme", stage.owner, lambda: new_scheme(stage, "channel"))
    return ask({"scheme_id": scheme["id"]}, channel_id=(await stage.own_channel())["id"])


MODERATION = [{"name": "create_post", "roles": {"members": True, "guests": False}}]


async def _moderation(stage: Stage, _: Caller) -> Ask:
    channel = await stage.kept("moderated", stage.owner, stage.own_channel)
    return ask(MODERATION, channel_id=channel["id"])


async def _new_channel(stage: Stage, _: Caller) -> Ask:
    name = unique("room")
    return ask({"team_id": stage.team.id, "name": name, "display_name": name, "type": "P"})


async def _new_category(stage: Stage, owner: Caller) -> Any:
    path = f"/users/{owner.id}/teams/{stage.team.id}/channels/categories"
    return await owner.make("POST", path, _category_body(stage, owner).body)


def _category_body(stage: Stage, owner: Caller) -> Ask:
    ids = {"user_id": owner.id, "team_id": stage.team.id}
    return ask(
        {**ids, "display_name": "Mine", "channel_ids": [stage.public.id]}, user_id=owner.id, team_id=stage.team.id
    )


async def _category(stage: Stage, owner: Caller) -> Ask:
    made = await stage.kept("category", owner, lambda: _new_category(stage, owner))
    return ask(made, user_id=owner.id, team_id=stage.team.id, category_id=made["id"])


async def _categories(stage: Stage, owner: Caller) -> Ask:
    one = await _category(stage, owner)
    return Ask(one.path, body=[one.body])


async def _spent_category(stage: Stage, owner: Caller) -> Ask:
    made = await _new_category(stage, owner)
    return ask(user_id=owner.id, team_id=stage.team.id, category_id=made["id"])


async def _order(stage: Stage, owner: Caller) -> Ask:
    path = f"/users/{owner.id}/teams/{stage.team.id}/channels/categories/order"
    return ask(await owner.make("GET", path), user_id=owner.id, team_id=stage.team.id)


async def _direct(stage: Stage, owner: Caller) -> Ask:
    return ask([owner.id, (await _teammate(stage, "teammate"))["id"]])


async def _gather(stage: Stage, owner: Caller) -> Ask:
    others = [await _teammate(stage, name) for name in ("teammate", "second teammate")]
    return ask([owner.id, *(each["id"] for each in others)])


SIDEBAR = "/users/{user_id}/teams/{team_id}/channels/categories"
ONE_MEMBER = "/channels/{channel_id}/members/{user_id}"
HIDDEN = "un+++++un"  # whoever may not see a private channel hears that it does not exist

entries = [
    Entry("GET /channels", lambda _, __: ask(), other=ADMIN),
    Entry("POST /channels/search", lambda _, __: ask({"term": "room"}), other=ADMIN),
    Entry("POST /channels/group/search", lambda _, o: ask({"term": o.username}), other=SIGNED_IN),
    Entry("GET /channels/{channel_id}/common_teams", _talk, own=".f+++++..", other="uffff+fuf"),
    Entry("GET /teams/{team_id}/channels", _team, other=INSIDE_NO_GUEST, unknown={"team_id": 200}),
    Entry("GET /teams/{team_id}/channels/private", _team, other=ADMIN, unknown={"team_id": 200}),
    Entry("GET /teams/{team_id}/channels/deleted", _team, other="uf+++++uf", unknown={"team_id": 200}),
    Entry("POST /teams/{team_id}/channels/ids", lambda s, _: ask([s.public.id], team_id=s.team.id), other=INSIDE),
    Entry("POST /teams/{team_id}/channels/search", _search, other="u++++++un", unknown={"team_id": 200}),
    Entry("GET /teams/{team_id}/channels/autocomplete", _team, other="uf+++++uf", unknown={"team_id": 200}),
    Entry("GET /teams/{team_id}/channels/search_autocomplete", _team, other="u++++++u+", unknown={"team_id": 200}),
    Entry("GET /users/{user_id}/channels", _whose, own=MINE, other=ADMIN, unknown={"user_id": 200}),
    Entry(
        "GET /users/{user_id}/teams/{team_id}/channels",
        _whose,
        own=MINE_INSIDE,
        other=ADMIN,
        unknown={"team_id": 200, "user_id": 200},
    ),
    Entry("GET /channels/{channel_id}", _channel, other=INSIDE),
    Entry("GET /teams/{team_id}/channels/name/{channel_name}", _named, other="u++++++un"),
    Entry("GET /teams/name/{team_name}/channels/name/{channel_name}", _named, other="u++++++un"),
    Entry("GET /channels/{channel_id}/members", _channel, other=INSIDE),
    Entry("POST /channels/{channel_id}/members", _add, other=INSIDE_NO_GUEST),
    Entry("PUT /channels/{channel_id}/members", _all, other=INSIDE_NO_GUEST),
    Entry("POST /channels/{channel_id}/members/ids", lambda s, o: ask([o.id], channel_id=s.channel.id), other=INSIDE),
    Entry(f"GET {ONE_MEMBER}", _whose, own=".++++.+..", other=INSIDE),
    Entry(f"DELETE {ONE_MEMBER}", _newcomer, other=INSIDE_NO_GUEST, spends=True),
    Entry(
        f"PUT {ONE_MEMBER}/notify_props",
        lambda s, o: ask({"desktop": "all"}, user_id=o.id, channel_id=s.channel.id),
        own=MINE_INSIDE,
        other=ADMIN,
    ),
    Entry(
        f"PUT {ONE_MEMBER}/autotranslation",
        lambda s, o: ask({"autotranslation_disabled": True}, user_id=o.id, channel_id=s.channel.id),
        own=MINE_INSIDE,
        other="u++++++u+",
        status=403,
        fails="api.channel.update_channel_member_autotranslation.feature_not_available.app_error",
    ),
    Entry(f"PUT {ONE_MEMBER}/roles", _roles, other=CHANNEL_ADMINS, unknown={"channel_id": 403}),
    Entry(f"PUT {ONE_MEMBER}/schemeRoles", _scheme_roles, other=CHANNEL_ADMINS, unknown={"channel_id": 403}),
    Entry("GET /channels/{channel_id}/stats", _channel, other=INSIDE),
    Entry("POST /channels/stats/member_count", lambda s, _: ask([s.public.id]), other=INSIDE),
    Entry("GET /channels/{channel_id}/timezones", _channel, other=INSIDE),
    Entry(
        "GET /users/{user_id}/teams/{team_id}/channels/members",
        _whose,
        own=MINE_INSIDE,
        other=ADMIN,
        unknown={"team_id": 200, "user_id": 200},
    ),
    Entry("GET /users/{user_id}/channel_members", _whose, own=MINE, other=ADMIN, unknown={"user_id": 200}),
    Entry(
        "POST /channels/members/{user_id}/view",
        lambda s, o: ask({"channel_id": s.channel.id}, user_id=o.id),
        own=MINE_INSIDE,
        other=ADMIN,
        unknown={"user_id": 200},
    ),
    Entry(
        "POST /channels/members/{user_id}/mark_read",
        lambda s, o: ask([s.channel.id], user_id=o.id),
        own=MINE_INSIDE,
        other=ADMIN,
        unknown={"user_id": 200},
    ),
    Entry(
        "GET /users/{user_id}/channels/{channel_id}/unread",
        _whose,
        own=MINE_INSIDE,
        other=ADMIN,
        unknown={"channel_id": 403},
    ),
    Entry(
        "POST /users/{user_id}/typing",
        lambda s, o: ask({"channel_id": s.channel.id}, user_id=o.id),
        own=MINE_INSIDE,
        other=ADMIN,
        unknown={"user_id": 200},
    ),
    Entry("POST /channels", _new_channel, other=INSIDE_NO_GUEST, spends=True),
    Entry("PUT /channels/{channel_id}", _whole, other=INSIDE_NO_GUEST, unknown={"channel_id": 400}),
    Entry("PUT /channels/{channel_id}/patch", _with(header="new"), other=INSIDE_NO_GUEST),
    Entry("DELETE /channels/{channel_id}", _room, other=INSIDE_NO_GUEST, spends=True),
    Entry("PUT /channels/{channel_id}/privacy", _privacy, other="ufff++fuf", spends=True),
    Entry("POST /channels/{channel_id}/restore", _archived, other="ufff++fuf", spends=True),
    Entry(
        "POST /channels/{channel_id}/convert_to_channel",
        _group,
        own=".f++++...",
        other="ufnnn.nuf",
        spends=True,
        unknown={"channel_id": 400},
    ),
    Entry("POST /channels/{channel_id}/move", _move, other=ADMIN, spends=True),
    Entry("GET /channels/{channel_id}/moderations", _channel, other=ADMIN),
    Entry("PUT /channels/{channel_id}/moderations/patch", _moderation, other=ADMIN),
    Entry("PUT /channels/{channel_id}/scheme", _scheme, other=ADMIN),
    Entry("POST /channels/direct", _direct, own=MINE, other="uffff+fuf"),
    Entry("POST /channels/group", _gather, own=MINE, other="u++++++u+"),
    Entry(f"GET {SIDEBAR}", _whose, own=MINE_INSIDE, other=ADMIN, unknown={"team_id": 200, "user_id": 200}),
    Entry(f"POST {SIDEBAR}", _category_body, own=MINE_INSIDE, other=ADMIN, unknown={"team_id": 400, "user_id": 400}),
    Entry(f"PUT {SIDEBAR}", _categories, own=MINE_INSIDE, other=ADMIN, unknown={"team_id": 400, "user_id": 400}),
    Entry(f"GET {SIDEBAR}/order", _whose, own=MINE_INSIDE, other=ADMIN, unknown={"team_id": 200, "user_id": 200}),
    Entry(f"PUT {SIDEBAR}/order", _order, own=MINE_INSIDE, other=ADMIN, unknown={"team_id": 400, "user_id": 400}),
    Entry(f"GET {SIDEBAR}/{{category_id}}", _category, own=MINE_INSIDE, other=ADMIN),
    Entry(
        f"PUT {SIDEBAR}/{{category_id}}",
        _category,
        own=MINE_INSIDE,
        other=ADMIN,
        unknown={"team_id": 400, "user_id": 400},
    ),
    Entry(f"DELETE {SIDEBAR}/{{category_id}}", _spent_category, own=MINE_INSIDE, other=ADMIN, spends=True),
]
