"""Search: rows SRCH. What is found equals what a reading of every post by the rules would find."""

import asyncio
import random
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone

import pytest

from tests.fixtures.world import Person, Thing, World, unique

pytestmark = pytest.mark.anyio

WORDS = ("alpha", "kappa", "sigma", "omega", "gamma", "lambda", "omicron")  # the stemmer leaves them alone
AT_ONCE = 10


@dataclass(frozen=True, slots=True)
class Written:
    """A post as the reference knows it."""

    id: str
    channel: str
    author: str
    text: str
    create_at: int


async def _found(who: Person, terms: str, team: Thing | None = None, *, offset_s: int = 0) -> set[str]:
    path = f"/teams/{team.id}/posts/search" if team else "/posts/search"
    body = {"terms": terms, "is_or_search": False, "time_zone_offset": offset_s, "per_page": 200}
    reply = await who.post(path, body)
    assert reply.status_code == 200, reply.text
    return set(reply.json()["order"])


async def test_private_text_of_others_is_never_found(world: World) -> None:
    """SRCH-01: a thousand searches by people who join and leave; each finds exactly what its person may read."""
    chance, mark = random.Random(1), unique("mark")
    teams = [await world.new_team(), await world.new_team()]
    people = [await world.member(teams[0]) for _ in range(5)]
    for person in people:
        await world.join_team(person, teams[1])
    rooms: list[tuple[Thing, Thing | None]] = []
    members: dict[str, set[str]] = {}
    for number in range(8):
        team, maker = teams[number % 2], people[number % 5]
        room = await world.channel(by=maker, team=team, type="OP"[number // 2 % 2])
        rooms.append((room, team))
        members[room.id] = {maker.id}
    for one, other in ((0, 1), (1, 2), (3, 3)):
        room = await world.direct(people[one], people[other])
        rooms.append((room, None))
        members[room.id] = {people[one].id, people[other].id}
    written = [
        await _write(world, chance.choice([p for p in people if p.id in members[room.id]]), room, f"{mark} {word}")
        for room, _ in rooms
        for word in WORDS[:4]
    ]

    for round_ in range(20):
        if round_:
            await _wander(world, chance, people, rooms[:8], members)
        cases = [(chance.choice(people), chance.choice(WORDS[:4]), chance.choice((None, *teams))) for _ in range(50)]
        for start in range(0, len(cases), AT_ONCE):
            part = cases[start : start + AT_ONCE]
            results = await asyncio.gather(*(_found(who, f"{mark} {word}", team) for who, word, team in part))
            for (who, word, team), result in zip(part, results, strict=True):
                homes = {room.id for room, home in rooms if team is None or home is None or home.id == team.id}
                assert result == {
                    each.id
                    for each in written
                    if each.text.endswith(word) and each.channel in homes and who.id in members[each.channel]
                }


async def _wander(
    world: World,
    chance: random.Random,
    people: Sequence[Person],
    rooms: Sequence[tuple[Thing, Thing | None]],
    members: dict[str, set[str]],
) -> None:
    """Somebody comes into a channel, or leaves it."""
    room, who = chance.choice(rooms)[0], chance.choice(people)
    if who.id in members[room.id]:
        assert (await who.delete(f"/channels/{room.id}/members/me")).status_code == 200
        members[room.id].discard(who.id)
    else:
        await world.join(who, room)
        members[room.id].add(who.id)


async def _write(world: World, who: Person, room: Thing, text: str, create_at: int = 0) -> Written:
    post = await world.post(by=who, channel=room, message=text, create_at=create_at)
    return Written(post.id, room.id, who.id, text, post.create_at)


async def test_each_filter_finds_what_sql_finds(world: World) -> None:
    """SRCH-03"""
    team, mark, admin = await world.new_team(), unique("mark"), await world.admin()
    ana = await world.member(team)
    rooms = [await world.channel(by=admin, team=team) for _ in range(2)]
    for room in rooms:
        await world.join(ana, room)
    noon = datetime(2024, 2, 29, 12, tzinfo=UTC)
    for room in rooms:
        for who in (admin, ana):
            for hours in range(-60, 61, 11):
                at = int((noon + timedelta(hours=hours)).timestamp() * 1000) if who is admin else 0
                await _write(world, who, room, mark, at)
    for offset_s in (0, 9 * 3600, -8 * 3600):
        zone = timezone(timedelta(seconds=offset_s))
        day = int(datetime(2024, 2, 29, tzinfo=zone).timestamp() * 1000)
        next_day = day + 86_400_000
        for terms, where, values in (
            (f"from:{ana.username}", "userid = %(a)s", {"a": ana.id}),
            (f"-from:{ana.username}", "userid <> %(a)s", {"a": ana.id}),
            (f"in:{rooms[0].name}", "channelid = %(a)s", {"a": rooms[0].id}),
            (f"-in:{rooms[0].name}", "channelid <> %(a)s", {"a": rooms[0].id}),
            ("before:2024-02-29", "createat < %(a)s::bigint", {"a": day}),
            ("after:2024-02-29", "createat >= %(a)s::bigint", {"a": next_day}),
            ("on:2024-02-29", "createat >= %(a)s::bigint AND createat < %(b)s::bigint", {"a": day, "b": next_day}),
            (
                f"from:{admin.username} in:{rooms[1].name} on:2024-02-29",
                "userid = %(c)s AND channelid = %(d)s AND createat >= %(a)s::bigint AND createat < %(b)s::bigint",
                {"a": day, "b": next_day, "c": admin.id, "d": rooms[1].id},
            ),
        ):
            sql = f"SELECT id FROM posts WHERE message = %(mark)s AND {where}"
            expected = set(await world.application.runtime.db().many(str, sql, mark=mark, **values))  # pyright: ignore[reportArgumentType] - composed of the literals above
            assert expected
            assert await _found(ana, f"{mark} {terms}", team, offset_s=offset_s) == expected, (terms, offset_s)


async def test_phrases_exclusions_and_wildcards_find_what_reading_finds(world: World) -> None:
    """SRCH-04"""
    chance, mark = random.Random(4), unique("mark")
    ana = await world.member()
    room = await world.channel(by=ana)
    written = [
        await _write(world, ana, room, " ".join([mark, *chance.choices(WORDS, k=chance.randint(2, 6))]))
        for _ in range(60)
    ]

    def having(test: Callable[[list[str]], bool]) -> set[str]:
        return {each.id for each in written if test(each.text.split())}

    def follows(words: list[str], phrase: Iterable[str]) -> bool:
        wanted = list(phrase)
        return any(words[at : at + len(wanted)] == wanted for at in range(len(words)))

    for first in WORDS[:4]:
        for second in WORDS[2:6]:
            for third in ("alpha", "lambda"):
                terms = f'{mark} "{first} {second}" -{third} om*'
                expected = having(
                    lambda words, a=first, b=second, c=third: (
                        follows(words, (a, b)) and c not in words and any(each.startswith("om") for each in words)
                    )
                )
                assert await _found(ana, terms) == expected, terms
    assert await _found(ana, f"{mark} -om*") == having(lambda words: not any(x.startswith("om") for x in words))
    assert await _found(ana, f'{mark} -"alpha kappa"') == having(lambda words: not follows(words, ("alpha", "kappa")))


async def test_a_finding_names_its_words_and_leads_to_its_place(world: World) -> None:
    """SRCH-08"""
    team, ana, word = await world.team(), await world.member(), unique("needle")
    room = await world.channel(by=ana)
    posts = [await world.post(by=ana, channel=room, message=f"straw {each}") for each in range(9)]
    posts[4] = await world.post(by=ana, channel=room, message=f"a {word} here")
    body = (await ana.post(f"/teams/{team.id}/posts/search", terms=word, is_or_search=False)).json()
    assert body["matches"] == {posts[4].id: [word]}
    around = (await ana.get(f"/channels/{room.id}/posts", before=posts[4].id, per_page=3)).json()
    assert around["order"][0] == posts[8].id
    assert around["next_post_id"] == posts[4].id
