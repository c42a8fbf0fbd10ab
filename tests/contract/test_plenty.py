"""Full answers: things that have everything are shown in the official shape."""

import json

import pytest

from tests.contract import checks, coverage, facts, schema
from tests.contract.stage import Stage
from tests.contract.table.plenty import Showing, names, showings


@pytest.mark.parametrize("showing", showings, ids=str)
async def test_a_full_answer_has_the_official_shape(stage: Stage, showing: Showing) -> None:
    known = await names(stage)
    method, _, path = showing.request.partition(" ")
    body = "" if showing.body is None else json.dumps(showing.body)
    for name, value in known.items():
        path, body = (text.replace(f"{{{name}}}", value) for text in (path, body))

    answer = await stage.cast[showing.by].line.send(method, facts.API + path, body.encode())

    route = showing.route or showing.request.partition(" ")[2].partition("?")[0]
    known_route = facts.routes()[method, facts.shape(facts.API + route)]
    assert answer.status in known_route.status, checks.told(answer)
    differences = [list(schema.problems(answer.json(), kind, "answer")) for kind in known_route.response]
    assert [] in differences, min(differences, key=len)


def test_as_much_of_the_api_is_met_as_ever(request: pytest.FixtureRequest) -> None:
    coverage.require(request)
