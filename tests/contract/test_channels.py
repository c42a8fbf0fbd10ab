"""Channels: every route answers as the official one does, to whom it should."""

import pytest

from tests.contract import checks, coverage
from tests.contract.entry import Entry
from tests.contract.stage import Stage
from tests.contract.table.channels import entries

every_route = pytest.mark.parametrize("entry", entries, ids=str)


@every_route
async def test_a_success_has_the_official_status_and_shape(stage: Stage, entry: Entry) -> None:
    await checks.succeeds(stage, entry)


@every_route
async def test_without_a_session_the_answer_is_401(stage: Stage, entry: Entry) -> None:
    await checks.needs_a_session(stage, entry)


@every_route
async def test_a_malformed_id_is_refused(stage: Stage, entry: Entry) -> None:
    await checks.refuses_malformed_ids(stage, entry)


@every_route
async def test_an_unknown_id_is_not_found(stage: Stage, entry: Entry) -> None:
    await checks.does_not_find_unknown_ids(stage, entry)


@every_route
async def test_each_role_gets_what_it_may_and_nothing_else(stage: Stage, entry: Entry) -> None:
    await checks.lets_in_whom_it_should(stage, entry)


def test_as_much_of_the_api_is_met_as_ever(request: pytest.FixtureRequest) -> None:
    coverage.require(request)
