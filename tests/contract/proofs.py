"""What every route of a table is proved to do; a module of the suite is this with a table."""

from collections.abc import Sequence
from typing import ClassVar

import pytest

from tests.contract import checks, coverage
from tests.contract.entry import Entry
from tests.contract.stage import Stage


class Proofs:
    """`entry` is each of the entries in turn."""

    entries: ClassVar[Sequence[Entry]]

    async def test_a_success_has_the_official_status_and_shape(self, stage: Stage, entry: Entry) -> None:
        await checks.succeeds(stage, entry)

    async def test_without_a_session_the_answer_is_401(self, stage: Stage, entry: Entry) -> None:
        await checks.needs_a_session(stage, entry)

    async def test_a_malformed_id_is_refused(self, stage: Stage, entry: Entry) -> None:
        await checks.refuses_malformed_ids(stage, entry)

    async def test_an_unknown_id_is_not_found(self, stage: Stage, entry: Entry) -> None:
        await checks.does_not_find_unknown_ids(stage, entry)

    async def test_each_role_gets_what_it_may_and_nothing_else(self, stage: Stage, entry: Entry) -> None:
        await checks.lets_in_whom_it_should(stage, entry)

    def test_as_much_of_the_api_is_met_as_ever(self, request: pytest.FixtureRequest) -> None:
        coverage.require(request)
