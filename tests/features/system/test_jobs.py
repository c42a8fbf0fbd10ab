"""Jobs: who starts, sees and stops them, and how workers share them."""

import asyncio
import os
import time

import pytest

from mattermost_py.features.messaging.files import jobs as files_jobs
from mattermost_py.features.system.analytics import jobs as analytics_jobs
from mattermost_py.features.system.jobs import jobs
from mattermost_py.infra.jobs import queue
from mattermost_py.infra.jobs.queue import Job
from mattermost_py.infra.jobs.working import DEAD_AFTER_MS, JobKind, Run, Workbench
from mattermost_py.kernel.errors import Invalid
from tests.conftest import NewWorld
from tests.fixtures.world import World, unique

pytestmark = pytest.mark.anyio


async def _job(world: World, job_id: str) -> Job:
    found = await queue.by_id(world.application.runtime.db(), job_id)
    assert found is not None
    return found


async def test_only_those_with_the_permission_of_its_type_start_a_job(world: World) -> None:
    admin, ana = await world.admin(), await world.member()
    for who, status in ((admin, 201), (ana, 403), (world.anonymous(), 401)):
        reply = await who.post("/jobs", type="export_process", data={"include_attachments": "true"})
        assert reply.status_code == status
        if status == 201:
            job = reply.json()
            assert set(job) == {
                *("id", "type", "priority", "create_at", "start_at", "last_activity_at", "status", "progress", "data"),
            }
            assert (job["status"], job["data"]) == ("pending", {"include_attachments": "true"})
    refused = await admin.post("/jobs", type="refresh_materialized_views")
    assert (refused.status_code, refused.json()["id"]) == (400, "api.job.unable_to_create_job.incorrect_job_type")
    malformed = await admin.post("/jobs", type="export_process", data={"n": 1})
    assert (malformed.status_code, malformed.json()["id"]) == (400, "api.context.invalid_body_param.app_error")


async def test_jobs_are_listed_by_type_and_state_for_those_who_may_read_them(world: World) -> None:
    admin, ana = await world.admin(), await world.member()
    first = (await admin.post("/jobs", type="import_delete")).json()
    second = (await admin.post("/jobs", type="import_delete")).json()
    assert (await admin.post(f"/jobs/{first['id']}/cancel")).status_code == 200

    by_type = (await admin.get("/jobs/type/import_delete")).json()
    assert {each["id"] for each in by_type} == {first["id"], second["id"]}
    canceled = (await admin.get("/jobs", job_type="import_delete", status="canceled")).json()
    assert [each["id"] for each in canceled] == [first["id"]]
    assert second["id"] in {each["id"] for each in (await admin.get("/jobs")).json()}
    assert (await admin.get(f"/jobs/{second['id']}")).json()["type"] == "import_delete"

    for path in ("/jobs", "/jobs/type/import_delete", f"/jobs/{second['id']}"):
        assert (await ana.get(path)).status_code == 403
    wrong = {
        "/jobs?job_type=nothing": (400, "api.context.invalid_url_param.app_error"),
        "/jobs?status=nothing": (400, "api.job.status.invalid"),
        "/jobs/type/nothing": (400, "api.job.retrieve.nopermissions"),
        "/jobs/short": (400, "api.context.invalid_url_param.app_error"),
        f"/jobs/{'x' * 26}": (404, "app.job.get.app_error"),
    }
    for path, expected in wrong.items():
        reply = await admin.call("GET", path)
        assert (reply.status_code, reply.json()["id"]) == expected


async def test_only_what_a_worker_does_is_offered(world: World) -> None:
    admin, ana = await world.admin(), await world.member()
    offered = {each["type"]: each["can_start"] for each in (await admin.get("/jobs/types")).json()}
    assert offered == {
        "export_users_to_csv": False,
        "refresh_materialized_views": False,
        "extract_content": True,
        "active_users": True,
        "export_delete": True,
        "import_delete": True,
        "export_process": True,
        "import_process": True,
    }
    assert (await ana.get("/jobs/types")).status_code == 403


