"""Reports: people with their activity, their export, and posts of a channel in order."""

import csv
import io
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine

from mattermost_py.app import JOBS
from mattermost_py.features.governance.reports import jobs, service
from mattermost_py.infra.jobs.working import Workbench
from tests.conftest import NewWorld
from tests.fixtures.world import Person, World, unique

pytestmark = pytest.mark.anyio


async def _refreshed(world: World) -> None:
    await service.refresh_statistics(world.application.runtime.db())


async def _names(admin: Person, **query: Any) -> list[str]:
    reply = await admin.get("/reports/users", **query)
    assert reply.status_code == 200, reply.text
    return [each["username"] for each in reply.json()]


async def test_the_report_shows_people_with_their_activity(new_world: NewWorld) -> None:
    async with new_world() as world:
        admin, ana = await world.admin(), await world.member()
        posted = [await world.post(by=ana) for _ in range(2)]
        await _refreshed(world)
        for who, status in ((admin, 200), (ana, 403), (world.anonymous(), 401)):
            assert (await who.get("/reports/users")).status_code == status
        (row,) = (await admin.get("/reports/users", search_term=ana.username)).json()
        assert (row["id"], row["email"], row["total_posts"], row["days_active"]) == (ana.id, ana.user["email"], 2, 1)
        assert row["last_post_date"] == posted[1].create_at
        assert not {"password", "email_verified"} & set(row)
        month_ago = (await admin.get("/reports/users", search_term=ana.username, date_range="previousmonth")).json()
        assert "total_posts" not in month_ago[0]


async def test_the_report_is_filtered_sorted_and_paged(new_world: NewWorld) -> None:
    async with new_world() as world:
        admin = await world.admin()
        team = await world.new_team()
        people = sorted([await world.member(team) for _ in range(5)], key=lambda each: each.username)
        guest, stranger = await world.guest(team), await world.stranger()
        await admin.put(f"/users/{stranger.id}/active", active=False)
        names = [each.username for each in people]

        listed = await _names(admin)
        assert listed == sorted(listed)
        of_team = await _names(admin, team_filter=team.id)
        assert set(of_team) == {*names, guest.username, admin.username}
        assert await _names(admin, has_no_team=True) == [stranger.username]
        assert await _names(admin, role_filter="system_guest") == [guest.username]
        assert await _names(admin, hide_active=True) == [stranger.username]
        assert stranger.username not in await _names(admin, hide_inactive=True)
        assert await _names(admin, guest_filter="all") == [guest.username]
        assert await _names(admin, guest_filter="single_channel") == []
        assert (await admin.get("/reports/users/count", team_filter=team.id)).json() == len(of_team)

        by_time = (await admin.get("/reports/users", sort_column="CreateAt", sort_direction="desc")).json()
        assert [each["create_at"] for each in by_time] == sorted((each["create_at"] for each in by_time), reverse=True)
        after = {"from_column_value": by_time[1]["create_at"], "from_id": by_time[1]["id"]}
        rest = (await admin.get("/reports/users", sort_column="CreateAt", sort_direction="desc", **after)).json()
        assert [each["id"] for each in rest] == [each["id"] for each in by_time[2:]]

        first = (await admin.get("/reports/users", page_size=3)).json()
        place = {"from_column_value": first[-1]["username"], "from_id": first[-1]["id"], "page_size": 3}
        second = await _names(admin, **place)
        assert [each["username"] for each in first] + second == listed[:6]
        fourth = (await admin.get(f"/users/username/{listed[3]}")).json()["id"]
        back = {"from_column_value": listed[3], "from_id": fourth, "page_size": 3}
        assert await _names(admin, direction="prev", **back) == listed[:3]


