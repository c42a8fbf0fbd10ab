"""Groups of people, and the roles and schemes that say who may do what."""

from typing import Any

from tests.contract.entry import ADMIN, INSIDE, NOT_GUESTS, SIGNED_IN, Entry
from tests.contract.line import Ask, Caller, ask
from tests.contract.stage import Stage
from tests.contract.table.teams import new_scheme
from tests.fixtures.world import unique

INSERT_LINKED = """
    INSERT INTO usergroups (id, name, displayname, description, source, remoteid, createat, updateat, deleteat,
                            allowreference)
    VALUES (%(group_id)s, %(name)s, %(name)s, '', 'ldap', %(name)s, 1, 1, 0, false)
"""


def _wanted(owner: Caller) -> dict[str, Any]:
    name = unique("circle")
    shown = {"name": name, "display_name": name, "source": "custom", "allow_reference": True}
    return {**shown, "user_ids": [owner.id]}


async def new_group(stage: Stage) -> Any:
    return await stage.admin.make("POST", "/groups", _wanted(stage.owner))


async def _group(stage: Stage, owner: Caller) -> Ask:
    made = await stage.kept("group", stage.owner, lambda: new_group(stage))
    return ask(group_id=made["id"], user_id=owner.id)


async def _names(stage: Stage, _: Caller) -> Ask:
    made = await stage.kept("group", stage.owner, lambda: new_group(stage))
    return ask([made["name"]])


async def _spent(stage: Stage, _: Caller) -> Ask:
    return ask(group_id=(await new_group(stage))["id"])


async def _archived(stage: Stage, _: Caller) -> Ask:
    made = await new_group(stage)
    await stage.admin.make("DELETE", f"/groups/{made['id']}")
    return ask(group_id=made["id"])


async def _patch(stage: Stage, owner: Caller) -> Ask:
    return Ask((await _group(stage, owner)).path, body={"description": "Us"})


async def _new_members(stage: Stage, owner: Caller) -> Ask:
    user = await stage.new_member()
    return Ask((await _group(stage, owner)).path, body={"user_ids": [user["id"]]})


async def _members(stage: Stage, owner: Caller) -> Ask:
    wanted = await _new_members(stage, owner)
    await stage.admin.make("POST", f"/groups/{wanted.path['group_id']}/members", wanted.body)
    return wanted


async def linked(stage: Stage) -> str:
    """A group as a directory brings it; only such groups can be tied to teams and channels."""
    from mattermost_py.kernel.ids import new_id

    group_id = new_id()
    async with stage.world.application.runtime.db().transaction() as tx:
        await tx.run(INSERT_LINKED, group_id=group_id, name=unique("staff"))
    return group_id


def _tied(kind: str, *, is_tied: bool = True, body: Any = None) -> Any:
    """A directory's group and a team or channel of the stage, tied or to be tied."""

    async def build(stage: Stage, _: Caller) -> Ask:
        place = stage.team.id if kind == "teams" else stage.channel.id
        group_id = await linked(stage)
        if is_tied:
            await stage.admin.make("POST", f"/groups/{group_id}/{kind}/{place}/link", {"auto_add": False})
        return ask(body, group_id=group_id, syncable_id=place)

    return build


def _place(stage: Stage, _: Caller) -> Ask:
    return ask(team_id=stage.team.id, channel_id=stage.channel.id)


async def _leavers(stage: Stage, owner: Caller) -> Ask:
    group_id = (await _group(stage, owner)).path["group_id"]
    return ask(query={"group_ids": group_id}, team_id=stage.team.id, channel_id=stage.channel.id)


async def _scheme(stage: Stage, _: Caller) -> Ask:
    made = await stage.kept("scheme", stage.owner, lambda: new_scheme(stage))
    return ask({"description": "Ours"}, scheme_id=made["id"])


async def _channel_scheme(stage: Stage, _: Caller) -> Ask:
    made = await stage.kept("scheme of channels", stage.owner, lambda: new_scheme(stage, "channel"))
    return ask(scheme_id=made["id"])


async def _spent_scheme(stage: Stage, _: Caller) -> Ask:
    return ask(scheme_id=(await new_scheme(stage))["id"])


def _new_scheme(_: Stage, __: Caller) -> Ask:
    return ask({"name": unique("scheme"), "display_name": unique("Scheme"), "scope": "team"})


