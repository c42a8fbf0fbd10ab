"""Accounts: every route answers as the official one does, to whom it should."""

from tests.contract.proofs import Proofs
from tests.contract.table.accounts import entries


class TestAccounts(Proofs):
    entries = entries
