"""Archives that were made: what there is, fetching, removing, and making one more."""

from datetime import timedelta

from mattermost_py.features.governance.bulk import ENDING, ArchiveFile, archives
from mattermost_py.features.governance.bulk_export.archive import Archive
from mattermost_py.features.governance.bulk_export.making import Making
from mattermost_py.features.governance.bulk_export.models import Choices, Link
from mattermost_py.infra.jobs.working import Run
from mattermost_py.infra.runtime import Runtime
from mattermost_py.kernel.errors import AppError, NotFound

KIND = "export_process"
_PRESIGN = "app.eport.generate_presigned_url."  # spelled as the official server does
_NOTES = {  # what the job's data calls the lines of each kind
    "team": "teams_exported",
    "channel": "channels_exported",
    "user": "users_exported",
    "bot": "bots_exported",
    "post": "posts_exported",
    "direct_channel": "direct_channels_exported",
    "direct_post": "direct_posts_exported",
    "emoji": "emojis_exported",
    "attachment": "files_exported",
    "missing_file": "files_missing",
}


def path_of(runtime: Runtime, name: str) -> str:
    """Raises: NotFound for what is no archive's name."""
    if not name.endswith(ENDING) or name == ENDING or "/" in name or "\0" in name:
        raise NotFound("api.export.export_not_found.app_error")
    return f"{runtime.config.current.export_folder}/{name}"


async def make(run: Run) -> None:
    """Writes an archive beside the store, and hands it over when it is whole."""
    blobs = run.runtime.blobs
    with blobs.staged() as file, blobs.staged() as paths:
        async with Archive(run.runtime, file) as archive:
            counts = await Making(run, Choices.of_job(run.data), archive, paths).write()
        size = file.stat().st_size
        name = f"{run.job.id}_export{ENDING}"
        await blobs.take(path_of(run.runtime, name), file)
    run.notes |= {note: str(counts[kind]) for kind, note in _NOTES.items() if counts[kind]}
    run.notes |= {"export_file": name, "bytes": str(size)}


async def finished(runtime: Runtime) -> list[ArchiveFile]:
    """All archives with their sizes, by name."""
    return await archives(runtime.blobs, runtime.config.current.export_folder)


async def existing(runtime: Runtime, name: str) -> str:
    """The path of an archive that is there. Raises: NotFound."""
    path = path_of(runtime, name)
    if not await runtime.blobs.exists(path):
        raise NotFound("api.export.export_not_found.app_error")
    return path


async def delete(runtime: Runtime, name: str) -> None:
    """What is gone already is no failure."""
    await runtime.blobs.delete(path_of(runtime, name))


async def link(runtime: Runtime, name: str) -> Link:
    """A link to fetch an archive from the object store. Raises: AppError where there are no such links."""
    settings = runtime.config.current
    if not settings.FeatureFlags.EnableExportDirectDownload:
        raise AppError(f"{_PRESIGN}featureflag.app_error")
    if settings.FileSettings.DriverName != "amazons3":
        raise AppError(f"{_PRESIGN}driver.app_error")
    path = path_of(runtime, name)
    if not await runtime.blobs.exists(path):
        raise AppError(f"{_PRESIGN}notfound.app_error")
    lasts = timedelta(seconds=settings.FileSettings.ExportAmazonS3PresignExpiresSeconds)
    url = await runtime.blobs.link(path, lasts)
    if url is None:
        raise AppError(f"{_PRESIGN}driver.app_error")
    return Link(url, int(lasts.total_seconds()) * 10**9)