async def _role(stage: Stage, _: Caller) -> Ask:
    """A role that a scheme made: patching it concerns no caller."""
    scheme = await stage.kept("scheme", stage.owner, lambda: new_scheme(stage))
    role = await stage.admin.make("GET", f"/roles/name/{scheme['default_team_user_role']}")
    return ask({"permissions": role["permissions"]}, role_id=role["id"], role_name=role["name"])


GROUP = "/groups/{group_id}"
TIE = {"teams": f"{GROUP}/teams/{{syncable_id}}", "channels": f"{GROUP}/channels/{{syncable_id}}"}

entries = [
    Entry("GET /groups", lambda _, __: ask(), other=SIGNED_IN),
    Entry("POST /groups", lambda _, o: ask(_wanted(o)), other=NOT_GUESTS, spends=True),
    Entry("POST /groups/names", _names, other=SIGNED_IN),
    Entry(f"GET {GROUP}", _group, other=SIGNED_IN),
    Entry(f"DELETE {GROUP}", _spent, other=NOT_GUESTS, spends=True),
    Entry(f"PUT {GROUP}/patch", _patch, other=NOT_GUESTS),
    Entry(f"POST {GROUP}/restore", _archived, other=NOT_GUESTS, spends=True),
    Entry(f"GET {GROUP}/stats", _group, other=ADMIN),
    Entry(f"GET {GROUP}/members", _group, other=SIGNED_IN),
    Entry(f"POST {GROUP}/members", _new_members, other=NOT_GUESTS),
    Entry(f"DELETE {GROUP}/members", _members, other=NOT_GUESTS, spends=True),
    Entry(f"GET {GROUP}/teams", _group, other=ADMIN, unknown={"group_id": 200}),
    Entry(f"GET {GROUP}/channels", _group, other=ADMIN, unknown={"group_id": 200}),
    *(
        entry
        for kind, tie in TIE.items()
        for entry in (
            Entry(f"GET {tie}", _tied(kind), other=ADMIN),
            Entry(f"POST {tie}/link", _tied(kind, is_tied=False, body={"auto_add": False}), other=ADMIN),
            Entry(f"PUT {tie}/patch", _tied(kind, body={"auto_add": False}), other=ADMIN),
            Entry(f"DELETE {tie}/link", _tied(kind), other=ADMIN, spends=True),
        )
    ),
    Entry("GET /teams/{team_id}/groups", _place, other="uf+++++uf", unknown={"team_id": 200}),
    Entry("GET /channels/{channel_id}/groups", _place, other="uf+++++uf", unknown={"channel_id": 200}),
    Entry("GET /teams/{team_id}/groups_by_channels", _place, other="uf+++++uf", unknown={"team_id": 200}),
    Entry("GET /channels/{channel_id}/member_counts_by_group", _place, other=INSIDE, unknown={"channel_id": 403}),
    Entry("GET /teams/{team_id}/members_minus_group_members", _leavers, other=ADMIN, unknown={"team_id": 200}),
    Entry("GET /channels/{channel_id}/members_minus_group_members", _leavers, other=ADMIN, unknown={"channel_id": 200}),
    Entry(
        "POST /ldap/users/{user_id}/group_sync_memberships",  # the people here come from no directory
        _group,
        other=ADMIN,
        status=400,
        fails="api.user.add_user_to_group_syncables.not_ldap_user.app_error",
    ),
    Entry("GET /roles", lambda _, __: ask(), other=ADMIN),
    Entry("GET /roles/{role_id}", _role, other=SIGNED_IN),
    Entry("GET /roles/name/{role_name}", _role, other=SIGNED_IN),
    Entry("POST /roles/names", lambda _, __: ask(["system_user"]), other=SIGNED_IN),
    Entry("PUT /roles/{role_id}/patch", _role, other=ADMIN),
    Entry("GET /schemes", lambda _, __: ask(), other=ADMIN),
    Entry("POST /schemes", _new_scheme, other=ADMIN, spends=True),
    Entry("GET /schemes/{scheme_id}", _scheme, other=ADMIN),
    Entry("DELETE /schemes/{scheme_id}", _spent_scheme, other=ADMIN, spends=True),
    Entry("PUT /schemes/{scheme_id}/patch", _scheme, other=ADMIN),
    Entry("GET /schemes/{scheme_id}/teams", _scheme, other=ADMIN),
    Entry("GET /schemes/{scheme_id}/channels", _channel_scheme, other=ADMIN),
]
