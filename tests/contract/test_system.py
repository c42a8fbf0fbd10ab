"""The system: every route answers as the official one does, to whom it should."""

from tests.contract.proofs import Proofs
from tests.contract.table.system import entries


class TestSystem(Proofs):
    entries = entries
