"""People: every route answers as the official one does, to whom it should."""

from tests.contract.proofs import Proofs
from tests.contract.table.people import entries


class TestPeople(Proofs):
    entries = entries
