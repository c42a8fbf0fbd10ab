"""Channels: every route answers as the official one does, to whom it should."""

from tests.contract.proofs import Proofs
from tests.contract.table.channels import entries


class TestChannels(Proofs):
    entries = entries