async def test_what_a_report_cannot_be_asked(world: World) -> None:
    admin = await world.admin()
    for query, error in (
        ({"page_size": 0}, "api.getUsersForReporting.invalid_page_size"),
        ({"page_size": 101}, "api.getUsersForReporting.invalid_page_size"),
        ({"sort_column": "Password"}, "model.user_report_options.is_valid.invalid_sort_column"),
        ({"date_range": "yesterday"}, "model.reporting_base_options.is_valid.bad_date_range"),
        ({"hide_active": True, "hide_inactive": True}, "api.getUsersForReporting.invalid_active_filter"),
        ({"team_filter": "x" * 26, "has_no_team": True}, "api.getUsersForReporting.invalid_team_filter"),
        ({"team_filter": "short"}, "api.getUsersForReporting.invalid_team_filter"),
        ({"guest_filter": "none"}, "model.user_report_options.is_valid.invalid_guest_filter"),
    ):
        reply = await admin.get("/reports/users", **query)
        assert (reply.status_code, reply.json()["id"]) == (400, error)


async def test_the_export_comes_as_a_file_of_the_systems_bot(new_world: NewWorld) -> None:
    async with new_world() as world:
        admin, ana = await world.admin(), await world.sign_up("formula", first_name="=1+1", last_name="Ünal")
        await _refreshed(world)
        assert (await ana.post("/reports/users/export")).status_code == 403
        assert (await admin.post("/reports/users/export")).json() == {"status": "OK"}
        again = await admin.post("/reports/users/export")
        assert (again.status_code, again.json()["id"]) == (400, "app.report.start_users_batch_export.job_exists")

        assert await Workbench(world.application.runtime, JOBS).do_next()
        (job,) = (await admin.get("/jobs/type/export_users_to_csv")).json()
        assert (job["status"], job["progress"], job["data"]["requesting_user_id"]) == ("success", 100, admin.id)
        bot = (await admin.get("/users/username/system-bot")).json()
        channel = (await admin.post("/channels/direct", [admin.id, bot["id"]])).json()
        posts = (await admin.get(f"/channels/{channel['id']}/posts")).json()
        ready, begun = (posts["posts"][each] for each in posts["order"])
        assert (begun["user_id"], begun["props"]["from_bot"], begun.get("file_ids") or []) == (bot["id"], "true", [])
        (file,) = ready["metadata"]["files"]
        assert file["extension"] == "csv"
        text = (await admin.get(f"/files/{file['id']}")).text
        heads, *rows = csv.reader(io.StringIO(text))
        assert tuple(heads) == jobs.HEADS
        assert [row[1] for row in rows] == sorted([admin.username, ana.username])
        assert next(row[4] for row in rows if row[0] == ana.id) == "'=1+1 Ünal"
        assert (await admin.post("/reports/users/export")).status_code == 200


async def test_an_export_has_only_who_was_asked_for(new_world: NewWorld) -> None:
    async with new_world() as world:
        admin, ana = await world.admin(), await world.stranger()
        reply = await admin.call("POST", f"/reports/users/export?search_term={ana.username}&date_range=last_30_days")
        assert reply.status_code == 200
        assert await Workbench(world.application.runtime, JOBS).do_next()
        (job,) = (await admin.get("/jobs/type/export_users_to_csv")).json()
        text = (await admin.get(f"/files/{job['data']['file_id']}")).text
        assert [row[0] for row in csv.reader(io.StringIO(text))] == ["Id", ana.id]


