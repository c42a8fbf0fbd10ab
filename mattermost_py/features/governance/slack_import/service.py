"""Taking over a Slack export, step by step: people, channels, messages, files."""

from pathlib import Path

from mattermost_py.features.governance.slack_import import people as people_part
from mattermost_py.features.governance.slack_import import rooms
from mattermost_py.features.governance.slack_import.archive import Export, NotReadable
from mattermost_py.features.governance.slack_import.history import History
from mattermost_py.features.governance.slack_import.models import Report
from mattermost_py.features.governance.slack_import.rooms import Place, Taken
from mattermost_py.features.governance.slack_import.words import Names
from mattermost_py.features.teams.teams import service as teams
from mattermost_py.features.teams.teams.models import Team
from mattermost_py.infra.runtime import Runtime
from mattermost_py.kernel.actor import Actor
from mattermost_py.kernel.errors import Invalid


async def take_over(runtime: Runtime, actor: Actor, team_id: str, path: Path) -> str:
    """Brings an export into a team. Returns what was done, in words.

    Each account, channel and couple of hundred messages is a transaction; the same export can be given again, and only
    what is missing is added.
    Raises: NotFound for an unknown team, Invalid for what is no export.
    """
    team = await teams.by_id(runtime.db(), team_id)
    try:
        export = await runtime.work.thread(Export, path)
    except NotReadable as exc:
        raise unreadable(exc) from exc
    try:
        return await _take(runtime, actor, team, export)
    except NotReadable as exc:
        raise unreadable(exc) from exc
    finally:
        export.close()


def unreadable(exc: NotReadable) -> Invalid:
    return Invalid("api.slackimport.slack_import.zip.app_error", detail=str(exc))


async def _take(runtime: Runtime, actor: Actor, team: Team, export: Export) -> str:
    if not export.is_export:
        raise NotReadable("there are neither people nor channels in it")
    work, report = runtime.work, Report()
    report.say(f"Slack import into the team {team.display_name}.")
    people = await people_part.take(runtime, team, await work.thread(export.users), report)
    report.heading("Channels")
    found, place = list[Taken](), Place(actor, team, people)
    for kind in rooms.KINDS:
        listed = await work.thread(export.rooms, kind)
        found += await rooms.take(runtime.db(), place, kind, listed, report)
    names = Names(people.usernames, {each.room.id: each.channel.name for each in found if each.room.name})
    report.heading("Messages")
    for each in found:
        await History(runtime, export, each, people, names, report).write()
        await rooms.settle(runtime.db(), each, people)
    report.heading("Done")
    return report.text