async def test_archives_are_removed_when_their_time_is_over(new_world: NewWorld) -> None:
    async with new_world(ExportSettings={"RetentionDays": 3}, ImportSettings={"RetentionDays": 20}) as world:
        runtime = world.application.runtime
        for path, days in (
            ("export/old.zip", 4),
            ("export/new.zip", 2),
            ("import/old.zip", 21),
            ("import/new.zip", 4),
            ("brand/old.png", 40),
        ):
            await runtime.blobs.write(path, b"x")
            written = time.time() - days * 86_400
            os.utime(runtime.config.current.files_directory / path, (written, written))
        assert await jobs.ask_for_removal(runtime) == 2
        bench = Workbench(runtime, jobs.kinds)
        done = [job for _ in range(2) if (job := await bench.do_next())]
        assert {(await _job(world, each.id)).data["files_removed"] for each in done} == {"1"}
        left = [path for folder in ("export", "import", "brand") for path in await runtime.blobs.below(folder)]
        assert left == ["export/new.zip", "import/new.zip", "brand/old.png"]


async def test_who_was_here_is_counted(world: World) -> None:
    admin = await world.admin()
    job = (await admin.post("/jobs", type="active_users")).json()
    await Workbench(world.application.runtime, analytics_jobs.kinds).do_next()
    counted = (await admin.get(f"/jobs/{job['id']}")).json()
    assert counted["status"] == "success"
    assert int(counted["data"]["daily_active_users"]) <= int(counted["data"]["monthly_active_users"])


async def test_files_nobody_has_read_are_found_after_their_words_were_read(new_world: NewWorld) -> None:
    async with new_world() as world:
        ana, runtime = await world.member(), world.application.runtime
        square = await world.town_square(await world.team())
        found: list[str] = []
        for name in ("notes.txt", "photo.bin"):
            sent = [("files", (name, b"strawberry harvest"))]
            reply = await ana.call("POST", f"/files?channel_id={square.id}", files=sent)
            found.append(reply.json()["file_infos"][0]["id"])
        await runtime.db().run("UPDATE fileinfo SET content = ''")
        job = await queue.enqueue(runtime.db(), "extract_content")
        await Workbench(runtime, files_jobs.kinds).do_next()
        outcome = await _job(world, job.id)
        assert (outcome.status, outcome.data["processed"], outcome.data["with_text"]) == ("success", "2", "1")
        words = await runtime.db().many(str, "SELECT content FROM fileinfo WHERE id = %(id)s", id=found[0])
        assert words == ["strawberry harvest"]


async def test_a_job_that_is_over_cannot_be_cancelled(world: World) -> None:
    admin, ana = await world.admin(), await world.member()
    job = (await admin.post("/jobs", type="cloud")).json()
    assert (await ana.post(f"/jobs/{job['id']}/cancel")).status_code == 403
    assert (await admin.post(f"/jobs/{job['id']}/cancel")).json() == {"status": "OK"}
    again = await admin.post(f"/jobs/{job['id']}/cancel")
    assert (again.status_code, again.json()["id"]) == (500, "jobs.request_cancellation.status.error")


async def test_the_state_of_a_job_changes_only_in_sensible_ways_without_force(world: World) -> None:
    admin, ana = await world.admin(), await world.member()
    job = (await admin.post("/jobs", type="plugins")).json()
    path = f"/jobs/{job['id']}/status"
    assert (await ana.patch(path, status="cancel_requested")).status_code == 403
    for body, expected in (
        ({"status": "pending"}, 400),
        ({"status": "nonsense", "force": True}, 400),
        ({"status": "success", "force": True}, 500),
        ({"status": "cancel_requested"}, 200),
        ({"status": "pending"}, 400),
        ({"status": "pending", "force": True}, 200),
    ):
        assert (await admin.patch(path, body)).status_code == expected
    assert (await _job(world, job["id"])).status == "pending"
    missing = await admin.patch(path, force=True)
    assert (missing.status_code, missing.json()["id"]) == (400, "api.context.invalid_body_param.app_error")


async def test_results_of_exports_are_for_download_only_where_that_is_on(world: World) -> None:
    admin = await world.admin()
    job = (await admin.post("/jobs", type="message_export")).json()
    reply = await admin.get(f"/jobs/{job['id']}/download")
    assert (reply.status_code, reply.json()["id"]) == (501, "app.job.download_export_results_not_enabled")


async def test_a_job_is_done_once_and_leaves_its_outcome(world: World) -> None:
    runtime, kind = world.application.runtime, unique("count")
    done: list[str] = []

    async def act(run: Run) -> None:
        done.append(run.job.id)
        run.notes["found"] = run.data["wanted"]

    benches = [Workbench(runtime, [JobKind(kind, act)]) for _ in range(3)]
    jobs = [await queue.enqueue(runtime.db(), kind, {"wanted": str(number)}) for number in range(4)]
    while any(await asyncio.gather(*(each.do_next() for each in benches))):
        pass
    assert sorted(done) == sorted(each.id for each in jobs)
    outcome = await _job(world, jobs[2].id)
    assert (outcome.status, outcome.progress, outcome.data["found"]) == ("success", 100, "2")


