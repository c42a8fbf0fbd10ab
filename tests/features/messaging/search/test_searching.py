"""Finding posts and files: operators, permission, what is shown."""

from collections.abc import Iterable
from typing import Any

import pytest

from mattermost_py.features.messaging.search.jobs import chores
from tests.conftest import NewWorld
from tests.fixtures.world import Person, Thing, World, unique

pytestmark = pytest.mark.anyio


async def found(who: Person, terms: str, team: Thing | None = None, **fields: Any) -> set[str]:
    """Messages of the posts that were found."""
    path = f"/teams/{team.id}/posts/search" if team else "/posts/search"
    reply = await who.post(path, terms=terms, is_or_search=fields.pop("is_or_search", False), **fields)
    assert reply.status_code == 200, reply.text
    body = reply.json()
    assert set(body) >= {"order", "posts", "matches", "next_post_id", "prev_post_id", "first_inaccessible_post_time"}
    return {body["posts"][post_id]["message"] for post_id in body["order"]}


async def written(who: Person, channel: Thing, messages: Iterable[str]) -> list[Thing]:
    return [await who.world.post(by=who, channel=channel, message=message) for message in messages]


async def test_words_phrases_prefixes_and_exclusions(world: World) -> None:
    ana = await world.member()
    team, channel, mark = await world.team(), await world.channel(by=ana), unique("mark")
    one, two, three = f"{mark} quick brown fox", f"{mark} brown quick running", f"{mark} slow (turtle)"
    await written(ana, channel, [one, two, three])
    for terms, expected in (
        (mark, {one, two, three}),
        (f"{mark} quick", {one, two}),
        (f'{mark} "quick brown"', {one}),
        (f"{mark} turt*", {three}),
        (f"{mark} -quick", {three}),
        (f"{mark} run", {two}),
        (f"{mark} the", {one, two, three}),
        (f"{mark} don't & ! ' :*", {one, two, three}),
        (f"{mark} won't't\\'", set[str]()),
        ("*", set[str]()),
    ):
        assert await found(ana, terms, team) == expected, terms
    assert await found(ana, "turtle fox", team, is_or_search=True) >= {one, three}


async def test_operators(world: World) -> None:
    ana, ben = await world.member(), await world.member()
    team, mark = await world.team(), unique("mark")
    here, there = await world.channel(by=ana), await world.channel(by=ana)
    await world.join(ben, here)
    direct = await world.direct(ana, ben)
    await written(ana, here, [f"{mark} ana here"])
    await written(ben, here, [f"{mark} ben here #{mark}Tag"])
    await written(ana, there, [f"{mark} ana there"])
    await written(ana, direct, [f"{mark} privately"])
    for terms, expected in (
        (f"{mark} from:{ben.username}", {"ben here"}),
        (f"{mark} -from:@{ben.username}", {"ana here", "ana there", "privately"}),
        (f"{mark} in:{there.name}", {"ana there"}),
        (f"{mark} in:{there.id}", {"ana there"}),
        (f"{mark} -in:~{here.name}", {"ana there", "privately"}),
        (f"{mark} in:@{ben.username}", {"privately"}),
        (f"{mark} from:nobody-of-this-name", set[str]()),
        (f"{mark} in:no-such-channel", set[str]()),
        (f"#{mark}tag", {"ben here"}),
        (f"#{mark}ta", set[str]()),
        (f"#{mark}t*", {"ben here"}),
        (f"from:{ana.username} in:{here.name}", {"ana here"}),
        (f"{mark} before:2020-01-01", set[str]()),
        (f"{mark} after:2020-01-01 in:{there.name}", {"ana there"}),
        (f"{mark} -after:2020-01-01", set[str]()),
    ):
        shown = {message.replace(f"{mark} ", "").split(" #")[0] for message in await found(ana, terms, team)}
        assert shown == expected, terms


async def test_only_channels_one_is_in_are_searched(world: World) -> None:
    ana, eve = await world.member(), await world.member()
    team, other, mark = await world.team(), await world.new_team(), unique("mark")
    await world.join_team(ana, other)
    private = await world.channel(by=ana, type="P")
    await written(ana, private, [f"{mark} secret"])
    await written(ana, await world.channel(by=ana, team=other), [f"{mark} elsewhere"])
    assert await found(ana, mark, team) == {f"{mark} secret"}
    assert await found(ana, mark) == {f"{mark} secret", f"{mark} elsewhere"}
    assert await found(eve, mark, team) == set()
    assert await found(eve, mark) == set()
    assert (await eve.post(f"/teams/{other.id}/posts/search", terms=mark)).status_code == 403


