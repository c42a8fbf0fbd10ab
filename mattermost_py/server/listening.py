"""The sockets the server listens on: opened once by the first process, handed to every worker."""

import errno
import socket
from collections.abc import Sequence

from mattermost_py.server import StartError

BACKLOG = 4096


def open_listeners(address: str) -> list[socket.socket]:
    """Listening sockets for `HOST:PORT`; an empty host means every address, IPv4 and IPv6.

    Raises: StartError that says what is wrong with the address.
    """
    host, port = split_address(address)
    try:
        if not host:
            return [_everywhere(port)]
        return _at(host, port)
    except OSError as exc:
        raise StartError(_reason(exc, address, port)) from exc


def split_address(address: str) -> tuple[str, int]:
    """Host (empty for all) and port of `host:port`, `:port`, `[::1]:port` or `port`.

    Raises: StartError if it is none of these.
    """
    host, _, port = address.strip().rpartition(":")
    try:
        number = int(port) if port.isdigit() else socket.getservbyname(port, "tcp")
    except OSError:
        raise StartError(f"cannot listen on {address!r}: write HOST:PORT, such as :8065") from None
    if number > 65535:
        raise StartError(f"cannot listen on {address!r}: ports end at 65535")
    return host.removeprefix("[").removesuffix("]"), number


def site_url(listener: socket.socket, *, is_tls: bool) -> str:
    """How a browser on this machine reaches the server."""
    host, port = listener.getsockname()[:2]
    host = "localhost" if host in ("", "::", "0.0.0.0", "127.0.0.1", "::1") else host  # noqa: S104 - only compared
    host = f"[{host}]" if ":" in host else host
    usual = 443 if is_tls else 80
    return f"{'https' if is_tls else 'http'}://{host}{'' if port == usual else f':{port}'}"


def _everywhere(port: int) -> socket.socket:
    if socket.has_dualstack_ipv6():
        try:
            return _ready(
                socket.create_server(("", port), family=socket.AF_INET6, backlog=BACKLOG, dualstack_ipv6=True)
            )
        except OSError as exc:
            if exc.errno not in (errno.EAFNOSUPPORT, errno.EADDRNOTAVAIL):
                raise
    return _ready(socket.create_server(("", port), backlog=BACKLOG))


def _at(host: str, port: int) -> list[socket.socket]:
    """One socket for each address of the host; with port 0 all get the one the first was given."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    places: Sequence[tuple[socket.AddressFamily, str]] = list(
        dict.fromkeys((family, str(place[0])) for family, _, _, _, place in found)
    )
    opened: list[socket.socket] = []
    try:
        for family, place in places:
            try:
                opened.append(_ready(socket.create_server((place, port), family=family, backlog=BACKLOG)))
            except OSError as exc:
                # A name may stand for an IPv6 address on a machine without IPv6.
                if exc.errno not in (errno.EAFNOSUPPORT, errno.EADDRNOTAVAIL) or len(places) == 1:
                    raise
            else:
                port = opened[-1].getsockname()[1]
    except OSError:
        close(opened)
        raise
    if not opened:
        raise OSError(errno.EADDRNOTAVAIL, "no such address here")
    return opened


def close(listeners: Sequence[socket.socket]) -> None:
    for each in listeners:
        each.close()


def _ready(listener: socket.socket) -> socket.socket:
    listener.setblocking(False)
    return listener


def _reason(exc: OSError, address: str, port: int) -> str:
    if exc.errno == errno.EADDRINUSE:
        return f"cannot listen on {address}: port {port} is in use; name another one by --listen HOST:PORT"
    if exc.errno == errno.EACCES:
        return f"cannot listen on {address}: ports below 1024 need the right to bind them (CAP_NET_BIND_SERVICE)"
    return f"cannot listen on {address}: {exc.strerror or exc}"
