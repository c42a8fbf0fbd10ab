"""Restarting, new connections, and trying out addresses and file stores."""

import asyncio
import logging
from collections.abc import Mapping
from typing import Any, cast

import httpx2
from pydantic import ValidationError

from mattermost_py.config import Settings
from mattermost_py.config.masking import MASK
from mattermost_py.features.system.upkeep.signals import ConnectionsStale
from mattermost_py.infra.http.eager import in_a_task
from mattermost_py.infra.runtime import Runtime
from mattermost_py.kernel.errors import AppError, Invalid

log = logging.getLogger(__name__)

ANSWER_WITHIN_S = 10.0
PROBE = "testfile"
S3 = "amazons3"
RESTART_AFTER_S = 0.2  # the answer leaves first


def prepare(runtime: Runtime) -> None:
    """At the start of a worker: hears when connections are to be opened anew."""
    runtime.hear(ConnectionsStale, lambda _: runtime.spawn(runtime.lanes.renew()))


def recycle_connections(runtime: Runtime) -> None:
    """In all workers; nobody who uses one notices."""
    runtime.announce([ConnectionsStale()])


def restart(runtime: Runtime) -> None:
    """All workers end in order and begin anew, with the configuration of then."""
    if runtime.restart is None:
        log.warning("a restart was asked for, but nobody looks after this process")
        return
    asyncio.get_running_loop().call_later(RESTART_AFTER_S, runtime.restart)


async def check_site_url(address: str) -> None:
    """Raises: Invalid unless a working server answers there."""
    url = f"{address.rstrip('/')}/api/v4/system/ping"
    await in_a_task()  # httpx2 keeps hold of it
    try:
        async with httpx2.AsyncClient(timeout=ANSWER_WITHIN_S, follow_redirects=True) as client:
            answer = await client.get(url)
    except (httpx2.HTTPError, httpx2.InvalidURL, ValueError, OSError) as exc:
        raise Invalid("app.admin.test_site_url.failure", detail=str(exc)) from exc
    if answer.status_code != 200:
        raise Invalid("app.admin.test_site_url.failure", detail=f"status {answer.status_code}")


# --- the file store ---------------------------------------------------------------------------------------------------


async def check_file_store(runtime: Runtime, sent: Mapping[str, Any]) -> None:
    """Writes and removes a file by these settings. Raises: Invalid for incomplete ones, AppError when it fails."""
    from obstore.exceptions import BaseError, NotFoundError, PermissionDeniedError, UnauthenticatedError

    from mattermost_py.infra.blobs.s3 import S3Blobs, s3_store  # few sites need this, and it takes 4 MB

    settings = _with_files(runtime.config.current, sent)
    if settings.FileSettings.DriverName != S3:
        await _try_own(runtime)
        return
    if not settings.FileSettings.AmazonS3Bucket:
        raise Invalid("api.admin.test_s3.missing_s3_bucket")
    staging = settings.data_directory / "staging"
    store = S3Blobs(s3_store(settings), staging, part_bytes=settings.FileSettings.AmazonS3UploadPartSizeBytes)
    try:
        async with asyncio.timeout(ANSWER_WITHIN_S):
            await store.write(PROBE, b"")
            await store.delete(PROBE)
    except (PermissionDeniedError, UnauthenticatedError) as exc:
        raise AppError("api.file.test_connection_s3_auth.app_error", detail=str(exc)) from exc
    except (NotFoundError, FileNotFoundError) as exc:
        raise AppError("api.file.test_connection_s3_bucket_does_not_exist.app_error", detail=str(exc)) from exc
    except (BaseError, OSError, TimeoutError) as exc:
        raise AppError("api.file.test_connection.app_error", detail=str(exc)) from exc


async def _try_own(runtime: Runtime) -> None:
    from obstore.exceptions import BaseError

    try:
        await runtime.blobs.write(PROBE, b"")
        await runtime.blobs.delete(PROBE)
    except (OSError, BaseError) as exc:
        raise AppError("api.file.test_connection.app_error", detail=str(exc)) from exc


def _with_files(current: Settings, sent: Mapping[str, Any]) -> Settings:
    """The settings with another file store; a masked secret is the one that is saved. Raises: Invalid."""
    section = sent.get("FileSettings")
    if not isinstance(section, dict):
        raise Invalid("api.file.test_connection_s3_settings_nil.app_error")
    known = type(current.FileSettings).model_fields
    given = {
        key: value
        for key, value in cast("dict[str, Any]", section).items()
        if key in known and value is not None and value != MASK
    }
    try:
        files = type(current.FileSettings).model_validate({**current.FileSettings.model_dump(), **given})
    except ValidationError as exc:
        raise Invalid("api.context.invalid_body_param.app_error", Name="config", detail=str(exc)) from exc
    return current.model_copy(update={"FileSettings": files})
