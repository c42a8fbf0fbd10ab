"""Files, uploads in parts, custom emoji, and pictures of other sites."""

from typing import Any

from tests.contract.entry import ADMIN, INSIDE, MINE, MINE_INSIDE, PUBLIC, SIGNED_IN, Entry
from tests.contract.line import Ask, Caller, Upload, ask, encoded, form
from tests.contract.stage import PICTURE, PIXEL, Stage
from tests.fixtures.world import unique


async def _file(stage: Stage, owner: Caller) -> Ask:
    return ask(file_id=(await stage.posted_file(owner))["id"])


async def _picture(stage: Stage, owner: Caller) -> Ask:
    """A picture whose smaller copies are drawn."""
    return ask(file_id=(await stage.posted_file(owner, "picture.png", PIXEL))["id"])


async def _linked(stage: Stage, owner: Caller) -> Ask:
    info = await stage.posted_file(owner)
    link = (await owner.make("GET", f"/files/{info['id']}/link"))["link"]
    return ask(query={"h": link.rpartition("h=")[2]}, file_id=info["id"])


def _upload(stage: Stage, _: Caller) -> Ask:
    return form({"channel_id": stage.channel.id, "files": Upload("notes.txt", b"text")})


def _session_body(stage: Stage) -> dict[str, Any]:
    return {"channel_id": stage.channel.id, "filename": "long.txt", "file_size": 9}


async def _session(stage: Stage, owner: Caller) -> Ask:
    made = await owner.make("POST", "/uploads", _session_body(stage))
    return Ask({"upload_id": made["id"]}, raw=b"the bytes")


async def _open_session(stage: Stage, owner: Caller) -> Ask:
    made = await stage.kept("upload", owner, lambda: owner.make("POST", "/uploads", _session_body(stage)))
    return ask(upload_id=made["id"])


async def new_emoji(stage: Stage, owner: Caller) -> Any:
    by = stage.owner if owner.role == "guest" else owner
    content, kind = encoded(_emoji_form(by))
    answer = await by.line.send("POST", "/api/v4/emoji", content, kind)
    assert answer.status == 200, answer.body
    return answer.json()


def _emoji_form(owner: Caller) -> Ask:
    described = f'{{"name": "{unique("smile")}", "creator_id": "{owner.id}"}}'
    return form({"emoji": described, "image": PICTURE})


async def _emoji(stage: Stage, owner: Caller) -> Ask:
    made = await stage.kept("emoji", owner, lambda: new_emoji(stage, owner))
    return ask(emoji_id=made["id"], emoji_name=made["name"])


async def _emoji_names(stage: Stage, owner: Caller) -> Ask:
    return ask([(await _emoji(stage, owner)).path["emoji_name"]])


async def _spent_emoji(stage: Stage, owner: Caller) -> Ask:
    return ask(emoji_id=(await new_emoji(stage, owner))["id"])


ELSEWHERE = "http://127.0.0.1:9/picture.png"

entries = [
    Entry("POST /files", _upload, other=INSIDE),
    Entry("GET /files/{file_id}", _file, own=MINE_INSIDE, other=INSIDE),
    Entry("HEAD /files/{file_id}", _file, own=MINE_INSIDE, other=INSIDE),
    Entry("GET /files/{file_id}/thumbnail", _picture, own=MINE_INSIDE, other=INSIDE),
    Entry("HEAD /files/{file_id}/thumbnail", _picture, own=MINE_INSIDE, other=INSIDE),
    Entry("GET /files/{file_id}/preview", _picture, own=MINE_INSIDE, other=INSIDE),
    Entry("HEAD /files/{file_id}/preview", _picture, own=MINE_INSIDE, other=INSIDE),
    Entry("GET /files/{file_id}/info", _file, own=MINE_INSIDE, other=INSIDE),
    Entry("GET /files/{file_id}/link", _file, own=MINE_INSIDE, other=INSIDE),
    Entry("GET //files/{file_id}/public", _linked, other=PUBLIC, unknown={"file_id": 400}),
    Entry("HEAD //files/{file_id}/public", _linked, other=PUBLIC, unknown={"file_id": 400}),
    Entry("POST /uploads", lambda s, _: ask(_session_body(s)), other=INSIDE),
    Entry("GET /uploads/{upload_id}", _open_session, own=MINE_INSIDE, other="uffff+fuf"),
    Entry("POST /uploads/{upload_id}", _session, own=MINE_INSIDE, other="uffffffuf", spends=True),
    Entry(
        "GET /users/{user_id}/uploads",
        lambda _, o: ask(user_id=o.id),
        own=MINE,
        other="uffffffuf",
        unknown={"user_id": 403},
    ),
    Entry("GET /emoji", lambda _, __: ask(), other=SIGNED_IN),
    Entry("POST /emoji", lambda _, o: _emoji_form(o), own=".f+++++.+", spends=True),
    Entry("POST /emoji/names", _emoji_names, other=SIGNED_IN),
    Entry("POST /emoji/search", lambda _, __: ask({"term": "smile"}), other=SIGNED_IN),
    Entry("GET /emoji/autocomplete", lambda _, __: ask(query={"name": "smile"}), other=SIGNED_IN),
    Entry("GET /emoji/name/{emoji_name}", _emoji, own=MINE, other=SIGNED_IN),
    Entry("GET /emoji/{emoji_id}", _emoji, own=MINE, other=SIGNED_IN),
    Entry("DELETE /emoji/{emoji_id}", _spent_emoji, own="..+++++.+", other=ADMIN, spends=True),
    Entry("GET /emoji/{emoji_id}/image", _emoji, own=MINE, other=SIGNED_IN),
    Entry("GET /image", lambda _, __: ask(query={"url": ELSEWHERE}), other=SIGNED_IN, status=302),
    Entry("GET /redirect_location", lambda _, __: ask(query={"url": ELSEWHERE}), other=SIGNED_IN),
]
