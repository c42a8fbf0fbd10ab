"""What a command line may become while it is typed."""

import pytest

from mattermost_py.features.integrations.commands.completion import suggestions
from mattermost_py.features.integrations.commands.models import Argument, Command, Completion
from tests.features.integrations.commands.doing import command
from tests.fixtures.world import World, unique

COLOURS = Argument("Colour", choices=(("red", "Like fire"), ("blue", "Like the sea")))
BAG = Completion("bag", "[size]", "A bag", arguments=(Argument("How large", "[size]"), COLOURS))
SECRET = Completion("secret", "", "For admins", role_id="system_admin")
COMMANDS = [
    Command(trigger="pack", completion=Completion("pack", "[what]", "Packs", commands=(BAG, SECRET))),
    Command(trigger="past", auto_complete_hint="[h]", auto_complete_desc="d"),
]


@pytest.mark.parametrize(
    ("line", "lines"),
    [
        ("/pa", ["pack", "past"]),
        ("/", ["pack", "past"]),
        ("PAS", ["past"]),
        ("/x", []),
        ("/pack ", ["pack bag"]),
        ("/pack b", ["pack bag"]),
        ("/past ", []),
        ("/pack bag ", ["pack bag "]),
        ("/pack bag lar", ["pack bag lar"]),
        ("/pack bag large ", ["pack bag large red", "pack bag large blue"]),
        ('/pack bag "very large" r', ['pack bag "very large" red']),
        ('/pack bag "very lar', ['pack bag "very lar']),
        ("/pack bag large red ", []),
        ("/pack bag large green", []),
    ],
)
def test_the_words_that_can_follow_are_suggested(line: str, lines: list[str]) -> None:
    assert [each.complete for each in suggestions(COMMANDS, line, is_admin=False)] == lines


def test_suggestions_tell_what_is_expected() -> None:
    (bag, secret) = suggestions(COMMANDS, "/pack ", is_admin=True)
    assert bag.wire() == {
        "Complete": "pack bag",
        "Suggestion": "bag",
        "Hint": "[size]",
        "Description": "A bag",
        "IconData": "",
    }
    assert secret.complete == "pack secret"
    (size,) = suggestions(COMMANDS, "/pack bag ", is_admin=False)
    assert (size.hint, size.description) == ("[size]", "How large")


async def test_a_team_suggests_its_commands(world: World) -> None:
    team = await world.team()
    ana, stranger = await world.member(), await world.stranger()
    made = await command(world, trigger=unique("zz"), auto_complete=True, auto_complete_desc="Ours")
    path = f"/teams/{team.id}/commands/autocomplete_suggestions"
    (ours,) = (await ana.get(path, user_input=f"/{made.trigger[:6]}")).json()
    assert (ours["Complete"], ours["Description"]) == (made.trigger, "Ours")
    remind = (await ana.get(path, user_input="/remind ")).json()
    assert [each["Suggestion"] for each in remind][:2] == ["30 minutes", "1 hour"]
    missing = await ana.get(path)
    assert (missing.status_code, missing.json()["id"]) == (400, "api.context.invalid_body_param.app_error")
    assert (await stranger.get(path, user_input="/")).status_code == 403


async def test_the_servers_commands_are_offered(world: World) -> None:
    team, ana = await world.team(), await world.member()
    listed = {each["trigger"]: each for each in (await ana.get(f"/teams/{team.id}/commands/autocomplete")).json()}
    assert set(listed) >= set(
        "away offline online dnd code collapse expand echo header purpose rename help invite join leave kick remove "
        "logout me msg groupmsg mute open search settings shortcuts shrug status remind".split()
    )
    assert listed["remind"]["autocomplete_data"]["Arguments"][0]["Type"] == "StaticList"
    assert "autocomplete_data" not in listed["me"]