async def test_a_failed_job_is_tried_again_later_and_then_given_up(world: World) -> None:
    runtime, kind = world.application.runtime, unique("fail")

    async def act(_run: Run) -> None:
        raise Invalid("api.job.status.invalid")

    bench = Workbench(runtime, [JobKind(kind, act, attempts=2)])
    job = await queue.enqueue(runtime.db(), kind)
    assert await bench.do_next()
    waiting = await _job(world, job.id)
    assert (waiting.status, waiting.data["error"]) == ("pending", "api.job.status.invalid")
    assert await bench.do_next() is None
    await runtime.db().run('UPDATE jobs SET data = data || \'{"retry_at": "0"}\' WHERE id = %(id)s', id=job.id)
    assert await bench.do_next()
    assert (await _job(world, job.id)).status == "error"
    assert await bench.do_next() is None


async def test_a_running_job_stops_when_it_is_cancelled(world: World) -> None:
    runtime, kind = world.application.runtime, unique("long")
    begun = asyncio.Event()

    async def act(run: Run) -> None:
        run.progress = 40
        begun.set()
        await asyncio.Event().wait()

    bench = Workbench(runtime, [JobKind(kind, act)], beat_every_s=0.01)
    job = await queue.enqueue(runtime.db(), kind)
    doing = asyncio.create_task(bench.do_next())
    await begun.wait()
    assert await queue.ask_to_stop(runtime.db(), job.id)
    await doing
    stopped = await _job(world, job.id)
    assert (stopped.status, stopped.progress) == ("canceled", 40)


async def test_a_job_of_a_dead_worker_is_taken_again_and_the_ghost_changes_nothing(world: World) -> None:
    runtime, kind = world.application.runtime, unique("orphan")
    db = runtime.db()

    async def act(run: Run) -> None:
        run.notes["by"] = "second"

    job = await queue.enqueue(db, kind)
    ghost = await queue.claim(db, [kind], stale_ms=DEAD_AFTER_MS)
    assert ghost is not None
    assert await queue.claim(db, [kind], stale_ms=DEAD_AFTER_MS) is None
    await db.run("UPDATE jobs SET lastactivityat = lastactivityat - 70000 WHERE id = %(id)s", id=job.id)
    assert await Workbench(runtime, [JobKind(kind, act)]).do_next()
    assert not await queue.settle(db, ghost, queue.ERROR, progress=0, data={})
    outcome = await _job(world, job.id)
    assert (outcome.status, outcome.data["by"], outcome.attempts) == ("success", "second", 2)


async def test_an_ending_worker_gives_its_job_back(world: World) -> None:
    runtime, kind = world.application.runtime, unique("handed")
    begun = asyncio.Event()

    async def act(_run: Run) -> None:
        begun.set()
        await asyncio.Event().wait()

    job = await queue.enqueue(runtime.db(), kind)
    doing = asyncio.create_task(Workbench(runtime, [JobKind(kind, act)]).do_next())
    await begun.wait()
    doing.cancel()
    await asyncio.wait([doing])
    assert (await _job(world, job.id)).status == "pending"


async def test_jobs_that_are_over_are_forgotten_where_the_site_wants_it(new_world: NewWorld) -> None:
    for days, kept in ((-1, 2), (0, 1)):
        async with new_world(JobSettings={"CleanupJobsThresholdDays": days}) as world:
            admin = await world.admin()
            over = (await admin.post("/jobs", type="cloud")).json()
            await admin.post("/jobs", type="cloud")
            await admin.post(f"/jobs/{over['id']}/cancel")
            await world.application.runtime.db().run("UPDATE jobs SET createat = createat - 1000")
            await jobs.forget_finished(world.application.runtime)
            assert len((await admin.get("/jobs/type/cloud")).json()) == kept


async def test_the_same_job_waits_only_once(world: World) -> None:
    runtime, kind = world.application.runtime, unique("once")
    async with runtime.db().transaction() as tx:
        assert await queue.enqueue_once(tx, kind, {"who": "a", "n": "1"}, same={"who": "a"})
        assert await queue.enqueue_once(tx, kind, {"who": "a", "n": "2"}, same={"who": "a"}) is None
        assert await queue.enqueue_once(tx, kind, {"who": "b"}, same={"who": "b"})
