"""WebSocket frames as bytes: what clients send is read by wsproto, what we send is a header of ours. Source: RFC 6455.

Knows no socket. A reader exists only while a message is incomplete, so an idle socket costs none.
"""

from base64 import b64encode
from dataclasses import dataclass
from hashlib import sha1
from struct import pack
from typing import cast

from wsproto.frame_protocol import FrameDecoder, MessageDecoder, Opcode, ParseFailed

_GUID = b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11"
NO_STATUS = 1005
PROTOCOL_ERROR, TOO_BIG = 1002, 1009
_SHORT = [bytes((0x81, length)) for length in range(126)]


class Broken(Exception):
    """The client broke the protocol; the socket closes with this code."""

    def __init__(self, code: int, reason: str) -> None:
        super().__init__(reason)
        self.code = code


@dataclass(frozen=True, slots=True)
class Message:
    content: str | bytes  # text or binary


@dataclass(frozen=True, slots=True)
class Ping:
    payload: bytes


@dataclass(frozen=True, slots=True)
class Pong:
    pass


@dataclass(frozen=True, slots=True)
class Close:
    code: int  # NO_STATUS if the client gave none


Inbound = Message | Ping | Pong | Close


class Reader:
    """Feed it bytes, get messages and control frames."""

    __slots__ = ("_decoder", "_messages", "_most", "_parts", "_size")

    def __init__(self, message_bytes: int) -> None:
        self._decoder = FrameDecoder(client=False)
        self._messages = MessageDecoder()
        self._most = message_bytes
        self._parts: list[str | bytes] = []
        self._size = 0

    @property
    def is_idle(self) -> bool:
        """Whether nothing is half read, so that the reader may be thrown away."""
        return self._decoder.header is None and not len(self._decoder.buffer) and self._messages.opcode is None

    def feed(self, data: bytes) -> list[Inbound]:
        """What is complete now. Raises: Broken."""
        found: list[Inbound] = []
        decoder = self._decoder
        decoder.receive_bytes(data)
        try:
            while (frame := decoder.process_buffer()) is not None:
                if frame.opcode.iscontrol():
                    found.append(_control(frame.opcode, cast("bytes", frame.payload)))
                    if isinstance(found[-1], Close):
                        break  # nothing counts after it
                    continue
                self._size += len(frame.payload)
                if self._size > self._most:
                    raise Broken(TOO_BIG, "message too big")
                whole = self._messages.process_frame(frame)
                self._parts.append(cast("str | bytes", whole.payload))
                if whole.message_finished:
                    found.append(self._message(is_text=whole.opcode is Opcode.TEXT))
        except ParseFailed as exc:
            raise Broken(int(exc.code), str(exc)) from None
        return found

    def _message(self, *, is_text: bool) -> Message:
        parts, self._parts, self._size = self._parts, [], 0
        if is_text:
            return Message("".join(cast("list[str]", parts)))
        return Message(b"".join(cast("list[bytes]", parts)))


def _control(opcode: Opcode, payload: bytes) -> Inbound:
    if opcode is Opcode.PING:
        return Ping(payload)
    if opcode is Opcode.PONG:
        return Pong()
    if not payload:
        return Close(NO_STATUS)
    code = int.from_bytes(payload[:2], "big")
    is_defined = 1000 <= code <= 1014 and code not in (1004, 1005, 1006)
    if len(payload) == 1 or not (is_defined or 3000 <= code <= 4999):
        raise Broken(PROTOCOL_ERROR, "invalid close code")
    try:
        payload[2:].decode()
    except UnicodeDecodeError:
        raise Broken(1007, "close reason is not UTF-8") from None
    return Close(code)


def text_header(length: int) -> bytes:
    """What stands before a text message of so many bytes."""
    if length < 126:
        return _SHORT[length]
    return pack("!BBH", 0x81, 126, length) if length < 65536 else pack("!BBQ", 0x81, 127, length)


def ping_frame() -> bytes:
    return b"\x89\x00"


def pong_frame(payload: bytes) -> bytes:
    return bytes((0x8A, len(payload))) + payload


def close_frame(code: int, reason: str = "") -> bytes:
    """code: NO_STATUS for a frame without one."""
    if code == NO_STATUS:
        return b"\x88\x00"
    payload = pack("!H", code) + reason.encode()[:123].decode(errors="ignore").encode()
    return bytes((0x88, len(payload))) + payload


def accept_key(key: bytes) -> bytes:
    """The proof that the server understood the opening handshake."""
    return b64encode(sha1(key + _GUID, usedforsecurity=False).digest())
