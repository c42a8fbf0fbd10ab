"""The pictures of the README, drawn anew: `python -m tests.browser.pictures` (`make pictures`)."""

import asyncio
import io
import sys
from pathlib import Path

from PIL import Image
from playwright.async_api import expect

from tests.browser.screens import Draw, channel, inbox, thread
from tests.browser.studio import Studio, studio
from tests.fixtures.browser import Window


async def thread_above(window: Window) -> None:
    """The thread's place is above what is seen: scrolled to by hand, so that the list stays there."""
    await window.page.mouse.move(600, 300)
    await window.page.mouse.wheel(0, -1000)
    await expect(window.post("Good morning!")).to_be_in_viewport()
    await thread(window)


FOLDER = Path(__file__).parents[2] / "packaging" / "pictures"
WIDE, PHONE = (1200, 750), (390, 844)
PICTURES: dict[str, tuple[Draw, tuple[int, int], bool]] = {
    "channel": (channel, WIDE, False),
    "thread-dark": (thread_above, WIDE, True),
    "unreads": (inbox, WIDE, False),
    "phone-dark": (channel, PHONE, True),
}
QUALITY = 74  # letters stay sharp, files small


async def draw(place: Studio, folder: Path) -> None:
    for name, (screen, size, dark) in PICTURES.items():
        window = await place.opened(size, dark=dark)
        await channel(window)
        await screen(window)
        await window.page.mouse.move(0, 0)
        await window.page.wait_for_load_state("networkidle")
        picture = Image.open(io.BytesIO(await window.page.screenshot()))
        path = folder / f"{name}.webp"
        picture.convert("RGB").save(path, "WEBP", quality=QUALITY, method=6)
        print(path, f"{path.stat().st_size / 1000:.0f} kB", flush=True)
        await window.page.context.close()


async def main(folder: Path) -> None:
    async with studio() as place:
        await draw(place, folder)


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER))
