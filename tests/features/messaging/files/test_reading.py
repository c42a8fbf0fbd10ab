"""Reading files: who may, as what they are sent, ranges, public links, what posts do to them."""

from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

import pytest

from tests.conftest import NewWorld
from tests.features.messaging.files.pictures import picture
from tests.fixtures.world import Person, Thing, World

pytestmark = pytest.mark.anyio


async def upload(who: Person, channel: Thing, name: str, content: bytes) -> Any:
    reply = await who.call("POST", "/files", params={"channel_id": channel.id, "filename": name}, content=content)
    assert reply.status_code == 201, reply.text
    return reply.json()["file_infos"][0]


async def test_readers_of_the_channel_read_its_files(world: World) -> None:
    ana, ben, eve = await world.member(), await world.member(), await world.member()
    channel = await world.channel(by=ana, type="P")
    await world.join(ben, channel)
    file = await upload(ana, channel, "p.png", picture("PNG"))
    for path in ("", "/thumbnail", "/preview", "/info"):
        for who, status in ((ana, 200), (ben, 200), (eve, 403), (world.anonymous(), 401)):
            assert (await who.get(f"/files/{file['id']}{path}")).status_code == status, path
    missing = await ana.get(f"/files/{ana.id}")
    assert (missing.status_code, missing.json()["id"]) == (404, "app.file_info.get.app_error")
    assert (await ana.get("/files/short")).status_code == 400
    info = await ben.get(f"/files/{file['id']}/info")
    assert info.json() == file
    assert info.headers["cache-control"] == "max-age=2592000, private"


@pytest.mark.parametrize(
    ("name", "kind", "shown"),
    [
        ("a.png", "image/png", "inline"),
        ("a.mp4", "video/mp4", "inline"),
        ("a.html", "text/plain", "attachment"),
        ("a.js", "text/plain", "attachment"),
        ("a.svg", "image/svg+xml", "attachment"),
        ("a.pdf", "application/pdf", "attachment"),
        ('ü"\r\n;.zip', "application/zip", "attachment"),
    ],
)
async def test_uploads_never_run_on_our_origin(world: World, name: str, kind: str, shown: str) -> None:
    ana = await world.member()
    file = await upload(ana, await world.channel(by=ana), name, b"content")
    reply = await ana.get(f"/files/{file['id']}")
    assert reply.headers["content-type"] == kind
    assert reply.headers["content-disposition"].startswith(f"{shown};filename=")
    assert reply.headers["x-content-type-options"] == "nosniff"
    assert reply.headers["x-frame-options"] == "DENY"
    assert reply.headers["content-security-policy"] == "frame-ancestors 'none'"
    assert reply.headers["cache-control"] == "private, max-age=86400"
    forced = await ana.get(f"/files/{file['id']}", download=1)
    assert forced.headers["content-disposition"].startswith("attachment;")


async def test_ranges_heads_and_unchanged_files(world: World) -> None:
    ana = await world.member()
    content = bytes(range(256)) * 4000
    file = await upload(ana, await world.channel(by=ana), "a.bin", content)
    path = f"/files/{file['id']}"
    for asked, start, end in (
        ("bytes=0-9", 0, 10),
        ("bytes=1000-", 1000, len(content)),
        ("bytes=-5", len(content) - 5, len(content)),
        ("bytes=10-99999999", 10, len(content)),
    ):
        reply = await ana.call("GET", path, headers={"Range": asked})
        assert reply.status_code == 206
        assert reply.content == content[start:end]
        assert reply.headers["content-range"] == f"bytes {start}-{end - 1}/{len(content)}"
    beyond = await ana.call("GET", path, headers={"Range": f"bytes={len(content)}-"})
    assert (beyond.status_code, beyond.headers["content-range"]) == (416, f"bytes */{len(content)}")
    whole = await ana.call("GET", path, headers={"Range": "bytes=0-1,5-6"})
    assert (whole.status_code, whole.content) == (200, content)
    head = await ana.call("HEAD", path)
    assert (head.status_code, head.content, head.headers["content-length"]) == (200, b"", str(len(content)))
    again = await ana.call("GET", path, headers={"If-Modified-Since": whole.headers["last-modified"]})
    assert (again.status_code, again.content) == (304, b"")
    stale = await ana.call("GET", path, headers={"Range": "bytes=0-9", "If-Range": "Thu, 01 Jan 1970 00:00:00 GMT"})
    assert stale.status_code == 200


async def test_empty_files_are_served(world: World) -> None:
    ana = await world.member()
    file = await upload(ana, await world.channel(by=ana), "nothing.txt", b"")
    reply = await ana.get(f"/files/{file['id']}")
    assert (reply.status_code, reply.content, reply.headers["content-length"]) == (200, b"", "0")


