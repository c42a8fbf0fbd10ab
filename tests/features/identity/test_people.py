"""Lists, search and suggestions."""

from typing import Any

import pytest

from mattermost_py.features.identity.people.suggesting import People
from mattermost_py.infra.search import directory
from tests.conftest import NewWorld
from tests.fixtures.world import Person, World, unique


def _names(reply: Any) -> list[str]:
    assert reply.status_code == 200, reply.text
    return [each["username"] for each in reply.json()]


async def _named(world: World, word: str, **fields: str) -> Person:
    """Somebody of the common team with these names."""
    person = await world.member()
    await person.put("/users/me/patch", username=unique(word), **fields)
    return Person(world, (await person.get("/users/me")).json(), person.token)


async def test_lists_are_by_name_and_by_place(new_world: NewWorld) -> None:
    async with new_world() as world:
        ana, bob = await _named(world, "ana"), await _named(world, "bob")
        eve = await world.stranger()
        team, admin = await world.team(), await world.admin()
        channel = await world.channel(by=ana)

        for query, expected in (
            ({"in_team": team.id}, [admin.username, ana.username, bob.username]),
            ({"not_in_team": team.id}, [eve.username]),
            ({"without_team": True}, [eve.username]),
            ({"in_channel": channel.id}, [ana.username]),
            ({"in_team": team.id, "not_in_channel": channel.id}, [admin.username, bob.username]),
            ({"role": "system_admin"}, [admin.username]),
            ({"in_channel": channel.id, "channel_roles": "channel_admin"}, [ana.username]),
            ({"in_team": team.id, "per_page": 1, "page": 1}, [ana.username]),
        ):
            assert _names(await admin.get("/users", **query)) == sorted(expected), query


async def test_lists_can_be_sorted_by_time_presence_and_rank(new_world: NewWorld) -> None:
    async with new_world() as world:
        ana, bob = await _named(world, "ana"), await _named(world, "bob")
        team = await world.team()
        channel = await world.channel(by=bob)
        await world.join(ana, channel)
        await ana.put(f"/users/{ana.id}/status", user_id=ana.id, status="dnd")
        await bob.put(f"/users/{bob.id}/status", user_id=bob.id, status="online")

        assert _names(await ana.get("/users", in_channel=channel.id, sort="status")) == [bob.username, ana.username]
        assert _names(await ana.get("/users", in_channel=channel.id, sort="admin")) == [bob.username, ana.username]
        newest = _names(await ana.get("/users", in_team=team.id, sort="create_at"))
        assert newest[:2] == [bob.username, ana.username]
        active = (await ana.get("/users", in_team=team.id, sort="last_activity_at")).json()
        assert active[0]["username"] == bob.username
        assert active[0]["last_activity_at"] > 0


async def test_filters_that_do_not_go_together_are_refused(world: World) -> None:
    admin, team = await world.admin(), await world.team()
    square = await world.town_square()

    for query in (
        {"active": True, "inactive": True},
        {"not_in_channel": square.id},
        {"sort": "age"},
        {"in_team": team.id, "sort": "status"},
        {"role": "king"},
        {"team_roles": "king"},
        {"in_team": "short"},
    ):
        assert (await admin.get("/users", **query)).status_code == 400, query


async def test_places_of_others_are_closed(world: World) -> None:
    ana, eve = await world.member(), await world.stranger()
    team, channel = await world.team(), await world.channel(by=ana, type="P")

    for query in ({"in_team": team.id}, {"in_channel": channel.id}, {"without_team": True}):
        assert (await eve.get("/users", **query)).status_code == 403, query
    assert (await ana.get("/users", in_channel=channel.id)).status_code == 200


async def test_an_unchanged_list_is_not_sent_again(world: World) -> None:
    team = await world.new_team()  # small: whoever comes must be on the page
    ana = await world.member(team)
    path = f"/users?in_team={team.id}"
    first = await ana.call("GET", path)

    again = await ana.call("GET", path, headers={"If-None-Match": first.headers["etag"]})
    await world.member(team)
    changed = await ana.call("GET", path, headers={"If-None-Match": first.headers["etag"]})

    assert (again.status_code, changed.status_code) == (304, 200)


async def test_search_finds_words_in_every_name(world: World) -> None:
    word = unique("zoe")
    zoe = await _named(world, word, first_name="Zoë", last_name=f"Mc{word}", nickname="Zed%_")
    team = await world.team()

    for term in (f"@{zoe.username}", f"mc{word}", f"MC{word.upper()} zed%_", zoe.username[1:]):
        assert zoe.username in _names(await zoe.post("/users/search", term=term, team_id=team.id)), term
    assert _names(await zoe.post("/users/search", term=f"{zoe.username} nothing")) == []
    assert (await zoe.post("/users/search", term="")).status_code == 400
    assert (await zoe.post("/users/search", term="a", limit=1001)).status_code == 400


