"""The sign-in page's own picture and the site's icon, kept as PNG."""

from pathlib import Path
from typing import TYPE_CHECKING

from mattermost_py.features.messaging.files import images
from mattermost_py.features.system.branding import icons
from mattermost_py.infra.blobs import BlobMissing
from mattermost_py.infra.pool import WorkCrashed
from mattermost_py.kernel.clock import now_ms
from mattermost_py.kernel.errors import Conflict, Invalid, NotFound
from mattermost_py.kernel.ids import new_id

if TYPE_CHECKING:
    from mattermost_py.config import Settings
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


# --- the icon -------------------------------------------------------------------------------------------------------


async def icon(runtime: "Runtime", size: str) -> bytes | None:
    """PNG; None when the site has no icon of its own."""
    chosen = runtime.config.current.Branding.Icon
    if not chosen:
        return None
    try:
        return await runtime.blobs.read(_icon_path(chosen, size))
    except BlobMissing:
        return None


def usual_icon(settings: "Settings", size: str) -> str:
    """The address of the product's own sign."""
    name = {"180": "icon-touch-180", icons.MASKABLE: "icon-maskable-512", "512": "icon-512"}.get(size, "icon-192")
    return f"{settings.subpath}/static/{name}.png"


def require_choice(runtime: "Runtime") -> None:
    """Raises: Conflict where the operator's file or environment names the icon."""
    if runtime.config.is_fixed("Branding", "Icon"):
        raise Conflict("api.brand.icon.fixed.app_error")


async def store_icon(runtime: "Runtime", path: Path) -> str:
    """Keeps an icon in all its sizes beside earlier ones. Returns: its id."""
    require_choice(runtime)
    most = runtime.config.current.FileSettings.MaxImageResolution
    try:
        drawn = await runtime.work.run(icons.drawn, str(path), most)
    except (WorkCrashed, TimeoutError) as exc:
        raise Invalid("brand.save_brand_image.decode.app_error") from exc
    icon_id = new_id()
    for size, content in drawn.items():
        await runtime.blobs.write(_icon_path(icon_id, size), content)
    return icon_id


def _icon_path(icon_id: str, size: str) -> str:
    return f"brand/icons/{icon_id}/{size}.png"