async def test_what_one_enters_and_leaves_is_searched_from_the_next_moment_on(world: World) -> None:
    ana, ben = await world.member(), await world.member()
    team, mark = await world.team(), unique("mark")
    here, there = await world.channel(by=ana), await world.channel(by=ana)
    await world.join(ben, here)
    await written(ana, here, [f"{mark} here"])
    await written(ana, there, [f"{mark} there"])
    assert await found(ben, mark, team) == {f"{mark} here"}

    await world.join(ben, there)
    await written(ana, await world.direct(ana, ben), [f"{mark} direct"])
    assert await found(ben, mark, team) == {f"{mark} here", f"{mark} there", f"{mark} direct"}

    assert (await ben.delete(f"/channels/{here.id}/members/me")).status_code == 200
    assert (await ana.delete(f"/channels/{there.id}")).status_code == 200
    assert await found(ben, mark, team) == {f"{mark} direct"}
    assert await found(ben, mark, team, include_deleted_channels=True) == {f"{mark} there", f"{mark} direct"}

    assert (await (await world.admin()).post(f"/channels/{there.id}/restore")).status_code == 200
    assert await found(ben, mark, team) == {f"{mark} there", f"{mark} direct"}


async def test_scripts_without_spaces_are_found_inside_words(world: World) -> None:
    ana = await world.member()
    mark, channel = unique("mark"), await world.channel(by=ana)
    await written(ana, channel, [f"{mark} 明日は東京で会議です", f"{mark} 100% sure"])
    assert await found(ana, f"{mark} 東京") == {f"{mark} 明日は東京で会議です"}
    assert await found(ana, f"{mark} -会議") == {f"{mark} 100% sure"}


async def test_matches_name_the_words_and_pages_follow_each_other(world: World) -> None:
    ana = await world.member()
    mark, channel = unique("mark"), await world.channel(by=ana)
    posts = await written(ana, channel, [f"{mark} Running {number}" for number in range(3)])
    first = (await ana.post("/posts/search", terms=f"{mark} run", page=0, per_page=2)).json()
    assert first["order"] == [posts[2].id, posts[1].id]
    assert first["matches"][posts[2].id] == [mark, "Running"]
    second = (await ana.post("/posts/search", terms=f"{mark} run", page=1, per_page=2)).json()
    assert second["order"] == [posts[0].id]


async def test_archived_channels_are_searched_on_request(world: World) -> None:
    ana = await world.member()
    mark, channel = unique("mark"), await world.channel(by=ana)
    await written(ana, channel, [mark])
    assert (await (await world.admin()).delete(f"/channels/{channel.id}")).status_code == 200
    assert await found(ana, mark) == set()
    assert await found(ana, mark, include_deleted_channels=True) == {mark}


async def test_searches_that_cannot_be_read_are_refused(world: World) -> None:
    ana = await world.member()
    for kind in ("posts", "files"):
        wrong = await ana.post(f"/{kind}/search", terms=7)
        assert (wrong.status_code, wrong.json()["id"]) == (400, f"api.post.search_{kind}.invalid_body.app_error")
        empty = await ana.post(f"/{kind}/search", terms="")
        assert (empty.status_code, empty.json()["id"]) == (400, "api.context.invalid_body_param.app_error")


async def test_searching_can_be_switched_off(new_world: NewWorld) -> None:
    async with new_world(ServiceSettings={"EnablePostSearch": False, "EnableFileSearch": False}) as world:
        ana = await world.member()
        for kind, error_id in (
            ("posts", "store.sql_post.search.disabled"),
            ("files", "store.sql_file_info.search.disabled"),
        ):
            reply = await ana.post(f"/{kind}/search", terms="x")
            assert (reply.status_code, reply.json()["id"]) == (501, error_id)


async def test_files_are_found_by_name_content_and_type(world: World) -> None:
    ana, eve = await world.member(), await world.member()
    team, channel, mark = await world.team(), await world.channel(by=ana, type="P"), unique("mark")
    parts = [
        ("channel_id", (None, channel.id)),
        ("files", (f"{mark}-annual.report.txt", b"nothing inside")),
        ("files", ("page.html", f"<p>{mark} budget</p><script>hidden</script>".encode())),
        ("files", (f"{mark}.png", b"no picture")),
        ("files", (f"{mark}-loose.txt", b"never posted")),
    ]
    infos = (await ana.call("POST", "/files", files=parts)).json()["file_infos"]
    await world.post(by=ana, channel=channel, file_ids=[info["id"] for info in infos[:3]])

    async def names(who: Person, terms: str) -> set[str]:
        body = (await who.post(f"/teams/{team.id}/files/search", terms=terms)).json()
        assert set(body["order"]) == set(body["file_infos"])
        return {info["name"] for info in body["file_infos"].values()}

    report, page, picture = f"{mark}-annual.report.txt", "page.html", f"{mark}.png"
    assert await names(ana, mark) == {report, page, picture}
    assert await names(ana, f"{mark} annual") == {report}
    assert await names(ana, f"{mark} budget") == {page}
    assert await names(ana, f"{mark} hidden") == set()
    assert await names(ana, f"{mark} ext:png") == {picture}
    assert await names(ana, f"{mark} -ext:png -ext:txt") == {page}
    assert await names(ana, f"in:{channel.name} ext:txt") == {report}
    assert await names(eve, mark) == set()


async def test_new_words_are_sorted_in_and_found_before_and_after(world: World) -> None:
    ana, word = await world.member(), unique("quince")
    [chore] = chores
    await chore.act(world.application.runtime)
    await world.post(by=ana, message=f"{word} jam")
    assert await found(ana, word) == {f"{word} jam"}
    assert await chore.act(world.application.runtime) > 0
    assert await found(ana, word) == {f"{word} jam"}
    assert await chore.act(world.application.runtime) == 0


