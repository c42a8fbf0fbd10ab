"""Encryption of a whole backup by a passphrase: AES-256-GCM in chunks, readable from any place.

Layout: 8 bytes of magic, 1 byte of scrypt's cost as a power of two, 16 bytes of salt, 7 bytes of nonce prefix; then
chunks of 64 KiB, each followed by its 16-byte tag. A chunk's nonce is prefix, 4-byte number, 1 for the last
chunk else 0; the header is authenticated with each. So chunks can be neither exchanged, dropped nor cut off.
"""

import hashlib
import io
import os
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from mattermost_py.infra.archive.errors import BackupError

MAGIC = b"MMPYSEA1"
CHUNK_BYTES = 64 * 1024

_HEADER_BYTES = 8 + 1 + 16 + 7
_TAG_BYTES = 16
_COST = 15  # scrypt with 2**15 rounds: 32 MB and about 0.1 s a guess
_HIGHEST_COST = 20


class _Chunks:
    """The cipher of one backup: seals and opens chunks by number."""

    def __init__(self, header: bytes, passphrase: str) -> None:
        cost = header[8]
        if not 10 <= cost <= _HIGHEST_COST:
            raise BackupError("damaged: its header cannot be read")
        key = hashlib.scrypt(
            passphrase.encode(), salt=header[9:25], n=1 << cost, r=8, p=1, maxmem=2 ** (cost + 11), dklen=32
        )
        self._cipher = AESGCM(key)
        self._header = header

    def _nonce(self, number: int, *, is_last: bool) -> bytes:
        return self._header[25:] + number.to_bytes(4, "big") + bytes([is_last])

    def seal(self, number: int, plain: bytes, *, is_last: bool) -> bytes:
        return self._cipher.encrypt(self._nonce(number, is_last=is_last), plain, self._header)

    def open(self, number: int, sealed: bytes, *, is_last: bool) -> bytes:
        return self._cipher.decrypt(self._nonce(number, is_last=is_last), sealed, self._header)


class SealingWriter(io.RawIOBase):
    """Encrypts what is written to it; only `close` makes it complete."""

    def __init__(self, target: BinaryIO, passphrase: str) -> None:
        super().__init__()
        header = MAGIC + bytes([_COST]) + os.urandom(16 + 7)
        self._chunks = _Chunks(header, passphrase)
        self._target = target
        self._waiting = bytearray()
        self._number = 0
        target.write(header)

    def writable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._number * CHUNK_BYTES + len(self._waiting)

    def write(self, data: "bytes | bytearray | memoryview", /) -> int:  # pyright: ignore[reportIncompatibleMethodOverride]  # any buffer
        self._waiting += data
        # One chunk always stays behind, for the last one is sealed differently.
        while len(self._waiting) > CHUNK_BYTES:
            self._emit(bytes(self._waiting[:CHUNK_BYTES]), is_last=False)
            del self._waiting[:CHUNK_BYTES]
        return len(data)

    def _emit(self, plain: bytes, *, is_last: bool) -> None:
        self._target.write(self._chunks.seal(self._number, plain, is_last=is_last))
        self._number += 1

    def close(self) -> None:
        if not self.closed:
            self._emit(bytes(self._waiting), is_last=True)
        super().close()


class SealedReader(io.RawIOBase):
    """Decrypts a sealed backup from any place in it; one chunk is kept at hand."""

    def __init__(self, source: BinaryIO, passphrase: str) -> None:
        """Raises: BackupError if the passphrase is wrong or the beginning damaged."""
        super().__init__()
        self._source = source
        sealed_bytes = source.seek(0, io.SEEK_END) - _HEADER_BYTES
        source.seek(0)
        self._chunks = _Chunks(source.read(_HEADER_BYTES), passphrase)
        self._count = -(-sealed_bytes // (CHUNK_BYTES + _TAG_BYTES))
        self._size = sealed_bytes - self._count * _TAG_BYTES
        self._position = 0
        self._at_hand: tuple[int, bytes] = (-1, b"")
        if self._count < 1 or self._size < 0:
            raise BackupError("damaged: it is cut off")
        self._chunk(0, "wrong passphrase, or damaged at its beginning")

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._position

    def seek(self, offset: int, whence: int = io.SEEK_SET, /) -> int:
        start = {io.SEEK_SET: 0, io.SEEK_CUR: self._position, io.SEEK_END: self._size}[whence]
        self._position = max(0, start + offset)
        return self._position

    def readinto(self, buffer: memoryview, /) -> int:  # pyright: ignore[reportIncompatibleMethodOverride]  # always a view
        if self._position >= self._size:
            return 0
        number, start = divmod(self._position, CHUNK_BYTES)
        piece = self._chunk(number, "damaged, or cut off")[start : start + len(buffer)]
        buffer[: len(piece)] = piece
        self._position += len(piece)
        return len(piece)

    def _chunk(self, number: int, complaint: str) -> bytes:
        if self._at_hand[0] != number:
            self._source.seek(_HEADER_BYTES + number * (CHUNK_BYTES + _TAG_BYTES))
            sealed = self._source.read(CHUNK_BYTES + _TAG_BYTES)
            try:
                self._at_hand = (number, self._chunks.open(number, sealed, is_last=number == self._count - 1))
            except InvalidTag:
                raise BackupError(complaint) from None
        return self._at_hand[1]
