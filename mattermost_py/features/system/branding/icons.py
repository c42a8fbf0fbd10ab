"""Draws the site's icon in every size a browser or a mail asks for. Runs in a worker process."""

from io import BytesIO

from PIL import Image, ImageOps, UnidentifiedImageError

from mattermost_py.kernel.errors import Invalid

LARGEST = 512
MASKABLE = "maskable"  # systems cut shapes out of this one, so its picture keeps clear of the edge
SIZES = ("64", "96", "180", "192", "512", MASKABLE)
SAFE_SHARE = 0.76
_ON_GROUND = ("180", MASKABLE)  # telephones draw what is transparent black


def drawn(path: str, pixels_most: int) -> dict[str, bytes]:
    """PNGs by the name of their size. Raises: Invalid for what is no picture, or too large a one."""
    try:
        with Image.open(path) as image:
            if image.width * image.height > pixels_most:
                raise Invalid("brand.save_brand_image.check_image_limits.app_error")
            square = _square(ImageOps.exif_transpose(image).convert("RGBA"))
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError) as exc:
        raise Invalid("brand.save_brand_image.decode.app_error") from exc
    return {size: _sized(square, size) for size in SIZES}


def _square(image: Image.Image) -> Image.Image:
    """The whole picture in the middle of a square."""
    fitted = ImageOps.contain(image, (LARGEST, LARGEST), Image.Resampling.LANCZOS)
    ground = Image.new("RGBA", (LARGEST, LARGEST))
    ground.paste(fitted, ((LARGEST - fitted.width) // 2, (LARGEST - fitted.height) // 2))
    return ground


def _sized(square: Image.Image, size: str) -> bytes:
    side = LARGEST if size == MASKABLE else int(size)
    inner = round(side * SAFE_SHARE) if size == MASKABLE else side
    small = ImageOps.contain(square, (inner, inner), Image.Resampling.LANCZOS)
    if size in _ON_GROUND:
        ground = Image.new("RGB", (side, side), "white")
        ground.paste(small, ((side - inner) // 2, (side - inner) // 2), small)
        small = ground
    out = BytesIO()
    small.save(out, "PNG", optimize=True)
    return out.getvalue()