async def test_search_leaves_out_the_deactivated_unless_asked(world: World) -> None:
    ana, admin = await world.stranger(), await world.admin()
    await admin.put(f"/users/{ana.id}/active", active=False)

    assert _names(await admin.post("/users/search", term=ana.username)) == []
    assert _names(await admin.post("/users/search", term=ana.username, allow_inactive=True)) == [ana.username]


async def test_suggestions_part_members_from_the_rest_of_the_team(world: World) -> None:
    word = unique("sug")
    ana, bob = await _named(world, f"{word}a"), await _named(world, f"{word}b")
    team, channel = await world.team(), await world.channel(by=ana)

    await ana.get("/users/autocomplete", in_team=team.id, in_channel=channel.id, name=f"{word}x")
    async with world.queries(at_most=1):
        found = await ana.get("/users/autocomplete", in_team=team.id, in_channel=channel.id, name=word)
    in_team = (await ana.get("/users/autocomplete", in_team=team.id, name=word)).json()

    assert [each["username"] for each in found.json()["users"]] == [ana.username]
    assert [each["username"] for each in found.json()["out_of_channel"]] == [bob.username]
    assert [each["username"] for each in in_team["users"]] == [ana.username, bob.username]
    assert "out_of_channel" not in in_team


async def test_a_handful_of_members_is_searched_like_the_rest(world: World) -> None:
    """They are looked at in memory, not by a statement; the same names must fit."""
    word, admin = unique("hand"), await world.admin()
    people = [await _named(world, f"{word}{letter}") for letter in "cabd"]
    ana, ben, gone = people[0], people[1], people[3]
    channel = await world.channel(by=ana)
    for person in people[1:]:
        await world.join(person, channel)
    await ben.put("/users/me/patch", nickname=f"Grüne{word.upper()}Eule", last_name="O'Neill-Ortiz")
    await admin.put(f"/users/{gone.id}/active", active=False)

    async def inside(name: str, limit: int = 25) -> list[str]:
        found = await ana.get("/users/autocomplete", in_channel=channel.id, name=name, limit=limit)
        return [each["username"] for each in found.json()["users"]]

    everybody = sorted(each.username for each in people if each is not gone)
    assert await inside(word) == everybody
    assert await inside(word, limit=1) == everybody[:1]
    assert await inside(f"{word} o'neill") == await inside(f"grüne{word}") == [ben.username]
    assert await inside(f"{word} nobody") == []
    assert await inside("%") == []


@pytest.mark.parametrize(
    ("most", "changed_most"),
    [(0, 0), (1_000_000, 1_000_000), (1_000_000, 0)],
    ids=["by statements", "from memory", "from memory read as a whole"],
)
async def test_suggestions_follow_what_changes(
    world: World, monkeypatch: pytest.MonkeyPatch, most: int, changed_most: int
) -> None:
    monkeypatch.setattr(directory, "EACH_MOST", most)
    monkeypatch.setattr(directory, "CHANGED_MOST", changed_most)
    word, admin = unique("foll"), await world.admin()
    ana = await _named(world, f"{word}a")
    team = (await admin.post("/teams", name=unique("team"), display_name=word, type="O")).json()
    people = [ana, *[await _named(world, f"{word}{letter}", last_name=f"Ö{letter}") for letter in "cbd"]]
    cyd, ben, dan = people[1:]
    for each in people[:3]:
        await admin.post(f"/teams/{team['id']}/members", team_id=team["id"], user_id=each.id)

    async def found(name: str) -> list[str]:
        answer = await admin.get("/users/autocomplete", in_team=team["id"], name=name)
        return [each["username"] for each in answer.json()["users"]]

    assert await found(word) == [each.username for each in (ana, ben, cyd)]
    assert await found(f"öc {word}") == await found("ÖC") == [cyd.username]
    await admin.post(f"/teams/{team['id']}/members", team_id=team["id"], user_id=dan.id)
    assert await found(word) == [each.username for each in (ana, ben, cyd, dan)]
    await ben.put("/users/me/patch", nickname="Grüne Eule", username=f"{word}z")
    assert await found(word) == [ana.username, cyd.username, dan.username, f"{word}z"]
    assert await found("grüne eul") == [f"{word}z"]
    assert await found(f"{word}b") == await found("öb grüner") == []
    await admin.put(f"/users/{cyd.id}/active", active=False)
    await admin.delete(f"/teams/{team['id']}/members/{dan.id}")
    assert await found(word) == [ana.username, f"{word}z"]


