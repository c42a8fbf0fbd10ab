"""Browsers on pages of other sites: who may call, what they may send and see."""

from tests.conftest import NewWorld

PING = "/api/v4/system/ping"
OURS, ANY_OF_OURS, FOREIGN = "https://a.example", "https://x.b.example", "https://evil.example"


async def test_nothing_is_said_to_other_sites_unless_they_are_named(new_world: NewWorld) -> None:
    async with new_world() as world:
        reply = await world.http.get(PING, headers={"Origin": OURS})
        assert "access-control-allow-origin" not in reply.headers
        asked = await world.http.options(PING, headers={"Origin": OURS, "Access-Control-Request-Method": "GET"})
        assert asked.status_code == 404


async def test_named_sites_may_call_and_others_may_not(new_world: NewWorld) -> None:
    service = {"AllowCorsFrom": f"{OURS} https://*.b.example", "CorsExposedHeaders": "Token X-Request-Id"}
    async with new_world(ServiceSettings={**service, "CorsAllowCredentials": True}) as world:
        for origin in (OURS, ANY_OF_OURS):
            reply = await world.http.get(PING, headers={"Origin": origin})
            assert reply.headers["access-control-allow-origin"] == origin
            assert reply.headers["access-control-expose-headers"] == "Token, X-Request-Id"
            assert reply.headers["access-control-allow-credentials"] == "true"
            assert "Origin" in reply.headers["vary"]
        refused = await world.http.get(PING, headers={"Origin": FOREIGN})
        assert refused.status_code == 200
        assert "access-control-allow-origin" not in refused.headers
        failed = await world.http.get("/api/v4/users/me", headers={"Origin": OURS})
        assert (failed.status_code, failed.headers["access-control-allow-origin"]) == (401, OURS)


async def test_a_browser_that_asks_first_hears_what_it_may_send(new_world: NewWorld) -> None:
    async with new_world(ServiceSettings={"AllowCorsFrom": OURS}) as world:
        question = {"Access-Control-Request-Method": "PUT", "Access-Control-Request-Headers": "authorization,x-a"}
        yes = await world.http.options("/api/v4/users/me", headers={"Origin": OURS, **question})
        assert (yes.status_code, yes.content) == (204, b"")
        assert yes.headers["access-control-allow-origin"] == OURS
        assert yes.headers["access-control-allow-methods"] == "PUT"
        assert yes.headers["access-control-allow-headers"] == "authorization,x-a"
        assert "access-control-allow-credentials" not in yes.headers
        no = await world.http.options("/api/v4/users/me", headers={"Origin": FOREIGN, **question})
        assert no.status_code == 204
        assert "access-control-allow-origin" not in no.headers


async def test_a_star_lets_everybody_call(new_world: NewWorld) -> None:
    async with new_world(ServiceSettings={"AllowCorsFrom": "*"}) as world:
        reply = await world.http.get(PING, headers={"Origin": FOREIGN})
        assert reply.headers["access-control-allow-origin"] == "*"
