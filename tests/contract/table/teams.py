"""Teams: their settings, who is in them, and how people get in."""

import io
import zipfile
from typing import Any

from tests.contract.entry import ADMIN, INSIDE, INSIDE_NO_GUEST, MINE, NOT_GUESTS, PUBLIC, SIGNED_IN, TEAM_ADMINS, Entry
from tests.contract.line import Ask, Caller, Upload, ask, form
from tests.contract.stage import PICTURE, Stage
from tests.fixtures.world import unique


def _team(stage: Stage, _: Caller) -> Ask:
    return ask(team_id=stage.team.id)


def _named(stage: Stage, _: Caller) -> Ask:
    return ask(name=stage.team.name)


def _with(**fields: Any) -> Any:
    """A body for the team of the stage."""

    def build(stage: Stage, _: Caller) -> Ask:
        return ask(fields, team_id=stage.team.id)

    return build


async def _whole(stage: Stage, _: Caller) -> Ask:
    return ask(await stage.admin.make("GET", f"/teams/{stage.team.id}"), team_id=stage.team.id)


async def _fresh(stage: Stage, _: Caller) -> Ask:
    return ask(team_id=(await stage.new_team())["id"])


async def _archived(stage: Stage, _: Caller) -> Ask:
    team = await stage.new_team()
    await stage.admin.make("DELETE", f"/teams/{team['id']}")
    return ask(team_id=team["id"])


def _found(_: Stage, __: Caller) -> Ask:
    name = unique("crew")
    return ask({"name": name, "display_name": name, "type": "O"})


async def _add(stage: Stage, _: Caller) -> Ask:
    user = await stage.new_user()
    return ask({"team_id": stage.team.id, "user_id": user["id"]}, team_id=stage.team.id)


async def _add_many(stage: Stage, _: Caller) -> Ask:
    user = await stage.new_user()
    return ask([{"team_id": stage.team.id, "user_id": user["id"]}], team_id=stage.team.id)


def _member(stage: Stage, owner: Caller) -> Ask:
    return ask(team_id=stage.team.id, user_id=owner.id)


async def _newcomer(stage: Stage, _: Caller) -> Ask:
    return ask(team_id=stage.team.id, user_id=(await stage.new_member())["id"])


async def _roles(stage: Stage, _: Caller) -> Ask:
    return ask({"roles": "team_user"}, team_id=stage.team.id, user_id=(await stage.new_member())["id"])


async def _scheme_roles(stage: Stage, _: Caller) -> Ask:
    roles = {"scheme_user": True, "scheme_admin": False}
    return ask(roles, team_id=stage.team.id, user_id=(await stage.new_member())["id"])


async def _link(stage: Stage, _: Caller) -> Ask:
    name = unique("crew")
    team = await stage.admin.make("POST", "/teams", {"name": name, "display_name": name, "type": "O"})
    return ask(query={"invite_id": team["invite_id"]})


async def _invite_id(stage: Stage, _: Caller) -> Ask:
    body = {"name": unique("crew"), "display_name": "Open", "type": "O", "allow_open_invite": True}
    team = await stage.kept("open team", stage.owner, lambda: stage.admin.make("POST", "/teams", body))
    return ask(invite_id=team["invite_id"])


async def _invitation(stage: Stage, owner: Caller) -> Ask:
    """One that the owner has sent. Nobody is held up by how many they sent in the last hour."""
    await stage.world.application.runtime.db().run("DELETE FROM mmpy.mail_allowances")
    email = f"{unique('invited')}@example.org"
    await owner.make("POST", f"/teams/{stage.team.id}/invite/email", [email])
    listed = await owner.make("GET", f"/teams/{stage.team.id}/invitations")
    found = next(each["id"] for each in listed if each["email"] == email)
    return ask(team_id=stage.team.id, invitation_id=found)


def _letter(stage: Stage, _: Caller) -> Ask:
    return ask([f"{unique('friend')}@example.org"], team_id=stage.team.id)


def _guest_letter(stage: Stage, _: Caller) -> Ask:
    sent = {"emails": [f"{unique('friend')}@example.org"], "channels": [stage.public.id]}
    return ask(sent, team_id=stage.team.id)


async def new_scheme(stage: Stage, scope: str = "team") -> Any:
    body = {"name": unique("scheme"), "display_name": unique("Scheme"), "scope": scope}
    return await stage.admin.make("POST", "/schemes", body)


async def _scheme(stage: Stage, _: Caller) -> Ask:
    team = await stage.new_team()
    return ask({"scheme_id": (await new_scheme(stage))["id"]}, team_id=team["id"])


async def _icon(stage: Stage, owner: Caller) -> Ask:
    from tests.contract.line import encoded

    content, kind = encoded(form({"image": PICTURE}))
    await stage.admin.line.send("POST", f"/api/v4/teams/{stage.team.id}/image", content, kind)
    return _team(stage, owner)


