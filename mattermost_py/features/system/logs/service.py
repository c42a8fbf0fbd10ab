"""The latest lines of the log, as far as it is kept in a file."""

from collections.abc import Callable
from typing import Any

from mattermost_py.features.system.logs.models import NODE, LogFilter, entry, moment
from mattermost_py.infra.db import Db
from mattermost_py.infra.http.call import Page
from mattermost_py.infra.logfile import latest, path_of
from mattermost_py.kernel.errors import Invalid


async def lines(db: Db, page: Page) -> list[str]:
    """The lines of a page, in their order; page 0 ends with the newest."""
    path = path_of(db.settings)
    if path is None:
        return []
    return await db.runtime.work.thread(latest, path, skipped=page.offset, wanted=page.per_page)


async def entries(db: Db, page: Page, wanted: LogFilter) -> dict[str, list[dict[str, Any]]]:
    """Entries by node. Raises: Invalid for times that are none."""
    if wanted.server_names and NODE not in wanted.server_names:
        return {}
    fits = _test(wanted)
    found = [each for line in await lines(db, page) if (each := entry(line)) is not None]
    return {NODE: [each for each in found if fits(each)]}


def _test(wanted: LogFilter) -> Callable[[dict[str, Any]], bool]:
    try:
        begins, ends = moment(wanted.date_from), moment(wanted.date_to)
    except ValueError as exc:
        raise Invalid("api.system.logs.invalidFilter") from exc

    def fits(each: dict[str, Any]) -> bool:
        if wanted.log_levels and each.get("level") not in wanted.log_levels:
            return False
        if begins is None and ends is None:
            return True
        try:
            at = moment(str(each.get("timestamp", "")))
        except ValueError:
            return False
        return at is not None and (begins is None or at >= begins) and (ends is None or at <= ends)

    return fits
