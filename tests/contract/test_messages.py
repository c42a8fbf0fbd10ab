"""Messages: every route answers as the official one does, to whom it should."""

from tests.contract.proofs import Proofs
from tests.contract.table.messages import entries


class TestMessages(Proofs):
    entries = entries
