"""The job that writes a report of people as a CSV file, and the daily count it rests on."""

import csv
import io
from collections.abc import Sequence
from datetime import UTC, datetime

from mattermost_py.features.automation.letters import service as letters
from mattermost_py.features.governance.reports import service
from mattermost_py.features.governance.reports.models import Activity
from mattermost_py.features.identity.users import service as users
from mattermost_py.features.identity.users.models import User
from mattermost_py.features.messaging.files import service as files
from mattermost_py.infra.jobs import queue
from mattermost_py.infra.jobs.chores import DAY_S, Chore
from mattermost_py.infra.jobs.working import JobKind, Run
from mattermost_py.infra.runtime import Runtime
from mattermost_py.kernel.clock import now_ms

REFRESH = "refresh_materialized_views"
HEADS = (
    *("Id", "Username", "Email", "CreateAt", "Name", "Roles", "LastLogin", "LastStatusAt", "LastPostDate"),
    *("DaysActive", "TotalPosts", "DeletedAt"),
)
_FORMULAS = ("=", "+", "-", "@", "\t", "\r")


async def export(run: Run) -> None:
    """Writes the file and sends it to whoever asked."""
    db, data = run.runtime.db(), run.data
    reader = await users.by_id(db, data["requesting_user_id"])
    wanted, date_range = service.filter_of_job(data), data.get("date_range", "")
    whole = max(await service.count(db, wanted), 1)
    channel_id, bot_id = await letters.channel_with(db, reader.id)
    done = 0
    with run.runtime.blobs.staged() as path:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("w", encoding="utf-8", newline="") as file:
            file.write(csv_lines([HEADS]))
            async for batch in service.everybody(db, wanted, date_range):
                file.write(csv_lines([_row(*each) for each in batch]))
                done += len(batch)
                run.progress = min(done * 100 // whole, 99)
        name = f"user_report_{date_range}_{datetime.fromtimestamp(now_ms() / 1000, UTC):%Y-%m-%d}.csv"
        arrival = files.Arrival(path, name, path.stat().st_size)
        kept = await files.store_upload(run.runtime, arrival, channel_id=channel_id, user_id=bot_id)
    text = letters.worded("letters.report_ready", reader, DateRange=date_range.replace("_", " "))
    await letters.from_system_bot(db, reader.id, text, file_ids=[kept.id])
    run.notes["file_id"] = kept.id


async def excuse(run: Run) -> None:
    """Tells whoever asked that there will be no file."""
    db = run.runtime.db()
    reader = await users.by_id(db, run.data["requesting_user_id"])
    await letters.from_system_bot(db, reader.id, letters.worded("letters.report_failed", reader))


def csv_lines(rows: Sequence[Sequence[str]]) -> str:
    """Rows as CSV; what a spreadsheet would take for a formula is marked as text."""
    out = io.StringIO()
    csv.writer(out).writerows([[f"'{cell}" if cell.startswith(_FORMULAS) else cell for cell in row] for row in rows])
    return out.getvalue()


def _row(user: User, activity: Activity) -> tuple[str, ...]:
    return (
        user.id,
        user.username,
        user.email,
        _moment(user.create_at),
        " ".join(part for part in (user.first_name, user.last_name) if part),
        user.roles,
        _moment(user.last_login),
        _moment(activity.last_status_at),
        _moment(activity.last_post_date),
        _number(activity.days_active),
        _number(activity.total_posts),
        _moment(user.delete_at),
    )


def _moment(at_ms: int | None) -> str:
    return datetime.fromtimestamp(at_ms / 1000, UTC).strftime("%Y-%m-%d %H:%M:%S UTC") if at_ms else ""


def _number(value: int | None) -> str:
    return "" if value is None else str(value)


async def refresh(run: Run) -> None:
    await service.refresh_statistics(run.runtime.db())


async def ask_for_refresh(runtime: Runtime) -> int:
    async with runtime.db().transaction() as tx:
        return int(await queue.enqueue_once(tx, REFRESH) is not None)


kinds = [JobKind(service.EXPORT, export, attempts=3, mourn=excuse), JobKind(REFRESH, refresh)]
chores = [Chore("statistics of posts", DAY_S, ask_for_refresh)]
