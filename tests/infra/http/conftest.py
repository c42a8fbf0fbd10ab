"""A certificate for tests of encrypted connections."""

import pytest

from mattermost_py.server.tls import Tls
from tests.fixtures.certificate import self_signed


@pytest.fixture(scope="module")
def tls(tmp_path_factory: pytest.TempPathFactory) -> Tls:
    """A certificate for 127.0.0.1 that nobody signed."""
    certificate, key = self_signed(tmp_path_factory.mktemp("tls"))
    return Tls(str(certificate), str(key))
