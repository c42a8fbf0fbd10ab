"""Who calls, how often they may, and what the cookies of a browser say."""

import asyncio
from email.utils import parsedate_to_datetime

from tests.conftest import NewWorld
from tests.fixtures.world import PASSWORD, World

PING, ME, LOGIN = "/api/v4/system/ping", "/api/v4/users/me", "/api/v4/users/login"


async def test_a_session_in_the_address_is_refused(world: World) -> None:
    ana = await world.member()
    refused = await world.http.get(ME, params={"access_token": ana.token})
    assert (refused.status_code, refused.json()["id"]) == (401, "api.context.token_provided.app_error")
    unknown = await world.http.get(ME, params={"access_token": "nonsense"})
    assert (unknown.status_code, unknown.json()["id"]) == (401, "api.context.session_expired.app_error")
    assert (await world.http.get(PING, params={"access_token": "nonsense"})).status_code == 200


async def test_the_cookies_of_a_browser_end_with_its_session(world: World) -> None:
    ana = await world.member()
    browser = {"X-Requested-With": "XMLHttpRequest"}
    reply = await world.http.post(LOGIN, json={"login_id": ana.username, "password": PASSWORD}, headers=browser)
    world.http.cookies.clear()
    cookies = reply.headers.get_list("set-cookie")
    assert [each.partition("=")[0] for each in cookies] == ["MMAUTHTOKEN", "MMUSERID", "MMCSRF"]
    assert ["HttpOnly" in each for each in cookies] == [True, False, False]
    now = parsedate_to_datetime(reply.headers["date"])
    for each in cookies:
        fields = {name: value for name, _, value in (part.partition("=") for part in each.split("; "))}
        length_s = (parsedate_to_datetime(fields["Expires"]) - now).total_seconds()
        assert abs(length_s - int(fields["Max-Age"])) <= 5


async def test_whatever_else_is_in_the_cookies_they_name_the_caller(world: World) -> None:
    ana = await world.member()
    world.http.cookies.clear()
    for more in ("", "; other=" + "x" * 2000):
        headers = {"Cookie": f'MMAUTHTOKEN="{ana.token}"{more}', "Authorization": "Bearer nonsense"}
        assert (await world.http.get(ME, headers=headers)).json()["id"] == ana.id
        assert (await world.http.get(ME, headers={"Cookie": more[2:]})).status_code == 401


async def test_callers_hear_how_much_they_may_still_send(new_world: NewWorld) -> None:
    limits = {"Enable": True, "PerSec": 1, "MaxBurst": 2}
    async with new_world(RateLimitSettings=limits) as world:
        replies = [await world.http.get(PING) for _ in range(4)]
        assert [each.status_code for each in replies] == [200, 200, 200, 429]
        assert [each.headers["x-ratelimit-remaining"] for each in replies] == ["2", "1", "0", "0"]
        assert {each.headers["x-ratelimit-limit"] for each in replies} == {"3"}
        assert all(int(each.headers["x-ratelimit-reset"]) in (1, 2, 3) for each in replies)
        assert replies[-1].text == "limit exceeded\n"
        assert replies[-1].headers["content-type"].startswith("text/plain")
        assert replies[-1].headers["retry-after"] == "1"
        assert "retry-after" not in replies[0].headers


async def test_passwords_are_tried_more_slowly_than_the_rest(new_world: NewWorld) -> None:
    async with new_world(RateLimitSettings={"Enable": True, "PerSec": 1000, "MaxBurst": 1000}) as world:
        wrong = {"login_id": "nobody", "password": "wrong"}
        replies = await asyncio.gather(*(world.http.post(LOGIN, json=wrong) for _ in range(30)))
        statuses = [each.status_code for each in replies]
        assert statuses.count(401) >= 11
        assert set(statuses) == {401, 429}
        assert (await world.http.get(PING)).status_code == 200
