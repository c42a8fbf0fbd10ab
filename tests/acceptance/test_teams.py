"""Teams and the sidebar: rows TEAM."""

import io
import time

import pytest
from PIL import Image

from tests.conftest import NewWorld
from tests.fixtures.world import World, unique

pytestmark = pytest.mark.anyio


async def test_a_mention_in_one_team_raises_its_badge_in_the_other(world: World) -> None:
    """TEAM-01"""
    here, there = await world.new_team(), await world.new_team()
    ana, bob = await world.member(here), await world.member(there)
    await world.join_team(ana, there)
    square = await world.town_square(there)

    async def badges() -> dict[str, int]:
        return {each["team_id"]: each["mention_count"] for each in (await ana.get("/users/me/teams/unread")).json()}

    before = await badges()
    async with ana.listening() as heard:
        await world.post(by=bob, channel=square, message=f"@{ana.username}")
        posted = await heard.wait_for("posted", where=lambda each: "mentions" in each["data"])
    assert posted["data"]["team_id"] == there.id
    assert await badges() == {here.id: before[here.id], there.id: before[there.id] + 1}


async def test_mail_domains_keep_strangers_out_of_a_team_by_every_way(world: World) -> None:
    """TEAM-03"""
    admin = await world.admin()
    team = await world.new_team(allow_open_invite=True)
    assert (await admin.put(f"/teams/{team.id}/patch", allowed_domains="corp.example")).status_code == 200
    wrong, right, linked = [
        await world.sign_up("person", email=f"{unique('p')}@{domain}")
        for domain in ("example.org", "corp.example", "corp.example")
    ]
    for person, status in ((wrong, 400), (right, 201)):
        reply = await person.post(f"/teams/{team.id}/members", team_id=team.id, user_id=person.id)
        assert reply.status_code == status, reply.text
    invite_id = (await admin.get(f"/teams/{team.id}")).json()["invite_id"]
    for person, status in ((wrong, 400), (linked, 201)):
        reply = await person.call("POST", f"/teams/members/invite?invite_id={invite_id}")
        assert reply.status_code == status, reply.text
    refused = await wrong.post(f"/teams/{team.id}/members", team_id=team.id, user_id=wrong.id)
    assert refused.json()["id"] == "api.team.join_user_to_team.allowed_domains.app_error"


async def test_mail_domains_of_the_site_decide_who_signs_up(new_world: NewWorld) -> None:
    """TEAM-03"""
    async with new_world(TeamSettings={"RestrictCreationToDomains": "corp.example"}) as world:
        for domain, status in (("corp.example", 201), ("example.org", 400), ("notcorp.example", 400)):
            body = {"username": unique("new"), "email": f"{unique('p')}@{domain}", "password": "Correct-horse-9"}
            assert (await world.anonymous().post("/users", body)).status_code == status, domain


async def test_the_sidebar_is_the_same_after_signing_in_elsewhere(world: World) -> None:
    """TEAM-05"""
    team = await world.new_team()
    ana = await world.member(team)
    rooms = [await world.channel(by=ana, team=team) for _ in range(3)]
    path = f"/users/me/teams/{team.id}/channels/categories"
    made = {
        "user_id": ana.id,
        "team_id": team.id,
        "display_name": "Garden",
        "sorting": "manual",
        "channel_ids": [rooms[2].id, rooms[0].id],
    }
    garden = (await ana.post(path, made)).json()
    order = (await ana.get(f"{path}/order")).json()
    turned = [order[0], *reversed(order[1:])]
    assert (await ana.put(f"{path}/order", turned)).status_code == 200
    folded = {**garden, "collapsed": True, "muted": True}
    assert (await ana.put(f"{path}/{garden['id']}", folded)).status_code == 200

    elsewhere = await world.sign_in(ana.username)
    seen = (await elsewhere.get(path)).json()
    assert seen["order"] == turned
    (same,) = [each for each in seen["categories"] if each["id"] == garden["id"]]
    assert same["channel_ids"] == [rooms[2].id, rooms[0].id]
    assert (same["display_name"], same["collapsed"], same["muted"]) == ("Garden", True, True)


async def test_the_choice_to_group_unread_channels_is_kept_for_every_client(world: World) -> None:
    """TEAM-06, TEAM-13: such choices are preferences, and every window hears them."""
    ana = await world.member()
    chosen = [
        {"user_id": ana.id, "category": "sidebar_settings", "name": "show_unread_section", "value": "true"},
        {
            "user_id": ana.id,
            "category": "advanced_settings",
            "name": "unread_scroll_position",
            "value": "start_from_newest",
        },
    ]
    async with ana.listening() as heard:
        assert (await ana.put("/users/me/preferences", chosen)).status_code == 200
        await heard.wait_for("preferences_changed")
    kept = (await (await world.sign_in(ana.username)).get("/users/me/preferences")).json()
    assert [each for each in kept if each["category"] in ("sidebar_settings", "advanced_settings")] == chosen[::-1]


