"""Lanes: many callers share a connection and still cannot harm each other."""

import asyncio
from collections.abc import AsyncIterator, Callable
from typing import Any

import psycopg
import pytest

from mattermost_py.infra.db import lane as lane_module
from mattermost_py.infra.db import lanes as lanes_module
from mattermost_py.infra.db.lane import ConnectionLost
from mattermost_py.infra.db.lanes import Bounds, Lanes
from mattermost_py.infra.db.statement import statement
from mattermost_py.kernel.errors import Busy
from tests.conftest import NewWorld
from tests.fixtures.world import unique

NOTHING: dict[str, Any] = {}
PUT = statement("INSERT INTO systems (name, value) VALUES (%(name)s, %(value)s)")
GET = statement("SELECT value FROM systems WHERE name = %(name)s")
WHO = statement("SELECT pg_backend_pid()")


@pytest.fixture
async def lanes(new_database: Callable[[], str]) -> AsyncIterator[Lanes]:
    async with Lanes(new_database(), Bounds(transactions=3, wait_s=1, statement_s=5, slow_s=0.2)) as opened:
        yield opened


async def read(lanes: Lanes, name: str) -> list[Any]:
    return [row[0] for row in (await lanes.run(GET, {"name": name})).rows]


def test_a_statement_numbers_its_parameters_and_knows_whether_it_writes() -> None:
    twice = statement("SELECT %(a)s, %(b)s, %(a)s WHERE x LIKE '%%y'")

    assert (twice.sql, twice.names, twice.writes) == (b"SELECT $1, $2, $1 WHERE x LIKE '%y'", ("a", "b"), False)
    assert [PUT.writes, GET.writes] == [True, False]
    assert statement("WITH gone AS (DELETE FROM x RETURNING id) SELECT id FROM gone").writes
    assert statement("SELECT id FROM x FOR UPDATE SKIP LOCKED").writes


def test_a_lone_percent_sign_is_refused() -> None:
    with pytest.raises(ValueError, match="lone %"):
        statement("SELECT 5 % 3")


@pytest.mark.parametrize(
    "texts",
    [
        ["yyyyyyyyyyyyyyyyyyyyyyyyyy", "5bzc5fbyj4og999jzmsj6j845i"],
        ["a"],
        [],
        [""],
        ["", "a", ""],
        ["a,b", "c"],
        ["NULL", "null", "xnullx"],
        ["{a}", 'q"', "\\", " a ", "ä", "\n", "a-b"],
        ["a", None],
    ],
)
async def test_a_list_of_texts_arrives_as_it_is(lanes: Lanes, texts: list[str | None]) -> None:
    found = await lanes.run(statement("SELECT %(texts)s::text[]"), {"texts": texts})
    assert found.rows == [(texts,)]


async def test_callers_of_one_turn_share_one_batch(lanes: Lanes) -> None:
    await lanes.run(WHO, NOTHING)
    road = lanes.roads[0]
    before = (await road.lane()).batches

    answers = await asyncio.gather(*(lanes.run(WHO, NOTHING) for _ in range(20)))

    assert len({answer.rows[0][0] for answer in answers}) == 1
    assert (await road.lane()).batches == before + 1


async def test_writes_within_a_moment_share_a_commit_and_the_first_waits_for_none(
    lanes: Lanes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lanes_module, "GATHER_S", 0.4)
    async with Lanes(lanes.conninfo, lanes.bounds) as gathering:
        lane, loop = await gathering.roads[1].lane(), asyncio.get_running_loop()
        started = loop.time()
        await gathering.run(PUT, {"name": "first", "value": "1"})
        first_s = loop.time() - started
        later: list[asyncio.Future[Any]] = []
        for i in range(3):  # in turns of their own
            later.append(asyncio.ensure_future(gathering.run(PUT, {"name": f"later{i}", "value": "1"})))
            await gathering.run(WHO, NOTHING)
        assert lane.batches == 1
        await asyncio.gather(*later)
        assert lane.batches == 2
        assert first_s < 0.4 <= loop.time() - started


async def test_an_answer_means_that_the_write_is_committed(lanes: Lanes, new_database: Callable[[], str]) -> None:
    """The first of a batch must not be told of success while the batch can still fail."""
    good, poison = PUT, statement("INSERT INTO systems (name, value) SELECT 'p', 1 / %(zero)s")
    first = asyncio.ensure_future(lanes.run(good, {"name": "first", "value": "1"}))
    second = asyncio.ensure_future(lanes.run(poison, {"zero": 0}))

    await first
    assert await read(lanes, "first") == ["1"]
    with pytest.raises(psycopg.errors.DivisionByZero):
        await second


async def test_a_failing_neighbour_harms_nobody(lanes: Lanes) -> None:
    wanted = [lanes.run(PUT, {"name": f"n{i % 7}", "value": str(i)}) for i in range(10)]

    outcomes = await asyncio.gather(*wanted, return_exceptions=True)

    assert [type(each).__name__ for each in outcomes] == ["Result"] * 7 + ["UniqueViolation"] * 3
    assert [await read(lanes, f"n{i}") for i in range(7)] == [[str(i)] for i in range(7)]


async def test_a_statement_that_cannot_be_prepared_fails_alone(lanes: Lanes) -> None:
    wrong = statement("SELECT nothing FROM nowhere WHERE a = %(a)s")

    outcomes = await asyncio.gather(
        lanes.run(WHO, NOTHING), lanes.run(wrong, {"a": 1}), lanes.run(GET, {"name": "x"}), return_exceptions=True
    )

    assert [type(each).__name__ for each in outcomes] == ["Result", "UndefinedTable", "Result"]
    with pytest.raises(psycopg.errors.UndefinedTable):
        await lanes.run(wrong, {"a": 1})
    assert await read(lanes, "x") == []


