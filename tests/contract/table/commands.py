"""Slash commands, dialogs and searches."""

import json
from typing import Any

from mattermost_py.features.integrations.triggers import service as triggers
from tests.contract.entry import INSIDE, PUBLIC, SIGNED_IN, TEAM_ADMINS, Entry
from tests.contract.line import Ask, Caller, ask
from tests.contract.stage import Stage
from tests.fixtures.world import unique


def _wanted(stage: Stage) -> dict[str, Any]:
    return {"team_id": stage.team.id, "method": "P", "trigger": unique("order"), "url": "http://127.0.0.1:9/order"}


async def new_command(stage: Stage) -> Any:
    return await stage.admin.make("POST", "/commands", _wanted(stage))


async def _command(stage: Stage, _: Caller) -> Ask:
    made = await stage.kept("command", stage.owner, lambda: new_command(stage))
    return ask(made, command_id=made["id"])


async def _spent(stage: Stage, _: Caller) -> Ask:
    return ask(command_id=(await new_command(stage))["id"])


async def _move(stage: Stage, _: Caller) -> Ask:
    team = await stage.kept("command home", stage.owner, stage.new_team)
    return ask({"team_id": team["id"]}, command_id=(await new_command(stage))["id"])


def _terms(stage: Stage, _: Caller) -> Ask:
    return ask({"terms": "hello", "is_or_search": False}, team_id=stage.team.id)


def _typed(stage: Stage, _: Caller) -> Ask:
    return ask({"channel_id": stage.channel.id, "team_id": stage.team.id, "command": "/shrug"})


async def _opening(stage: Stage, owner: Caller) -> Ask:
    """What a program sends that was just asked by the owner."""
    trigger = await triggers.make(stage.world.application.runtime.db(), owner.id)
    elements = [{"display_name": "Size", "name": "size", "type": "select", "options": [{"text": "L", "value": "l"}]}]
    dialog = {"callback_id": "order", "title": "Order", "elements": elements}
    return ask({"trigger_id": trigger.id, "url": stage.site.url("/order"), "dialog": dialog})


def _filled_in(answer: dict[str, Any]) -> Any:
    """A form whose program answers this."""

    def build(stage: Stage, _: Caller) -> Ask:
        url = stage.site.has("/filled", json.dumps(answer), content_type="application/json")
        place = {"channel_id": stage.channel.id, "team_id": stage.team.id}
        return ask({**place, "url": url, "submission": {"size": "l"}})

    return build


FORM: dict[str, Any] = {
    "type": "form",
    "form": {"title": "Next", "elements": [{"name": "size", "datetime_config": {}}]},
}
FAULTS = {"error": "not today", "errors": {"size": "too large"}}

entries = [
    Entry("POST /actions/dialogs/open", _opening, other=PUBLIC, by="anonymous"),
    Entry("POST /actions/dialogs/submit", _filled_in({**FORM, **FAULTS}), other=INSIDE),
    Entry("POST /actions/dialogs/lookup", _filled_in({"items": [{"text": "L", "value": "l"}]}), other=INSIDE),
    Entry("POST /commands", lambda s, _: ask(_wanted(s)), other=TEAM_ADMINS, spends=True),
    Entry("GET /commands", lambda s, _: ask(query={"team_id": s.team.id}), other=INSIDE),
    Entry("POST /commands/execute", _typed, other=INSIDE),
    Entry("GET /commands/{command_id}", _command, other="unnn++nun"),
    Entry("PUT /commands/{command_id}", _command, other="unnn++nun", unknown={"command_id": 400}),
    Entry("DELETE /commands/{command_id}", _spent, other="unnn++nun", spends=True),
    Entry("PUT /commands/{command_id}/move", _move, other=TEAM_ADMINS, spends=True),
    Entry("PUT /commands/{command_id}/regen_token", _command, other="unnn++nun"),
    Entry(
        "GET /teams/{team_id}/commands/autocomplete",
        lambda s, _: ask(team_id=s.team.id),
        other=INSIDE,
        unknown={"team_id": 200},
    ),
    Entry(
        "GET /teams/{team_id}/commands/autocomplete_suggestions",
        lambda s, _: ask(query={"user_input": "/in"}, team_id=s.team.id),
        other=INSIDE,
        unknown={"team_id": 200},
    ),
    Entry("POST /posts/search", _terms, other=SIGNED_IN),
    Entry("POST /teams/{team_id}/posts/search", _terms, other=INSIDE, unknown={"team_id": 200}),
    Entry("POST /files/search", _terms, other=SIGNED_IN),
    Entry("POST /teams/{team_id}/files/search", _terms, other=INSIDE, unknown={"team_id": 200}),
    Entry("POST /permissions/ancillary", lambda _, __: ask(["sysconsole_read_reporting"]), other=SIGNED_IN),
    Entry(
        "POST //hooks/commands/{id}",  # answers once, to whoever was asked by a command
        lambda _, __: ask({"text": "late"}, id="y" * 26),
        other=PUBLIC,
        status=404,
        fails="app.command_webhook.get.missing",
    ),
]
