"""Groups and schemes: every route answers as the official one does, to whom it should."""

from tests.contract.proofs import Proofs
from tests.contract.table.groups import entries


class TestGroups(Proofs):
    entries = entries