async def test_traits_narrow_and_widen(world: World) -> None:
    ana, ben = await world.member(), await world.member()
    team, channel, mark = await world.team(), await world.channel(by=ana), unique("mark")
    await world.join(ben, channel)
    names = ("plain", "https://example.org/x", "file", "reacted", "pinned", "saved", "root")
    posts = {name: await world.post(by=ana, channel=channel, message=f"{mark} {name}") for name in names[:2]}
    upload = {"channel_id": (None, channel.id), "files": ("a.txt", b"hello")}
    file_id = (await ana.call("POST", "/files", files=upload)).json()["file_infos"][0]["id"]
    posts["file"] = await world.post(by=ana, channel=channel, message=f"{mark} file", file_ids=[file_id])
    for name in names[3:]:
        posts[name] = await world.post(by=ana, channel=channel, message=f"{mark} {name}")
    await ben.post("/reactions", user_id=ben.id, post_id=posts["reacted"].id, emoji_name="wave")
    await ana.post(f"/posts/{posts['pinned'].id}/pin")
    saved = {"user_id": ben.id, "category": "flagged_post", "name": posts["saved"].id, "value": "true"}
    assert (await ben.put(f"/users/{ben.id}/preferences", [saved])).status_code == 200
    await world.reply(by=ana, to=posts["root"], message=f"{mark} reply")
    every = {f"{mark} {name}" for name in (*names, "reply")}

    for trait, expected in (
        ("has:link", {"https://example.org/x"}),
        ("has:file", {"file"}),
        ("has:reaction", {"reacted"}),
        ("is:pinned", {"pinned"}),
        ("is:saved", {"saved"}),
        ("is:thread", {"root", "reply"}),
    ):
        wanted = {f"{mark} {name}" for name in expected}
        assert await found(ben, f"{mark} {trait}", team) == wanted, trait
        assert await found(ben, f"{mark} -{trait}", team) == every - wanted, trait
        assert await found(ben, f"in:{channel.name} {trait}", team) == wanted, trait
        assert wanted <= await found(ben, trait), trait
        assert await found(ben, f"{trait} -{trait}") == set(), trait
        assert await found(await world.stranger(), trait) & every == set(), trait
    both = await found(ben, f"{mark} has:link is:pinned", team)
    assert both == set()
    files = (await ben.post("/files/search", terms=f"in:{channel.name} is:pinned")).json()
    assert files["order"] == []
    assert (await ben.post("/files/search", terms=f"in:{channel.name} -is:pinned")).json()["order"] == [file_id]


async def test_what_is_unread_is_found_until_it_is_read(world: World) -> None:
    ana, ben = await world.member(), await world.member()
    channel, mark = await world.channel(by=ana), unique("mark")
    await world.join(ben, channel)
    root = await world.post(by=ben, channel=channel, message=f"{mark} mine")
    await world.reply(by=ana, to=root, message=f"{mark} reply")
    await world.post(by=ana, channel=channel, message=f"{mark} news")

    assert await found(ben, f"{mark} is:unread") == {f"{mark} reply", f"{mark} news"}
    assert await found(ben, f"is:unread in:{channel.name}") == {f"{mark} reply", f"{mark} news"}
    assert await found(ben, f"{mark} -is:unread") == {f"{mark} mine"}
    viewed = await ben.post("/channels/members/me/view", channel_id=channel.id, collapsed_threads_supported=True)
    assert viewed.status_code == 200
    assert await found(ben, f"{mark} is:unread") == {f"{mark} reply"}
    team = await world.team()
    await ben.put(f"/users/me/teams/{team.id}/threads/read")
    assert await found(ben, f"{mark} is:unread") == set()


async def test_mentions_of_oneself_are_found_by_whatever_name(world: World) -> None:
    ana, ben = await world.member(), await world.member()
    channel, mark = await world.channel(by=ana), unique("mark")
    await world.join(ben, channel)
    props = {"mention_keys": "will,東京,red roof", "first_name": "true"}
    assert (await ben.put("/users/me/patch", first_name="Benvolio", notify_props=props)).status_code == 200
    yes = [f"@{ben.username.upper()}, hi", "what WILL be", "新東京駅", "a red roof, Ben", "hey benvolio!"]
    no = [f"{ben.username}", f"@{ben.username}.x", "willow", "red and roof", "@all and @channel", "benvolios"]
    await written(ana, channel, [f"{mark} {text}" for text in (*yes, *no)])
    await written(ben, channel, [f"{mark} my own @{ben.username}"])
    expected = {f"{mark} {text}" for text in yes}
    assert await found(ben, f"{mark} mentions:me") == expected
    assert await found(ben, f"mentions:me in:{channel.name}") == expected
    assert await found(ana, f"{mark} mentions:me") == set()
    others = {f"{mark} {text}" for text in (*no, f"my own @{ben.username}")}
    assert await found(ben, f"{mark} -mentions:me") == others
