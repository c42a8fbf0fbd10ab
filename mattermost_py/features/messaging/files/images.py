"""Image work of uploads: sizes, rotation, preview, thumbnail. Runs in a worker process; knows only a local file."""

import mmap
from collections.abc import Callable
from io import BytesIO
from typing import cast

from PIL import Image, ImageOps, ImageSequence, UnidentifiedImageError

from mattermost_py.features.messaging.files.location import remove_location
from mattermost_py.features.messaging.files.models import Picture
from mattermost_py.kernel.errors import Invalid

PREVIEW_WIDTH = 1920
THUMBNAIL_BOX = (120, 100)
MINI_SIZE = (16, 16)
QUALITY = 90
ROTATED = frozenset({5, 6, 7, 8})  # orientations that swap width and height
ORIENTATION = 0x0112
ALPHA_MODES = ("RGBA", "LA", "PA", "La", "RGBa")

Image.MAX_IMAGE_PIXELS = None  # our own bound comes from the settings


def prepare(path: str, pixels_most: int) -> Picture | None:
    """Takes the location out of the file and draws its small versions.

    Returns: None for what no picture can be made of; the file is kept as any other.
    Raises:  Invalid `large_image_detailed` above `pixels_most`.
    """
    _forget_place(path)
    try:
        with Image.open(path) as image:
            if image.width * image.height > pixels_most:
                raise Invalid("api.file.upload_file.large_image_detailed.app_error")
            return _drawn(image)
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError, MemoryError):
        return None


def _forget_place(path: str) -> None:
    with open(path, "r+b") as file:
        if file.seek(0, 2) == 0:
            return
        with mmap.mmap(file.fileno(), 0) as content:
            remove_location(content)


def _drawn(image: Image.Image) -> Picture:
    width, height = image.size
    if image.getexif().get(ORIENTATION) in ROTATED:
        width, height = height, width
    is_animated = getattr(image, "n_frames", 1) > 1 and image.format in ("GIF", "PNG", "WEBP")
    image.draft("RGB", (PREVIEW_WIDTH, PREVIEW_WIDTH))  # JPEG: decodes a smaller picture at once
    upright = ImageOps.exif_transpose(image)
    suffix = "png" if image.format == "PNG" or _has_alpha(upright) else "jpg"
    clean = _without_palette(upright, suffix)
    preview = clean
    if clean.width > PREVIEW_WIDTH:
        size = (PREVIEW_WIDTH, max(round(clean.height * PREVIEW_WIDTH / clean.width), 1))
        preview = _resized(clean, size)
    thumbnail = preview.copy()
    thumbnail.thumbnail(THUMBNAIL_BOX, Image.Resampling.LANCZOS)
    return Picture(
        width=width,
        height=height,
        is_animated=is_animated,
        suffix=suffix,
        preview=_encoded(preview, suffix),
        thumbnail=_encoded(thumbnail, suffix),
        mini_preview=_encoded(_resized(_on_white(thumbnail), MINI_SIZE), "jpg"),
    )


def _has_alpha(image: Image.Image) -> bool:
    return image.mode in ALPHA_MODES or "transparency" in image.info


def _without_palette(image: Image.Image, suffix: str) -> Image.Image:
    """RGB, or RGBA where something is transparent."""
    if suffix == "png" and _has_alpha(image):
        return image.convert("RGBA")
    return image.convert("RGB")


def _on_white(image: Image.Image) -> Image.Image:
    if image.mode != "RGBA":
        return image
    ground = Image.new("RGB", image.size, "white")
    ground.paste(image, mask=image.getchannel("A"))
    return ground


def _resized(image: Image.Image, size: tuple[int, int]) -> Image.Image:
    resize = cast("Callable[..., Image.Image]", image.resize)  # pyright: ignore[reportUnknownMemberType]  # NumPy types
    return resize(size, Image.Resampling.LANCZOS, reducing_gap=3)


def _encoded(image: Image.Image, suffix: str) -> bytes:
    out = BytesIO()
    if suffix == "png":
        image.save(out, "PNG", compress_level=6)
    else:
        image.save(out, "JPEG", quality=QUALITY, progressive=True)
    return out.getvalue()


def as_png(path: str, pixels_most: int) -> bytes:
    """Any picture as an upright PNG. Raises: Invalid for what is no picture, or too large a one."""
    try:
        with Image.open(path) as image:
            if image.width * image.height > pixels_most:
                raise Invalid("brand.save_brand_image.check_image_limits.app_error")
            return _encoded(ImageOps.exif_transpose(image).convert("RGBA"), "png")
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError) as exc:
        raise Invalid("brand.save_brand_image.decode.app_error") from exc


def fitted_emoji(path: str, side: int, source_side_most: int) -> tuple[bytes, str]:
    """A custom emoji as it is stored: at most `side` pixels wide and high; animations stay animated.

    Returns: bytes and file type (`png`, `gif`, `jpeg`).
    Raises:  Invalid with the official ids for what is no image, or too large a one.
    """
    try:
        with Image.open(path, formats=("PNG", "JPEG", "GIF", "WEBP")) as image:
            if max(image.size) > source_side_most:
                raise Invalid("api.emoji.upload.large_image.too_large.app_error", MaxWidth=source_side_most)
            if image.format == "GIF":
                return _fitted_gif(image, path, side), "gif"
            return _fitted_still(image, side), "png"
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError) as exc:
        raise Invalid("api.emoji.upload.image.app_error") from exc


def _fitted_still(image: Image.Image, side: int) -> bytes:
    upright = ImageOps.exif_transpose(image).convert("RGBA")
    upright.thumbnail((side, side), Image.Resampling.LANCZOS)
    return _encoded(upright, "png")


def _fitted_gif(image: Image.Image, path: str, side: int) -> bytes:
    if max(image.size) <= side:
        with open(path, "rb") as file:
            return file.read()
    frames: list[Image.Image] = []
    durations: list[int] = []
    for frame in ImageSequence.Iterator(image):
        durations.append(int(frame.info.get("duration", 100)))
        small = frame.convert("RGBA")
        small.thumbnail((side, side), Image.Resampling.LANCZOS)
        frames.append(small)
    out = BytesIO()
    frames[0].save(
        out,
        "GIF",
        save_all=True,
        append_images=frames[1:],
        duration=durations,
        loop=image.info.get("loop", 0),
        disposal=2,
    )
    return out.getvalue()
