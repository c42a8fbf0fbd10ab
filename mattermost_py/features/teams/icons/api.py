"""Routes of a team's picture."""

from mattermost_py.features.teams.icons import service
from mattermost_py.infra.http.call import Call, Response
from mattermost_py.infra.http.multipart import StagedFile, is_multipart, staged_form
from mattermost_py.infra.http.router import Auth, Limit, route
from mattermost_py.kernel.errors import Invalid, TooLarge

MALFORMED = "api.team.set_team_icon.parse.app_error"


async def get(call: Call) -> Response:
    team = await service.visible(call.db(), call.actor, call.path_id("team_id"))
    etag = str(team.last_team_icon_update)
    if team.last_team_icon_update and (unchanged := call.matches(etag)):
        return unchanged
    reply = Response(await service.read(call.runtime, team), headers=[(b"content-type", b"image/png")])
    reply.set("cache-control", "max-age=86400, private")
    reply.set("etag", etag)
    return reply


async def upload(call: Call) -> Response:
    team_id = call.path_id("team_id")
    await service.changeable(call.db(), call.actor, team_id)
    if not is_multipart(call):
        raise Invalid(MALFORMED)
    most = call.settings.FileSettings.MaxFileSize
    try:
        async with staged_form(call, call.runtime.blobs, file_most=most, malformed=MALFORMED) as form:
            picture = await service.prepare(call.runtime, _image(form.files).path)
    except TooLarge as exc:
        raise Invalid("api.team.set_team_icon.too_large.app_error") from exc
    await service.keep(call.runtime, team_id, picture)
    async with call.transaction() as tx:
        await service.show(tx, call.actor, team_id)
    return call.ok()


def _image(files: list[StagedFile]) -> StagedFile:
    found = [file for file in files if file.name == "image"]
    if not found:
        raise Invalid("api.team.set_team_icon.no_file.app_error")
    if not found[0].size_bytes:
        raise Invalid("api.team.set_team_icon.array.app_error")
    return found[0]


async def remove(call: Call) -> Response:
    async with call.transaction() as tx:
        await service.remove(tx, call.actor, call.path_id("team_id"))
    return call.ok()


routes = [
    route("GET", "/api/v4/teams/{team_id}/image", get, auth=Auth.SESSION_TRUSTED),
    route("POST", "/api/v4/teams/{team_id}/image", upload, limit=Limit.FILE),
    route("DELETE", "/api/v4/teams/{team_id}/image", remove),
]
