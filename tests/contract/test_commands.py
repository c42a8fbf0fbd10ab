"""Commands and searches: every route answers as the official one does, to whom it should."""

from tests.contract.proofs import Proofs
from tests.contract.table.commands import entries


class TestCommands(Proofs):
    entries = entries