async def test_the_line_is_at_the_first_unread_post(world: World) -> None:
    """TEAM-13"""
    ana, bob = await world.member(), await world.member()
    channel = await world.channel(by=bob)
    await world.join(ana, channel)
    for number in range(5):
        await world.post(by=bob, channel=channel, message=f"old {number}")
    await ana.post("/channels/members/me/view", channel_id=channel.id)
    new = [await world.post(by=bob, channel=channel, message=f"new {number}") for number in range(5)]

    window = (await ana.get(f"/users/me/channels/{channel.id}/posts/unread", limit_before=2, limit_after=3)).json()
    times = (await ana.get(f"/channels/{channel.id}/members/me")).json()
    first = next(
        each for each in reversed(window["order"]) if window["posts"][each]["create_at"] > times["last_viewed_at"]
    )
    assert first == new[0].id
    assert window["order"][:3] == [post.id for post in reversed(new[:3])]


async def test_a_team_comes_back_from_the_archive_with_its_channels(world: World) -> None:
    """TEAM-02"""
    team = await world.new_team()
    boss, ana = await world.team_admin(team), await world.member(team)
    channel = await world.channel(by=ana, team=team)
    post = await world.post(by=ana, channel=channel, message="kept")
    renamed = {"display_name": "Garden", "description": "Plants and people"}
    async with ana.listening() as heard:
        assert (await boss.put(f"/teams/{team.id}/patch", renamed)).status_code == 200
        picture = {"image": ("icon.png", _png(), "image/png")}
        assert (await boss.call("POST", f"/teams/{team.id}/image", files=picture)).status_code == 200
        assert (await boss.delete(f"/teams/{team.id}")).status_code == 200
        await heard.wait_for("delete_team")
        assert team.id not in [each["id"] for each in (await ana.get("/users/me/teams")).json()]
        assert (await boss.post(f"/teams/{team.id}/restore")).status_code == 200
        await heard.wait_for("restore_team")
    (back,) = [each for each in (await ana.get("/users/me/teams")).json() if each["id"] == team.id]
    assert {name: back[name] for name in renamed} == renamed
    assert (await ana.get(f"/teams/{team.id}/image")).headers["content-type"] == "image/png"
    assert channel.id in [each["id"] for each in (await ana.get(f"/users/me/teams/{team.id}/channels")).json()]
    assert (await ana.get(f"/posts/{post.id}")).json()["message"] == "kept"


def _png() -> bytes:
    drawn = io.BytesIO()
    Image.new("RGB", (16, 16), "#336699").save(drawn, "PNG")
    return drawn.getvalue()


async def test_two_letters_find_the_right_one_of_five_thousand_channels_at_once(new_world: NewWorld) -> None:
    """TEAM-09: the quick switcher asks this after each letter."""
    async with new_world() as world:
        team, ana = await world.team(), await world.member()
        wanted = await world.channel(by=ana, name="zq-target", display_name="Zq target")
        await world.application.runtime.db().run(
            """
            INSERT INTO channels (id, createat, updateat, deleteat, teamid, type, displayname, name, header, purpose,
                                  lastpostat, totalmsgcount, extraupdateat, creatorid, totalmsgcountroot,
                                  lastrootpostat)
            SELECT left(md5('c' || n) || 'aaaaaaaaaa', 26), 1, 1, 0, %(team_id)s, 'O', 'Room ' || n, 'room-' || n,
                   '', '', 1, 0, 0, '', 0, 1
              FROM generate_series(1, 5000) AS n
            """,
            team_id=team.id,
        )
        path = f"/teams/{team.id}/channels/search_autocomplete"
        times: list[float] = []
        for _ in range(5):
            began = time.perf_counter()
            found = (await ana.get(path, name="zq")).json()
            times.append(time.perf_counter() - began)
            assert [each["id"] for each in found] == [wanted.id]
        assert min(times) < 0.1, times
        people = (await ana.get("/users/autocomplete", in_team=team.id, name=ana.username[:6])).json()
        assert ana.id in [each["id"] for each in people["users"]]


async def test_a_tilde_completes_and_leads_to_the_channel(world: World) -> None:
    """TEAM-11: what a client needs to complete, to draw the link and to open a deep one."""
    team, ana, eve = await world.team(), await world.member(), await world.member()
    completed = (await ana.get(f"/teams/{team.id}/channels/autocomplete", name="town")).json()
    assert "town-square" in [each["name"] for each in completed]
    secret = await world.channel(by=eve, type="P")
    post = await world.post(by=ana, message=f"see ~town-square, not ~{secret.name}")
    (named,) = post.props["channel_mentions"].items()
    assert (named[0], named[1]["display_name"], named[1]["team_name"]) == ("town-square", "Town Square", team.name)
    for path in (f"/teams/name/{team.name}", f"/teams/name/{team.name}/channels/name/town-square"):
        assert (await ana.get(path)).status_code == 200
    assert "AppDownloadLink" in (await ana.get("/config/client", format="old")).json()