async def test_a_lost_content_is_told(world: World) -> None:
    ana = await world.member()
    file = await upload(ana, await world.channel(by=ana), "a.txt", b"x")
    runtime = world.application.runtime
    path = await runtime.db().value(str, "SELECT path FROM fileinfo WHERE id = %(id)s", id=file["id"])
    assert path is not None
    assert path.endswith(f"/teams/noteam/channels/{file['channel_id']}/users/{ana.id}/{file['id']}/a.txt")
    await runtime.blobs.delete(path)
    reply = await ana.get(f"/files/{file['id']}")
    assert (reply.status_code, reply.json()["id"]) == (404, "api.file.read_file.app_error")


async def test_posts_take_their_authors_loose_files_once(world: World) -> None:
    ana, ben = await world.member(), await world.member()
    channel = await world.channel(by=ana)
    await world.join(ben, channel)
    mine, second, theirs = [await upload(who, channel, "a.txt", b"x") for who in (ana, ana, ben)]
    wanted = [second["id"], theirs["id"], mine["id"]]
    post = await world.post(by=ana, channel=channel, file_ids=wanted)
    assert set(post.file_ids) == {second["id"], mine["id"]}
    assert {file["id"] for file in post.metadata["files"]} == {second["id"], mine["id"]}
    assert (await ben.get(f"/files/{mine['id']}/info")).json()["post_id"] == post.id
    again = await world.post(by=ana, channel=channel, file_ids=[mine["id"]])
    assert not again.fields.get("file_ids")


async def test_contents_go_with_the_posts_and_people_they_belonged_to(new_world: NewWorld) -> None:
    async with new_world(ServiceSettings={"EnableAPIUserDeletion": True, "EnableAPIPostDeletion": True}) as world:
        ana, admin = await world.member(), await world.admin()
        channel = await world.channel(by=ana)
        loose, posted = [await upload(ana, channel, "p.png", picture("PNG")) for _ in range(2)]
        wish = {"channel_id": channel.id, "filename": "a", "file_size": 6 * 1024 * 1024}
        begun = (await ana.post("/uploads", wish)).json()
        sent = await ana.call("POST", f"/uploads/{begun['id']}", content=b"x" * (5 * 1024 * 1024))
        assert sent.status_code == 204
        post = await world.post(by=ana, channel=channel, file_ids=[posted["id"]])
        blobs = world.application.runtime.blobs

        async def kept(word: str) -> list[str]:
            folder = datetime.now(UTC).strftime("%Y%m%d")
            return [path for path in (*await blobs.below(folder), *await blobs.below("uploads")) if word in path]

        assert len(await kept(posted["id"])) == 3
        erased = await admin.call("DELETE", f"/posts/{post.id}", params={"permanent": "true"})
        assert erased.status_code == 200, erased.text
        assert await kept(posted["id"]) == []
        assert len(await kept(loose["id"])) == 3
        gone = await admin.call("DELETE", f"/users/{ana.id}", params={"permanent": "true"})
        assert gone.status_code == 200, gone.text
        assert await kept(loose["id"]) == []
        assert await kept(begun["id"]) == []


async def test_public_links_work_for_anybody_who_has_one(new_world: NewWorld) -> None:
    async with new_world(FileSettings={"EnablePublicLink": True}) as world:
        ana, eve = await world.member(), await world.stranger()
        channel = await world.channel(by=ana)
        file = await upload(ana, channel, "a.txt", b"public")
        loose = await ana.get(f"/files/{file['id']}/link")
        assert (loose.status_code, loose.json()["id"]) == (400, "api.file.get_public_link.no_post.app_error")
        await world.post(by=ana, channel=channel, file_ids=[file["id"]])
        assert (await eve.get(f"/files/{file['id']}/link")).status_code == 403
        link = urlsplit(str((await ana.get(f"/files/{file['id']}/link")).json()["link"]))
        assert link.path == f"/files/{file['id']}/public"
        for method, content in (("GET", b"public"), ("HEAD", b"")):
            reply = await world.http.request(method, f"{link.path}?{link.query}")
            assert (reply.status_code, reply.content) == (200, content)
        wrong = await world.http.get(f"{link.path}?h=guess")
        assert wrong.status_code == 400
        assert wrong.headers["content-type"].startswith("text/html")


async def test_public_links_are_off_unless_switched_on(world: World) -> None:
    ana = await world.member()
    file = await upload(ana, await world.channel(by=ana), "a.txt", b"x")
    reply = await ana.get(f"/files/{file['id']}/link")
    assert (reply.status_code, reply.json()["id"]) == (403, "api.file.get_public_link.disabled.app_error")
    assert (await world.http.get(f"/files/{file['id']}/public?h=x")).status_code == 403
