"""The sign-in page's own picture, kept as PNG."""

from pathlib import Path
from typing import TYPE_CHECKING

from mattermost_py.features.messaging.files import images
from mattermost_py.infra.blobs import BlobMissing
from mattermost_py.infra.pool import WorkCrashed
from mattermost_py.kernel.clock import now_ms
from mattermost_py.kernel.errors import Invalid, NotFound

if TYPE_CHECKING:
    from mattermost_py.infra.runtime import Runtime

CURRENT = "brand/image.png"


async def picture(runtime: "Runtime") -> bytes | None:
    """PNG; None when the usual one is shown."""
    try:
        return await runtime.blobs.read(CURRENT)
    except BlobMissing:
        return None


async def replace(runtime: "Runtime", path: Path) -> None:
    """Shows another picture; the old one stays beside it."""
    most = runtime.config.current.FileSettings.MaxImageResolution
    try:
        drawn = await runtime.work.run(images.as_png, str(path), most)
    except (WorkCrashed, TimeoutError) as exc:
        raise Invalid("brand.save_brand_image.decode.app_error") from exc
    await _put_aside(runtime)
    await runtime.blobs.write(CURRENT, drawn)


async def remove(runtime: "Runtime") -> None:
    """Raises: NotFound when there is none."""
    if not await _put_aside(runtime):
        raise NotFound("api.admin.delete_brand_image.storage.not_found")


async def _put_aside(runtime: "Runtime") -> bool:
    old = await picture(runtime)
    if old is None:
        return False
    await runtime.blobs.write(f"brand/{now_ms()}.png", old)
    await runtime.blobs.delete(CURRENT)
    return True
