"""Files and emoji: every route answers as the official one does, to whom it should."""

from tests.contract.proofs import Proofs
from tests.contract.table.files import entries


class TestFiles(Proofs):
    entries = entries
