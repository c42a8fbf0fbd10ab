"""SQL of link metadata."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from mattermost_py.features.messaging.previews.models import Finding, Link
from mattermost_py.infra.db import Db
from mattermost_py.kernel.json import dumps_text


@dataclass(frozen=True, slots=True)
class _Row:
    url: str
    timestamp: int
    type: str
    data: Any


async def of(db: Db, links: Iterable[Link]) -> dict[Link, Finding]:
    """What was found behind these links; those nobody looked at are left out."""
    wanted = set(links)
    rows = await db.many(
        _Row,
        "SELECT url, timestamp, type, data FROM linkmetadata WHERE hash = ANY(%(hashes)s)",
        hashes=sorted({each.hash for each in wanted}),
    )
    found = {Link(row.url, row.timestamp): Finding(row.type, row.data) for row in rows}
    return {link: finding for link, finding in found.items() if link in wanted}  # hashes meet


async def insert(db: Db, link: Link, finding: Finding) -> None:
    """Keeps what was found; what somebody else found in the same hour stays."""
    await db.run(
        """
        INSERT INTO linkmetadata (hash, url, timestamp, type, data)
        VALUES (%(hash)s, %(url)s, %(timestamp)s, %(type)s, %(data)s::jsonb)
        ON CONFLICT (hash) DO NOTHING
        """,
        hash=link.hash,
        url=link.url,
        timestamp=link.hour_ms,
        type=finding.type,
        data=dumps_text(finding.data),
    )
