"""Packs the facts somebody needs who helps."""

import io
import os
import platform
import sys
import zipfile
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import orjson

from mattermost_py.features.access.roles import service as roles
from mattermost_py.features.system.analytics import service as analytics
from mattermost_py.features.system.configuration import service as configuration
from mattermost_py.features.system.facts import service as facts
from mattermost_py.features.system.health import service as health
from mattermost_py.features.system.jobs import service as jobs
from mattermost_py.features.system.logs import service as logs
from mattermost_py.features.system.support import store
from mattermost_py.infra.db import Db
from mattermost_py.infra.http.call import Page
from mattermost_py.kernel.actor import Actor
from mattermost_py.kernel.clock import now_ms
from mattermost_py.kernel.json import dumps, loads
from mattermost_py.kernel.version import MMPY_VERSION, OFFICIAL_VERSION

JOBS_MOST = 200
LINES_MOST = 10_000


def name() -> str:
    """The name of the file: with the minute in which it was made."""
    return f"mm_support_packet_{datetime.fromtimestamp(now_ms() / 1000, UTC):%Y-%m-%dT%H-%M}.zip"


async def packet(db: Db, actor: Actor, *, with_logs: bool) -> bytes:
    """The zip file. What is YAML by its name is JSON, which every reader of YAML understands."""
    files: dict[str, bytes] = {
        "metadata.yaml": _text(await _metadata(db)),
        "sanitized_config.json": _text(await configuration.shown(db, actor)),
        "stats.yaml": _text(await _stats(db)),
        "jobs.yaml": _text(list(await jobs.readable(db, actor, Page(0, JOBS_MOST)))),
        "permissions.yaml": _text({"roles": await roles.every(db)}),
        "plugins.json": _text({"enabled": [], "disabled": []}),
        "diagnostics.yaml": _text(await _diagnostics(db)),
    }
    if with_logs:
        files["mattermost.log"] = "\n".join(await logs.lines(db, Page(0, LINES_MOST))).encode()
    return await db.runtime.work.thread(_zipped, files)


def _zipped(files: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, content in files.items():
            archive.writestr(path, content)
    return out.getvalue()


def _text(value: Any) -> bytes:
    return orjson.dumps(loads(dumps(value)), option=orjson.OPT_INDENT_2)


async def _metadata(db: Db) -> dict[str, Any]:
    decided = await facts.installation(db)
    return {
        "version": 1,
        "type": "support-packet",
        "generated_at": now_ms(),
        "server_version": OFFICIAL_VERSION,
        "server_id": decided.telemetry_id,
    }


async def _stats(db: Db) -> dict[str, float]:
    figures = [*await analytics.report(db, "standard", ""), *await analytics.report(db, "extra_counts", "")]
    return {each.name: each.value for each in figures}


async def _diagnostics(db: Db) -> dict[str, Any]:
    runtime = db.runtime
    return {
        "server": {
            "version": OFFICIAL_VERSION,
            "implementation": f"mmpy {MMPY_VERSION}",
            "python": sys.version.split()[0],
            "os": platform.system().lower(),
            "architecture": platform.machine(),
            "cpu_cores": os.cpu_count(),
            "is_root": health.runs_as_root(),
        },
        "database": {
            "type": "postgres",
            "version": await store.version(db),
            "schema_version": (await facts.installation(db)).schema_version,
            "status": await health.database_status(runtime),
        },
        "file_store": {
            "driver": db.settings.FileSettings.DriverName,
            "status": await health.filestore_status(runtime),
        },
        "websocket": {"connections": runtime.hub.open_sockets},
        "caches": {
            each: {"entries": size, "hits": hits, "misses": misses}
            for each, (size, hits, misses) in sorted(runtime.caches.sizes().items())
        },
    }