async def test_a_read_survives_a_killed_connection_and_a_write_is_reported(lanes: Lanes) -> None:
    read_pid = (await lanes.run(WHO, NOTHING)).rows[0][0]
    sleepy = statement("SELECT pg_sleep(0.5)::text || %(x)s")
    reading = asyncio.ensure_future(lanes.run(sleepy, {"x": "done"}))
    write_pid = (await lanes.run(statement("SELECT pg_backend_pid() FOR UPDATE"), NOTHING)).rows[0][0]
    writing = asyncio.ensure_future(lanes.run(statement("INSERT INTO systems SELECT 'w', pg_sleep(5)::text"), NOTHING))
    await lanes.run(WHO, NOTHING, is_slow=True)

    await lanes.run(
        statement("SELECT pg_terminate_backend(p) FROM unnest(%(pids)s) p"),
        {"pids": [read_pid, write_pid]},
        is_slow=True,
    )

    assert (await reading).rows == [("done",)]
    with pytest.raises(ConnectionLost):
        await writing
    await lanes.run(PUT, {"name": "after", "value": "1"})
    assert await read(lanes, "after") == ["1"]


async def test_too_many_waiting_statements_are_sent_away(lanes: Lanes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lane_module, "WAITING_MOST", 5)

    outcomes = await asyncio.gather(*(lanes.run(WHO, NOTHING) for _ in range(8)), return_exceptions=True)

    assert [isinstance(each, Busy) for each in outcomes] == [False] * 5 + [True] * 3
    assert (await lanes.run(WHO, NOTHING)).count == 1


async def test_a_caller_who_gave_up_does_not_disturb_the_others(lanes: Lanes) -> None:
    gone = asyncio.ensure_future(lanes.run(statement("SELECT pg_sleep(0.2)::text"), NOTHING))
    await asyncio.sleep(0)
    gone.cancel()

    assert await read(lanes, "nobody") == []
    assert gone.cancelled()


async def test_prepared_statements_are_kept_within_a_bound(lanes: Lanes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lane_module, "PREPARED_MOST", 10)
    for i in range(40):
        assert (await lanes.run(statement(f"SELECT {i}"), NOTHING)).rows == [(i,)]

    kept = await lanes.run(statement("SELECT count(*) FROM pg_prepared_statements"), NOTHING)

    assert kept.rows[0][0] <= 12


async def test_a_transaction_has_its_connection_for_itself_and_rolls_back(lanes: Lanes) -> None:
    async with lanes.alone() as lane:
        begun = lane.ask(statement("BEGIN"), NOTHING)
        await lane.ask(PUT, {"name": "inside", "value": "1"})
        await begun
        assert await read(lanes, "inside") == []
        await lane.ask(statement("ROLLBACK"), NOTHING)

    assert await read(lanes, "inside") == []


async def test_waiting_for_a_free_connection_ends_with_busy(lanes: Lanes) -> None:
    async with lanes.alone(), lanes.alone(), lanes.alone():
        with pytest.raises(Busy):
            async with lanes.alone():
                pass


async def test_a_sleeping_statement_is_cancelled_at_its_limit_and_told_of(
    new_database: Callable[[], str], caplog: pytest.LogCaptureFixture
) -> None:
    """DEP-12."""
    sleep = statement("SELECT pg_sleep(%(seconds)s)")
    async with Lanes(new_database(), Bounds(transactions=1, statement_s=0.5, slow_s=0.2)) as lanes:
        with pytest.raises(psycopg.errors.QueryCanceled):
            await lanes.run(sleep, {"seconds": 60})
        await lanes.run(PUT, {"name": "after", "value": "1"})
        assert await read(lanes, "after") == ["1"]
        assert "slow statement" in caplog.text
        caplog.clear()
        await lanes.run(sleep, {"seconds": 0})
        assert "slow statement" not in caplog.text
        await lanes.run(sleep, {"seconds": 0.3})
        [told] = [each for each in caplog.records if each.msg == "slow statement"]
        assert vars(told)["sql"] == "SELECT pg_sleep($1)"


async def test_who_waits_for_a_locked_row_is_sent_away(new_database: Callable[[], str]) -> None:
    async with Lanes(new_database(), Bounds(transactions=2, lock_s=0.2)) as lanes:
        await lanes.run(PUT, {"name": "locked", "value": "1"})
        change = statement("UPDATE systems SET value = '2' WHERE name = %(name)s")
        async with lanes.alone() as holder:
            await holder.ask(statement("BEGIN"), NOTHING)
            await holder.ask(change, {"name": "locked"})
            with pytest.raises(psycopg.errors.LockNotAvailable):
                await lanes.run(change, {"name": "locked"})
            await holder.ask(statement("COMMIT"), NOTHING)
        await lanes.run(change, {"name": "locked"})


async def test_a_request_that_waits_for_a_locked_table_is_told_to_come_again(new_world: NewWorld) -> None:
    async with new_world(Database={"LockTimeoutSeconds": 1}) as world:
        ana = await world.member()
        [team] = (await ana.get("/users/me/teams")).json()
        body = {"team_id": team["id"], "name": unique("yard"), "display_name": "Yard", "type": "O"}
        async with world.application.runtime.lanes.alone() as holder:
            await holder.ask(statement("BEGIN"), NOTHING)
            await holder.ask(statement("LOCK TABLE teams, channels IN ACCESS EXCLUSIVE MODE"), NOTHING)
            refused = await ana.post("/channels", body)
            assert (refused.status_code, refused.json()["id"]) == (503, "api.context.server_busy.app_error")
            await holder.ask(statement("ROLLBACK"), NOTHING)
        assert (await ana.post("/channels", body)).status_code == 201