async def test_a_team_nobody_looks_into_makes_room_for_another(
    new_world: NewWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with new_world() as world:
        admin, teams = await world.admin(), [await world.new_team(), await world.new_team()]
        people = [await world.member(team) for team in teams for _ in range(2)]
        monkeypatch.setattr(directory, "ALL_MOST", 3)
        for rest_ms in (-1_000_000, 1_000_000):  # everything was asked for long ago; then nothing was
            monkeypatch.setattr(directory, "REST_MS", rest_ms)
            for which, team in enumerate(teams):
                shown = (await admin.get("/users/autocomplete", in_team=team.id, name="")).json()["users"]
                assert {each["id"] for each in shown} >= {each.id for each in people[2 * which :][:2]}
            directories = world.application.runtime.caches.of(People.spec)
            full = [each.key for each in directories.values() if len(each)]
            assert not world.keeps_promises or full == [teams[1].id]


async def test_suggestions_from_a_known_team_ask_nothing(world: World) -> None:
    word = unique("price")
    ana, bob = await _named(world, f"{word}a"), await _named(world, f"{word}b")
    team, channel = await world.team(), await world.channel(by=ana)

    for _ in range(2):
        await ana.get("/users/autocomplete", in_team=team.id, in_channel=channel.id, name=word)
    async with world.queries(at_most=0):
        found = (await ana.get("/users/autocomplete", in_team=team.id, in_channel=channel.id, name=word)).json()
    assert [found["users"][0]["id"], found["out_of_channel"][0]["id"]] == [ana.id, bob.id]


async def test_people_by_ids_and_names(world: World) -> None:
    ana, bob = await world.stranger(), await world.stranger()

    assert _names(await ana.post("/users/usernames", [bob.username.upper(), "nobody-here"])) == [bob.username]
    since = ana.user["update_at"] + 10_000_000
    assert _names(await ana.call("POST", "/users/ids", params={"since": since}, json=[bob.id])) == []
    assert (await ana.post("/users/ids", [])).status_code == 400


async def test_known_are_those_in_common_channels(world: World) -> None:
    ana, bob, eve = await world.member(), await world.member(), await world.stranger()

    known = (await ana.get("/users/known")).json()

    assert bob.id in known
    assert eve.id not in known
    assert ana.id not in known


async def test_counts_leave_out_what_was_not_asked_for(new_world: NewWorld) -> None:
    async with new_world() as world:
        ana, admin = await world.stranger(), await world.admin()
        await world.stranger()
        await admin.put(f"/users/{ana.id}/active", active=False)

        assert (await admin.get("/users/stats")).json() == {"total_users_count": 2}
        filtered = await admin.get("/users/stats/filtered", include_deleted=True, roles="system_user")
        assert filtered.json() == {"total_users_count": 3}
        assert (await ana.get("/users/stats/filtered")).status_code == 401


async def test_guests_know_only_the_people_of_their_channels(new_world: NewWorld) -> None:
    async with new_world(GuestAccountsSettings={"Enable": True}) as world:
        ana, eve, admin = await world.member(), await world.member(), await world.admin()
        guest = await world.stranger()
        assert (await admin.put(f"/users/{guest.id}/roles", roles="system_guest")).status_code == 200
        await world.direct(ana, guest)

        assert (await guest.get(f"/users/{ana.id}")).status_code == 200
        hidden = await guest.get(f"/users/{eve.id}")
        listed = _names(await guest.get("/users"))

        assert (hidden.status_code, hidden.json()["id"]) == (403, "api.context.permissions.app_error")
        assert set(listed) == {ana.username, guest.username}
        assert _names(await guest.post("/users/ids", [ana.id, eve.id])) == [ana.username]


async def test_guests_hear_only_of_people_they_share_a_channel_with(new_world: NewWorld) -> None:
    async with new_world(GuestAccountsSettings={"Enable": True}) as world:
        ana, eve, admin = await world.member(), await world.member(), await world.admin()
        guest = await world.stranger()
        await admin.put(f"/users/{guest.id}/roles", roles="system_guest")
        await world.direct(ana, guest)

        async with ana.listening(), eve.listening() as member, guest.listening() as heard:
            await eve.put("/users/me/patch", nickname="Eve")
            await ana.put("/users/me/patch", nickname="Ana")
            await world.stranger()

        assert [each["data"]["user"]["id"] for each in heard.of("user_updated")] == [ana.id]
        assert heard.of("new_user") == []
        assert len(member.of("new_user")) == 1


async def test_the_others_of_group_messages_are_told_to_those_inside(world: World) -> None:
    ana, bob, eve, out = [await world.member() for _ in range(4)]
    group = (await ana.post("/channels/group", [ana.id, bob.id, eve.id])).json()
    direct = await world.direct(ana, bob)
    found = (await ana.post("/users/group_channels", [group["id"], direct.id])).json()
    assert {key: [each["id"] for each in people] for key, people in found.items()} == {
        group["id"]: [each.id for each in sorted((bob, eve), key=lambda each: each.username)]
    }
    assert "notify_props" not in found[group["id"]][0]
    assert (await out.post("/users/group_channels", [group["id"]])).json() == {}
    assert (await ana.post("/users/group_channels", [])).status_code == 400
    assert (await world.anonymous().post("/users/group_channels", [group["id"]])).status_code == 401
