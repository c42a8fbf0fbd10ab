"""The stage: a server with one caller of every role, and whatever the routes of the table are asked about."""

import asyncio
import base64
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from tests.contract.line import Ask, Caller, Line, Upload
from tests.fixtures.server import running_world
from tests.fixtures.website import Website, website
from tests.fixtures.world import Person, Thing, World, unique

SETTINGS: dict[str, dict[str, Any]] = {
    "ServiceSettings": {"AllowedUntrustedInternalConnections": "127.0.0.1"},
    "FeatureFlags": {"MoveThreadsEnabled": True},
    "EmailSettings": {"SMTPServer": "127.0.0.1", "SMTPPort": "9"},
    "TeamSettings": {"EnableOpenServer": True, "MaxUsersPerTeam": 100_000, "MaxChannelsPerTeam": 100_000},
}
CHOSEN: dict[str, dict[str, Any]] = {  # by the admin, so that it can be changed
    "ServiceSettings": {
        "EnableUserAccessTokens": True,
        "EnableBotAccountCreation": True,
        "EnableMultifactorAuthentication": True,
        "EnableAPIUserDeletion": True,
        "EnableAPITeamDeletion": True,
        "EnableAPIChannelDeletion": True,
        "EnableAPIPostDeletion": True,
        "EnableEmailInvitations": True,
    },
    "SupportSettings": {"CustomTermsOfServiceEnabled": True},
    "FileSettings": {"EnablePublicLink": True, "ExtractContent": False},  # the latter takes a process
    "WranglerSettings": {"MoveThreadFromPrivateChannelEnable": True},
    "MessageExportSettings": {"DownloadExportResults": True},
    "GuestAccountsSettings": {"Enable": True, "EnableGuestMagicLink": True},
}
PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
PICTURE = Upload("picture.png", PIXEL)

TOKEN = """
    SELECT token FROM tokens WHERE type = %(token_type)s AND extra LIKE %(extra)s ORDER BY createat DESC LIMIT 1
"""


class Stage:
    """People of every role in one team; what they own is made when it is first asked for."""

    def __init__(self, world: World, site: Website) -> None:
        self.world = world
        self.site = site  # programs and pages of the outside
        self.cast: dict[str, Caller] = {}
        self.team: Thing
        self.elsewhere: Thing  # the outsider's team
        self.channel: Thing  # private; everybody but the outsider is in it
        self.public: Thing
        self.spare: dict[str, Ask] = {}  # requests that nobody has used up yet
        self._kept: dict[tuple[str, str], Any] = {}

    @property
    def admin(self) -> Caller:
        return self.cast["system_admin"]

    @property
    def owner(self) -> Caller:
        """The other person: an ordinary member whose things everybody asks about."""
        return self.cast["owner"]

    def caller(self, role: str, person: Person | None = None) -> Caller:
        return Caller(role, Line(self.world.base_url, person.token if person else ""), person)

    async def kept(self, name: str, owner: Caller, make: Callable[[], Awaitable[Any]]) -> Any:
        """One thing of this name for each owner."""
        key = (name, owner.role)
        if key not in self._kept:
            self._kept[key] = await make()
        return self._kept[key]

    # --- things ---------------------------------------------------------------------------------------------------

    async def new_post(self, owner: Caller, message: str = "hello", **fields: Any) -> Any:
        body = {"channel_id": self.channel.id, "message": message, **fields}
        return await owner.make("POST", "/posts", body)

    async def post(self, owner: Caller) -> Any:
        return await self.kept("post", owner, lambda: self.new_post(owner))

    async def thread(self, owner: Caller) -> tuple[Any, Any]:
        """A root of this owner and their reply."""

        async def make() -> tuple[Any, Any]:
            root = await self.new_post(owner, "root")
            return root, await self.new_post(owner, "reply", root_id=root["id"])

        return await self.kept("thread", owner, make)

    async def file(self, owner: Caller, name: str = "notes.txt", content: bytes = b"some text") -> Any:
        from tests.contract.line import encoded, form

        content, kind = encoded(form({"channel_id": self.channel.id, "files": Upload(name, content)}))
        answer = await owner.line.send("POST", "/api/v4/files", content, kind)
        assert answer.status == 201, answer.body
        return answer.json()["file_infos"][0]

    async def posted_file(self, owner: Caller, name: str = "notes.txt", content: bytes = b"some text") -> Any:
        async def make() -> Any:
            info = await self.file(owner, name, content)
            await self.new_post(owner, "with a file", file_ids=[info["id"]])
            return info

        return await self.kept(name, owner, make)

    async def new_channel(self, kind: str = "P", *members: Caller, **fields: Any) -> Any:
        """A channel of the system admin with these members."""
        name = unique("room")
        body = {"team_id": self.team.id, "name": name, "display_name": name, "type": kind, **fields}
        channel = await self.admin.make("POST", "/channels", body)
        for member in members:
            if member.role != "system_admin":
                await self.admin.make("POST", f"/channels/{channel['id']}/members", {"user_id": member.id})
        return channel

    async def own_channel(self, kind: str = "P") -> Any:
        """A fresh channel in which everybody of the team has the same part as in `Stage.channel`."""
        channel = await self.new_channel(kind)
        ids = [each.id for role, each in self.cast.items() if role in INSIDERS]
        await self.admin.make("POST", f"/channels/{channel['id']}/members", {"user_ids": ids})
        lead = self.cast["channel_admin"].id
        roles = {"scheme_user": True, "scheme_admin": True}
        await self.admin.make("PUT", f"/channels/{channel['id']}/members/{lead}/schemeRoles", roles)
        return channel

    async def new_user(self, **fields: Any) -> Any:
        """An account in no team."""
        name = unique("someone")
        body = {"username": name, "email": f"{name}@example.org", "password": "Correct-horse-9", **fields}
        return await self.admin.make("POST", "/users", body)

    async def new_member(self) -> Any:
        """An account in the team."""
        user = await self.new_user()
        body = {"team_id": self.team.id, "user_id": user["id"]}
        await self.admin.make("POST", f"/teams/{self.team.id}/members", body)
        return user

    async def new_team(self, **fields: Any) -> Any:
        """A team in which the team's admin administers and everybody else is what they are in `Stage.team`."""
        name = unique("crew")
        team = await self.admin.make("POST", "/teams", {"name": name, "display_name": name, "type": "I", **fields})
        members = [{"team_id": team["id"], "user_id": each.id} for role, each in self.cast.items() if role in INSIDERS]
        await self.admin.make("POST", f"/teams/{team['id']}/members/batch", members)
        lead = self.cast["team_admin"].id
        roles = {"scheme_user": True, "scheme_admin": True}
        await self.admin.make("PUT", f"/teams/{team['id']}/members/{lead}/schemeRoles", roles)
        return team

    async def token(self, kind: str, extra: str = "") -> str:
        """The newest token of this kind whose note mentions `extra`: what was in the mail."""
        await self.world.application.runtime.drain()
        found = await self.world.application.runtime.db().value(str, TOKEN, token_type=kind, extra=f"%{extra}%")
        assert found, f"no token {kind}"
        return found

    async def sign_in_again(self) -> None:
        """After somebody ended all sessions."""
        for role in ("system_admin", *INSIDERS, "outsider"):
            person = self.cast[role].person
            if role != "bot" and person is not None:
                again = await self.world.sign_in(person.username)
                person.token = self.cast[role].line.token = again.token


