"""Profile images."""

import io

from PIL import Image

from tests.fixtures.world import Person, World


def _photo(width: int = 300, height: int = 200, *, kind: str = "JPEG", turned: bool = False) -> bytes:
    """Left half red, right half blue; `turned` says so only in its EXIF data."""
    image = Image.new("RGB", (width, height), "red")
    image.paste("blue", (width // 2, 0, width, height))
    exif = Image.Exif()
    if turned:
        exif[0x0112] = 3  # upside down
    out = io.BytesIO()
    image.save(out, kind, exif=exif)
    return out.getvalue()


async def _upload(who: Person, picture: bytes, of: str = "me") -> int:
    reply = await who.call("POST", f"/users/{of}/image", files={"image": ("me.jpg", picture, "image/jpeg")})
    return reply.status_code


async def _image(who: Person, of: Person) -> Image.Image:
    reply = await who.get(f"/users/{of.id}/image")
    assert (reply.status_code, reply.headers["content-type"]) == (200, "image/png")
    return Image.open(io.BytesIO(reply.content)).convert("RGB")


async def test_without_an_upload_the_image_is_drawn(world: World) -> None:
    ana, bob = await world.stranger(), await world.stranger()

    image = await _image(bob, ana)
    first = await bob.get(f"/users/{ana.id}/image")
    default = await bob.get(f"/users/{ana.id}/image/default")
    again = await bob.call("GET", f"/users/{ana.id}/image", headers={"If-None-Match": first.headers["etag"]})

    assert image.size == (128, 128)
    assert (255, 255, 255) in {colour for _, colour in image.getcolors(10_000) or []}
    assert first.headers["etag"] == "0"
    assert default.content == first.content
    assert again.status_code == 304


async def test_an_upload_is_cut_to_a_square_and_stands_upright(world: World) -> None:
    ana, bob = await world.stranger(), await world.stranger()

    async with bob.listening() as heard:
        assert await _upload(ana, _photo(turned=True)) == 200
        await heard.wait_for("user_updated", where=lambda event: event["data"]["user"]["id"] == ana.id)
    image = await _image(bob, ana)

    assert image.size == (128, 128)
    left, right = image.getpixel((5, 64)), image.getpixel((122, 64))
    assert isinstance(left, tuple)
    assert isinstance(right, tuple)
    assert left[2] > 200
    assert right[0] > 200
    updated = (await ana.get("/users/me")).json()["last_picture_update"]
    assert (await bob.get(f"/users/{ana.id}/image")).headers["etag"] == str(updated)

    assert (await ana.delete("/users/me/image")).status_code == 200
    assert (await bob.get(f"/users/{ana.id}/image")).headers["etag"].startswith("-")


async def test_what_is_no_image_is_refused(world: World) -> None:
    ana, bob = await world.stranger(), await world.stranger()

    assert await _upload(ana, b"<svg>not a picture</svg>") == 400
    assert await _upload(bob, _photo(), of=ana.id) == 403
    nothing = await ana.call("POST", "/users/me/image", files={"other": ("me.jpg", _photo(), "image/jpeg")})
    empty = await ana.call("POST", "/users/me/image", files={"image": ("me.jpg", b"", "image/jpeg")})

    assert nothing.json()["id"] == "api.user.upload_profile_user.no_file.app_error"
    assert empty.json()["id"] == "api.user.upload_profile_user.array.app_error"
