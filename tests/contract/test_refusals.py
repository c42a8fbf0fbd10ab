"""Refusals: what is wrong with a request is told by the official id, in the official status."""

import json

import pytest

from tests.contract import checks, coverage, facts
from tests.contract.line import Ask, encoded
from tests.contract.stage import Stage
from tests.contract.table.refusals import Refusal, Regime, names, refusals, regimes


@pytest.mark.parametrize("refusal", refusals, ids=str)
async def test_a_wrong_request_is_refused_by_the_official_id(stage: Stage, refusal: Refusal) -> None:
    assert await _refused(stage, refusal) == (refusal.status, refusal.error)


@pytest.mark.parametrize("regime", regimes, ids=str)
async def test_what_is_switched_off_is_refused_by_the_official_id(stage: Stage, regime: Regime) -> None:
    await names(stage)  # made while everything is on
    before = await stage.admin.make("GET", "/config")
    await stage.admin.make("PUT", "/config/patch", regime.settings)
    try:
        found = {str(each): await _refused(stage, each) for each in regime.refusals}
    finally:
        back = {section: {key: before[section][key] for key in keys} for section, keys in regime.settings.items()}
        await stage.admin.make("PUT", "/config/patch", back)

    expected = {str(each): (each.status, each.error) for each in regime.refusals}
    assert {each: answer for each, answer in found.items() if answer != expected[each]} == {}


async def _refused(stage: Stage, refusal: Refusal) -> tuple[int, str]:
    """Status and id of the answer."""
    known = await names(stage)
    method, _, path = refusal.request.partition(" ")
    path = path[1:] if path.startswith("//") else facts.API + path
    form = {name: _named(each, known) if isinstance(each, str) else each for name, each in refusal.form.items()}
    content, kind = encoded(Ask(form=form))
    if not form:
        kind = refusal.kind
        content = (refusal.raw or ("" if refusal.body is None else json.dumps(refusal.body))).encode()
        content = _named(content.decode(), known).encode()
    answer = await stage.cast[refusal.by].line.send(method, _named(path, known), content, kind)
    return answer.status, checks.refusal(answer) if answer.status >= 400 else checks.told(answer)


def _named(text: str, known: dict[str, str]) -> str:
    for name, value in known.items():
        text = text.replace(f"{{{name}}}", value)
    return text


def test_as_much_of_the_api_is_met_as_ever(request: pytest.FixtureRequest) -> None:
    coverage.require(request)