def _slack(stage: Stage, _: Caller) -> Ask:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("channels.json", "[]")
    export = Upload("slack.zip", out.getvalue())
    return form({"importFrom": "slack", "filesize": "1", "file": export}, team_id=stage.team.id)


entries = [
    Entry("POST /teams/{team_id}/import", _slack, other=TEAM_ADMINS),
    Entry("GET /teams", lambda _, __: ask(), other=NOT_GUESTS),
    Entry("POST /teams/search", lambda _, __: ask({"term": "crew"}), other=SIGNED_IN),
    Entry("GET /teams/{team_id}", _team, other=INSIDE),
    Entry("PUT /teams/{team_id}", _whole, other=TEAM_ADMINS, unknown={"team_id": 400}),
    Entry("PUT /teams/{team_id}/patch", _with(description="We"), other=TEAM_ADMINS),
    Entry("PUT /teams/{team_id}/privacy", _with(privacy="I"), other=TEAM_ADMINS),
    Entry("POST /teams/{team_id}/regenerate_invite_id", _team, other=TEAM_ADMINS),
    Entry("DELETE /teams/{team_id}", _fresh, other=TEAM_ADMINS, spends=True),
    Entry("POST /teams/{team_id}/restore", _archived, other=TEAM_ADMINS, spends=True),
    Entry("GET /teams/{team_id}/stats", _team, other=INSIDE, unknown={"team_id": 200}),
    Entry("GET /teams/name/{name}", _named, other=INSIDE),
    Entry("GET /teams/name/{name}/exists", _named, other=SIGNED_IN),
    Entry("GET /teams/{team_id}/members", _team, other=INSIDE, unknown={"team_id": 200}),
    Entry("POST /teams/{team_id}/members", _add, other=INSIDE_NO_GUEST, unknown={"team_id": 400}),
    Entry("POST /teams/{team_id}/members/batch", _add_many, other=INSIDE_NO_GUEST, unknown={"team_id": 400}),
    Entry(
        "POST /teams/{team_id}/members/ids",
        lambda s, o: ask([o.id], team_id=s.team.id),
        other=INSIDE,
        unknown={"team_id": 200},
    ),
    Entry("GET /teams/{team_id}/members/{user_id}", _member, own=".++++++..", other=INSIDE),
    Entry("DELETE /teams/{team_id}/members/{user_id}", _newcomer, other=TEAM_ADMINS, spends=True),
    Entry("PUT /teams/{team_id}/members/{user_id}/roles", _roles, other=TEAM_ADMINS),
    Entry("PUT /teams/{team_id}/members/{user_id}/schemeRoles", _scheme_roles, other=TEAM_ADMINS),
    Entry(
        "GET /users/{user_id}/teams", lambda _, o: ask(user_id=o.id), own=MINE, other=ADMIN, unknown={"user_id": 200}
    ),
    Entry(
        "GET /users/{user_id}/teams/members",
        lambda _, o: ask(user_id=o.id),
        own=MINE,
        other=ADMIN,
        unknown={"user_id": 200},
    ),
    Entry(
        "GET /users/{user_id}/teams/unread",
        lambda _, o: ask(user_id=o.id),
        own=MINE,
        other=ADMIN,
        unknown={"user_id": 200},
    ),
    Entry(
        "GET /users/{user_id}/teams/{team_id}/unread",
        _member,
        own=".++++++..",
        other=ADMIN,
        unknown={"team_id": 200, "user_id": 200},
    ),
    Entry("POST /teams", _found, other=NOT_GUESTS, spends=True),
    Entry("POST /teams/members/invite", _link, other="uf+++++u+"),
    Entry("GET /teams/invite/{invite_id}", _invite_id, other=PUBLIC),
    Entry("POST /teams/{team_id}/invite/email", _letter, other=INSIDE_NO_GUEST),
    Entry("GET /teams/{team_id}/invitations", _team, other=INSIDE_NO_GUEST, unknown={"team_id": 200}),
    Entry(
        "DELETE /teams/{team_id}/invitations/{invitation_id}",
        _invitation,
        own="..+++++..",
        other="ufnn++nuf",  # members take back their own only
        spends=True,
        by="team_admin",
    ),
    Entry("POST /teams/{team_id}/invite-guests/email", _guest_letter, other=ADMIN, unknown={"team_id": 400}),
    Entry("DELETE /teams/invites/email", lambda _, __: ask(), other=ADMIN),
    Entry("GET /teams/{team_id}/image", _icon, other=INSIDE),
    Entry("POST /teams/{team_id}/image", lambda s, _: form({"image": PICTURE}, team_id=s.team.id), other=TEAM_ADMINS),
    Entry("DELETE /teams/{team_id}/image", _team, other=TEAM_ADMINS),
    Entry("PUT /teams/{team_id}/scheme", _scheme, other=ADMIN),
]
