"""Teams: every route answers as the official one does, to whom it should."""

from tests.contract.proofs import Proofs
from tests.contract.table.teams import entries


class TestTeams(Proofs):
    entries = entries