async def test_who_waits_for_an_export_hears_that_it_failed_for_good(new_world: NewWorld) -> None:
    async with new_world() as world:
        admin, runtime = await world.admin(), world.application.runtime
        runtime.blobs.staging.rmdir()
        runtime.blobs.staging.write_text("no folder, so no file can be written")
        (kind,) = (each for each in jobs.kinds if each.name == "export_users_to_csv")

        async def told() -> list[str]:
            bot = (await admin.get("/users/username/system-bot")).json()
            channel = (await admin.post("/channels/direct", [admin.id, bot["id"]])).json()
            posts = (await admin.get(f"/channels/{channel['id']}/posts")).json()
            return [posts["posts"][each]["message"] for each in posts["order"]]

        assert (await admin.post("/reports/users/export")).status_code == 200
        bench = Workbench(runtime, [replace(kind, attempts=2)])
        for minutes, status, more in ((0, "pending", 0), (1, "error", 1)):
            before = await told()
            with time_machine.travel(datetime.now(UTC) + timedelta(minutes=minutes), tick=True):
                assert await bench.do_next()
            (job,) = (await admin.get("/jobs/type/export_users_to_csv")).json()
            assert (job["status"], len(await told()) - len(before)) == (status, more)
        assert "could not be made" in (await told())[0]


async def test_statistics_are_counted_once_a_day_by_one_worker(new_world: NewWorld) -> None:
    async with new_world() as world:
        runtime = world.application.runtime
        assert (await jobs.ask_for_refresh(runtime), await jobs.ask_for_refresh(runtime)) == (1, 0)
        job = await Workbench(runtime, JOBS).do_next()
        assert job is not None
        admin = await world.admin()
        assert (await admin.get(f"/jobs/{job.id}")).json()["status"] == "success"


async def test_posts_of_a_channel_are_read_in_order_page_by_page(world: World) -> None:
    admin, ana = await world.admin(), await world.member()
    channel = await world.channel(by=ana)
    made = [await world.post(by=ana, channel=channel, message=unique("m")) for _ in range(5)]
    await ana.delete(f"/posts/{made[1].id}")
    order = [each.id for each in made]
    live = [each for each in order if each != made[1].id]
    wanted = {"channel_id": channel.id, "exclude_system_posts": True}
    assert (await ana.post("/reports/posts", wanted)).status_code == 403

    whole = (await admin.post("/reports/posts", wanted)).json()
    assert ([each["id"] for each in whole["posts"]], "next_cursor" in whole) == (live, False)
    with_deleted = (await admin.post("/reports/posts", {**wanted, "include_deleted": True})).json()
    assert [each["id"] for each in with_deleted["posts"]] == order
    system = (await admin.post("/reports/posts", channel_id=channel.id)).json()["posts"]
    assert {each["id"] for each in system} > set(live)

    found: list[str] = []
    page: dict[str, Any] = {"next_cursor": {}}
    while "next_cursor" in page:
        body = {**wanted, "per_page": 2, "sort_direction": "desc", **page["next_cursor"]}
        page = (await admin.post("/reports/posts", body)).json()
        found += [each["id"] for each in page["posts"]]
    assert found == live[::-1]
    first = (await admin.post("/reports/posts", {**wanted, "per_page": 1, "sort_direction": "desc"})).json()
    rest = (await admin.post("/reports/posts", channel_id=channel.id, **first["next_cursor"])).json()
    assert [each["id"] for each in rest["posts"]] == live[::-1][1:]
    later = (await admin.post("/reports/posts", {**wanted, "start_time": made[3].create_at})).json()
    assert [each["id"] for each in later["posts"]] == order[3:]

    for wrong, status, error in (
        ({"channel_id": "x" * 26}, 404, "api.post.get_posts_for_reporting.channel_not_found"),
        ({"channel_id": "short"}, 400, "app.post.get_posts_for_reporting.invalid_input_error"),
        ({"per_page": 1001}, 400, "app.post.get_posts_for_reporting.invalid_input_error"),
        ({"time_field": "delete_at"}, 400, "app.post.get_posts_for_reporting.invalid_input_error"),
        ({"cursor": "nonsense"}, 400, "app.post.get_posts_for_reporting.invalid_input_error"),
        ({"per_page": "x"}, 400, "api.context.invalid_body_param.app_error"),
    ):
        reply = await admin.post("/reports/posts", {**wanted, **wrong})
        assert (reply.status_code, reply.json()["id"]) == (status, error)
