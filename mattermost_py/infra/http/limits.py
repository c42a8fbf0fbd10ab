"""How much one client may ask of a connection, and how long it may take."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class HttpLimits:
    """The hard bounds of one server; what a request may cost beyond them is the application's to say."""

    request_line_bytes: int = 16 * 1024
    head_bytes: int = 64 * 1024  # all header lines together
    header_lines: int = 200
    buffered_bytes: int = 64 * 1024  # of a body or of further requests that nobody reads yet
    skipped_bytes: int = 256 * 1024  # of a body that nobody wants; above it the connection ends instead
    head_s: float = 30.0  # from the first byte of a head to its last
    body_stall_s: float = 60.0  # without a byte of the body
    write_stall_s: float = 300.0  # without room for the answer
    idle_s: float = 75.0  # between two requests
    linger_s: float = 2.0  # after the last answer, so that it is not lost to a reset
    connections: int = 20_000

    # WebSockets
    message_bytes: int = 8192
    ping_s: float = 60.0
    pong_s: float = 100.0
    socket_stall_s: float = 30.0  # a client that takes nothing for so long is gone
    close_s: float = 5.0  # for the client's half of the closing handshake
