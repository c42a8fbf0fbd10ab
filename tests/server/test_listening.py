"""Where the server listens: what may be written, and what is said when it does not work."""

import socket

import pytest

from mattermost_py.server import StartError
from mattermost_py.server.listening import close, open_listeners, site_url, split_address


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        (":8065", ("", 8065)),
        ("8065", ("", 8065)),
        ("localhost:http", ("localhost", 80)),
        ("[::1]:443", ("::1", 443)),
        ("chat.example.org:0", ("chat.example.org", 0)),
    ],
)
def test_addresses_are_read_as_mattermost_reads_them(address: str, expected: tuple[str, int]) -> None:
    assert split_address(address) == expected


@pytest.mark.parametrize("address", ["", "localhost", ":nonsense", ":65536", "no.such.host.invalid:0", "192.0.2.1:0"])
def test_what_cannot_be_listened_on_is_named(address: str) -> None:
    with pytest.raises(StartError, match="cannot listen on"):
        open_listeners(address)


def test_all_addresses_of_a_name_share_one_port() -> None:
    listeners = open_listeners("localhost:0")
    try:
        ports = {each.getsockname()[1] for each in listeners}
        assert len(ports) == 1
        assert site_url(listeners[0], is_tls=False) == f"http://localhost:{ports.pop()}"
    finally:
        close(listeners)


def test_an_empty_host_means_every_address() -> None:
    listeners = open_listeners(":0")
    try:
        port = listeners[0].getsockname()[1]
        with socket.create_connection(("127.0.0.1", port)) as connected:
            assert connected
    finally:
        close(listeners)
