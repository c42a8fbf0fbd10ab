"""What tests of previews do again and again."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from io import BytesIO
from typing import Any

from PIL import Image

from tests.fixtures.world import World


def picture(width: int = 30, height: int = 20, format: str = "PNG", frames: int = 1) -> bytes:
    out = BytesIO()
    first, *rest = [Image.new("RGB", (width, height), (each * 40, 0, 0)) for each in range(frames)]
    first.save(out, format, **({"save_all": True, "append_images": rest} if rest else {}))
    return out.getvalue()


@asynccontextmanager
async def switched(world: World, **settings: Any) -> AsyncIterator[None]:
    """The world with other settings for a while."""
    admin = await world.admin()
    before = (await admin.get("/config")).json()
    changed = await admin.put("/config/patch", settings)
    assert changed.status_code == 200, changed.text
    try:
        yield
    finally:
        back = {section: {key: before[section][key] for key in keys} for section, keys in settings.items()}
        assert (await admin.put("/config/patch", back)).status_code == 200
