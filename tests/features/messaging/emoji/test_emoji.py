"""Custom emoji: making, finding, showing, deleting; which names are known."""

import json
from io import BytesIO
from typing import Any

import pytest
from PIL import Image

from mattermost_py.features.messaging.emoji import service
from mattermost_py.kernel.emoji import is_system
from tests.conftest import NewWorld
from tests.features.messaging.files.pictures import animation, picture
from tests.fixtures.world import Person, World, unique

pytestmark = pytest.mark.anyio


async def make(who: Person, name: str, content: bytes = b"", *, creator_id: str = "") -> Any:
    described = json.dumps({"name": name, "creator_id": creator_id or who.id})
    parts = [("image", ("e.png", content or picture("PNG", (40, 40)))), ("emoji", (None, described))]
    return await who.call("POST", "/emoji", files=parts)


async def test_an_emoji_is_announced_and_can_be_found(world: World) -> None:
    ana, ben = await world.member(), await world.member()
    name = unique("party")
    async with ben.listening() as heard:
        reply = await make(ana, name)
    assert reply.status_code == 200
    emoji = reply.json()
    assert emoji == {
        "id": emoji["id"],
        "create_at": emoji["create_at"],
        "update_at": emoji["create_at"],
        "delete_at": 0,
        "creator_id": ana.id,
        "name": name,
    }
    assert heard.names() == ["emoji_added"]
    assert json.loads(heard.of("emoji_added")[0]["data"]["emoji"]) == emoji
    assert (await ben.get(f"/emoji/{emoji['id']}")).json() == emoji
    assert (await ben.get(f"/emoji/name/{name}")).json() == emoji
    assert (await ben.post("/emoji/names", [name, "unknown", "smile"])).json() == [emoji]
    assert (await ben.post("/emoji/search", term=name[1:])).json() == [emoji]
    assert (await ben.post("/emoji/search", term=name[1:], prefix_only=True)).json() == []
    assert (await ben.get("/emoji/autocomplete", name=name[:-1].upper())).json() == [emoji]
    assert emoji in (await ben.get("/emoji", sort="name", per_page=200)).json()
    odd = await ben.get("/emoji", sort="size")
    assert (odd.status_code, odd.json()["id"]) == (400, "api.context.invalid_url_param.app_error")


async def test_pictures_are_fitted_and_animations_keep_moving(world: World) -> None:
    ana = await world.member()
    for content, kind, frames in ((picture("JPEG", (600, 300)), "png", 1), (animation((400, 200)), "gif", 3)):
        emoji = (await make(ana, unique("fit"), content)).json()
        reply = await ana.get(f"/emoji/{emoji['id']}/image")
        assert reply.headers["content-type"] == f"image/{kind}"
        assert reply.headers["cache-control"] == "max-age=2592000, private"
        with Image.open(BytesIO(reply.content)) as shown:
            assert (shown.size, getattr(shown, "n_frames", 1)) == ((128, 64), frames)


async def test_what_cannot_be_an_emoji_is_refused(world: World) -> None:
    ana, ben = await world.member(), await world.member()
    taken = unique("taken")
    assert (await make(ana, taken)).status_code == 200
    for reply, status, error_id in (
        (await make(ana, taken), 400, "api.emoji.create.duplicate.app_error"),
        (await make(ana, "smile"), 400, "model.emoji.system_emoji_name.app_error"),
        (await make(ana, "no way"), 400, "model.emoji.name.app_error"),
        (await make(ana, unique("x"), creator_id=ben.id), 403, "api.emoji.create.other_user.app_error"),
        (await make(ana, unique("x"), b"no picture"), 400, "api.emoji.upload.image.app_error"),
        (
            await make(ana, unique("x"), picture("PNG", (1200, 20))),
            400,
            "api.emoji.upload.large_image.too_large.app_error",
        ),
        (await make(ana, unique("x"), b"x" * 600_000), 413, "api.emoji.create.too_large.app_error"),
        (await ana.post("/emoji", name="x"), 400, "api.emoji.create.parse.app_error"),
        (
            await ana.post("/emoji/names", ["x"] * 3 + [f"n{i}" for i in range(201)]),
            400,
            "api.emoji.get_multiple_by_name_too_many.request_error",
        ),
    ):
        assert (reply.status_code, reply.json()["id"]) == (status, error_id)


async def test_makers_and_administrators_delete(world: World) -> None:
    ana, ben, admin = await world.member(), await world.member(), await world.admin()
    for deleter in (ana, admin):
        name = unique("gone")
        emoji = (await make(ana, name)).json()
        assert (await ben.delete(f"/emoji/{emoji['id']}")).status_code == 403
        assert (await deleter.delete(f"/emoji/{emoji['id']}")).json() == {"status": "OK"}
        missing = await ana.get(f"/emoji/name/{name}")
        assert (missing.status_code, missing.json()["id"]) == (404, "app.emoji.get_by_name.no_result")
        assert (await deleter.delete(f"/emoji/{emoji['id']}")).status_code == 404
        assert (await make(ana, name)).status_code == 200


async def test_messages_ask_which_names_are_known(world: World) -> None:
    ana = await world.member()
    name = unique("known")
    await make(ana, name)
    db = world.application.runtime.db()
    assert await service.known(db, [name, "smile", "+1", "no-such-emoji"]) == {name, "smile", "+1"}
    async with world.queries(at_most=0):
        assert [emoji.name for emoji in await service.custom(db, [name, "else"])] == [name]
    assert is_system("thumbsup")
    assert not is_system(name)


async def test_custom_emoji_can_be_switched_off(new_world: NewWorld) -> None:
    async with new_world(ServiceSettings={"EnableCustomEmoji": False}) as world:
        ana = await world.member()
        for reply, status in (
            (await ana.get("/emoji"), 501),
            (await make(ana, "x"), 501),
            (await ana.post("/emoji/search", term="x"), 403),
        ):
            assert (reply.status_code, reply.json()["id"]) == (status, "api.emoji.disabled.app_error")