INSIDERS = ("guest", "member", "channel_admin", "team_admin", "bot", "owner")


@asynccontextmanager
async def open_stage(conninfo: str, data: Path) -> AsyncIterator[Stage]:
    """A server of its own, with everybody in their place."""
    with website() as site:
        async with running_world(conninfo, data, SETTINGS) as world:
            stage = Stage(world, site)
            await _fill(stage)
            yield stage


async def renewed(former: Stage) -> Stage:
    """A fresh team with a fresh cast on the same server."""
    world = former.world
    admin = await world.admin()
    admin.token = (await world.sign_in(admin.username)).token
    stage = Stage(world, former.site)
    await _fill(stage)
    return stage


async def _fill(stage: Stage) -> None:
    world = stage.world
    admin = stage.cast["system_admin"] = stage.caller("system_admin", await world.admin())
    stage.cast["anonymous"] = stage.caller("anonymous")
    await admin.make("PUT", "/config/patch", CHOSEN)
    team = stage.team = await world.new_team(type="I")
    elsewhere = stage.elsewhere = await world.new_team(type="I")
    stage.channel = await world.channel(by=await world.admin(), team=team, type="P")
    stage.public = await world.channel(by=await world.admin(), team=team)
    roles = ("member", "channel_admin", "owner", "deactivated")
    people = await asyncio.gather(
        *(world.member(team) for _ in roles), world.team_admin(team), world.guest(team), world.member(elsewhere)
    )
    for role, person in zip((*roles, "team_admin", "guest", "outsider"), people, strict=True):
        stage.cast[role] = stage.caller(role, person)
    stage.cast["bot"] = await _bot(stage)
    await admin.make("POST", f"/teams/{team.id}/members", {"team_id": team.id, "user_id": stage.cast["bot"].id})
    for channel in (stage.channel, stage.public):
        ids = [stage.cast[role].id for role in INSIDERS]
        await admin.make("POST", f"/channels/{channel.id}/members", {"user_ids": ids})
        lead = stage.cast["channel_admin"].id
        roles = {"scheme_user": True, "scheme_admin": True}
        await admin.make("PUT", f"/channels/{channel.id}/members/{lead}/schemeRoles", roles)
    await admin.make("PUT", f"/users/{stage.cast['deactivated'].id}/active", {"active": False})


async def _bot(stage: Stage) -> Caller:
    made = await stage.admin.make("POST", "/bots", {"username": unique("robot"), "display_name": "Robot"})
    token = await stage.admin.make("POST", f"/users/{made['user_id']}/tokens", {"description": "its key"})
    user = {"id": made["user_id"], "username": made["username"]}
    return stage.caller("bot", Person(stage.world, user, token["token"]))
