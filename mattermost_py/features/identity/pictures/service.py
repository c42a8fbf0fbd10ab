"""Profile images: uploaded ones are kept as files, the others are drawn."""

from pathlib import Path

from mattermost_py.config import Settings
from mattermost_py.features.identity.pictures.drawing import drawn, fitted
from mattermost_py.features.identity.users import service as users
from mattermost_py.features.identity.users.models import User
from mattermost_py.infra.blobs import BlobMissing
from mattermost_py.infra.db import Tx
from mattermost_py.infra.pool import WorkCrashed
from mattermost_py.infra.runtime import Runtime
from mattermost_py.kernel.errors import Invalid

IMAGE_WITHIN_S = 10.0


async def image(runtime: Runtime, user: User) -> bytes:
    """What the user shows: PNG, 128 by 128."""
    if user.last_picture_update > 0:
        try:
            return await runtime.blobs.read(_path(user.id))
        except BlobMissing:
            pass  # removed behind our back; the drawn one is better than none
    return default(user)


def is_fixed(settings: Settings, user: User) -> bool:
    """Whether the picture comes from the directory the user signs in with."""
    follows = user.auth_service == "ldap" or (user.auth_service == "saml" and settings.SamlSettings.EnableSyncWithLdap)
    return follows and bool(settings.LdapSettings.PictureAttribute)


def default(user: User) -> bytes:
    """The drawn image."""
    return drawn(user.id, user.username)


async def prepare(runtime: Runtime, upload: Path) -> bytes:
    """An uploaded file as a profile image. Raises: Invalid for what is no image or too large a one."""
    most = runtime.config.current.FileSettings.MaxImageResolution
    try:
        return await runtime.work.run(_fit, str(upload), most, timeout_s=IMAGE_WITHIN_S)
    except ValueError as exc:
        raise Invalid("api.user.upload_profile_user.check_image_limits.app_error") from exc
    except (WorkCrashed, TimeoutError) as exc:
        raise Invalid("api.user.upload_profile_user.open.app_error") from exc


def _fit(upload: str, most: int) -> bytes:
    return fitted(Path(upload).read_bytes(), most)


async def keep(runtime: Runtime, user_id: str, picture: bytes) -> None:
    """Writes the file, which must be there before `show` says so."""
    await runtime.blobs.write(_path(user_id), picture)


async def show(tx: Tx, user_id: str) -> None:
    """Shows the kept image from now on."""
    await users.set_picture(tx, user_id, is_uploaded=True)


async def remove(tx: Tx, user_id: str) -> None:
    """Goes back to the drawn image."""
    await users.set_picture(tx, user_id, is_uploaded=False)


async def forget(runtime: Runtime, user_id: str) -> None:
    """Deletes the uploaded file."""
    await runtime.blobs.delete(_path(user_id))


def _path(user_id: str) -> str:
    return f"users/{user_id}/profile.png"
