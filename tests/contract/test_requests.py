"""Requests to be let into a private channel: every route answers whom it should."""

from tests.contract.proofs import Proofs
from tests.contract.table.requests import entries


class TestRequests(Proofs):
    entries = entries
