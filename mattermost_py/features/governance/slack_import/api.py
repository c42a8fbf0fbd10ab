"""The route that takes over a Slack export."""

from base64 import b64encode

from mattermost_py.features.access.audits import service as audits
from mattermost_py.features.access.gate import service as gate
from mattermost_py.features.governance.slack_import import service
from mattermost_py.infra.http.call import Call, Response
from mattermost_py.infra.http.multipart import Form, StagedFile, is_multipart, staged_form
from mattermost_py.infra.http.router import Limit, route
from mattermost_py.kernel.errors import AppError, Invalid
from mattermost_py.kernel.permissions import Permission

SLACK = "slack"
FAILED = "api.team.import_team."


async def take_over(call: Call) -> Response:
    """Answers with the account of what was done, in base64."""
    team_id = call.path_id("team_id")
    await gate.require(call.db(), call.actor, Permission.IMPORT_TEAM, team_id=team_id)
    if not is_multipart(call):
        raise AppError(f"{FAILED}parse.app_error")
    most, refusal = call.settings.FileSettings.MaxFileSize, f"{FAILED}parse.app_error"
    async with staged_form(
        call, call.runtime.blobs, file_most=most, malformed=refusal, malformed_status=AppError.status
    ) as form:
        export = _export(form)
        report = await service.take_over(call.runtime, call.actor, team_id, export.path)
    async with call.transaction() as tx:
        await audits.note(tx, call, f"imported into team {team_id}")
    return call.json({"results": b64encode(report.encode()).decode()})


def _export(form: Form) -> StagedFile:
    """The file, once everything around it is as it should be. Raises: Invalid."""
    if "importFrom" not in form.fields:
        raise Invalid(f"{FAILED}no_import_from.app_error")
    if "filesize" not in form.fields:
        raise Invalid(f"{FAILED}unavailable.app_error")
    if not form.first("filesize").removeprefix("-").isdecimal():
        raise Invalid(f"{FAILED}integer.app_error")
    found = [each for each in form.files if each.name == "file"]
    if not found:
        raise Invalid(f"{FAILED}no_file.app_error")
    if form.first("importFrom") != SLACK:
        raise Invalid(f"{FAILED}unknown_import_from.app_error")
    return found[0]


routes = [route("POST", "/api/v4/teams/{team_id}/import", take_over, limit=Limit.FILE)]
