"""The job that reads the words of files nobody has read yet, such as those of a server that was taken over."""

from mattermost_py.features.messaging.files import service
from mattermost_py.infra.jobs.working import JobKind, Run

BATCH = 50


async def read_words(run: Run) -> None:
    """From the oldest file to the newest; `from` and `to` in the job's data limit it, in seconds since epoch."""
    begin, end = (_seconds(run.data.get(name, "")) for name in ("from", "to"))
    after, done, found = (begin * 1000, ""), 0, 0
    whole = max(await service.unread_count(run.runtime.db(), begin * 1000, end * 1000), 1)
    while batch := await service.unread(run.runtime.db(), after, end * 1000, limit=BATCH):
        found += await service.read_again(run.runtime, batch)
        after = (batch[-1].create_at, batch[-1].id)
        done += len(batch)
        run.progress = min(done * 100 // whole, 99)
    run.notes |= {"processed": str(done), "with_text": str(found)}


def _seconds(text: str) -> int:
    return int(text) if text.isdigit() else 0


kinds = [JobKind("extract_content", read_words)]
