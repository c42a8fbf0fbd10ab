"""A sealed backup opens with its passphrase from any place, and shows every change, cut and exchange."""

import io
import os
import random
from typing import BinaryIO, cast

import pytest

from mattermost_py.infra.archive import BackupError
from mattermost_py.infra.archive.sealing import CHUNK_BYTES, SealedReader, SealingWriter

SEALED_CHUNK = CHUNK_BYTES + 16
HEADER = 32


def seal(plain: bytes, passphrase: str = "secret") -> bytes:
    target = io.BytesIO()
    with SealingWriter(target, passphrase) as writer:
        for start in range(0, len(plain), 10_000):
            writer.write(plain[start : start + 10_000])
    return target.getvalue()


def unseal(sealed: bytes, passphrase: str = "secret") -> bytes:
    return open_sealed(sealed, passphrase).read()


def open_sealed(sealed: bytes, passphrase: str = "secret") -> BinaryIO:
    return cast("BinaryIO", io.BufferedReader(SealedReader(io.BytesIO(sealed), passphrase)))


@pytest.mark.parametrize("size", [0, 1, CHUNK_BYTES - 1, CHUNK_BYTES, CHUNK_BYTES + 1, 3 * CHUNK_BYTES, 200_000])
def test_what_was_sealed_comes_back(size: int) -> None:
    plain = os.urandom(size)
    sealed = seal(plain)
    assert unseal(sealed) == plain
    assert size < 16 or plain[:16] not in sealed


def test_any_place_can_be_read() -> None:
    plain = os.urandom(5 * CHUNK_BYTES + 123)
    file = open_sealed(seal(plain))
    chance = random.Random(7)
    for _ in range(50):
        start = chance.randrange(len(plain) + 10)
        file.seek(start)
        assert file.read(1000) == plain[start : start + 1000]
        assert file.tell() == min(start + 1000, max(start, len(plain)))
    file.seek(-5, io.SEEK_END)
    assert file.read() == plain[-5:]


def test_equal_backups_look_different() -> None:
    assert seal(b"same") != seal(b"same")


def test_another_passphrase_opens_nothing() -> None:
    with pytest.raises(BackupError, match="wrong passphrase"):
        unseal(seal(b"x" * 100), "Secret")


@pytest.mark.parametrize("place", [9, 20, 28, HEADER, HEADER + SEALED_CHUNK + 5, -1])
def test_a_changed_byte_is_noticed(place: int) -> None:
    sealed = bytearray(seal(os.urandom(2 * CHUNK_BYTES + 9)))
    sealed[place] ^= 1
    with pytest.raises(BackupError, match="damaged"):
        unseal(bytes(sealed))


@pytest.mark.parametrize("cost", [0, 21, 255])
def test_a_header_cannot_ask_for_endless_work(cost: int) -> None:
    sealed = bytearray(seal(b"x"))
    sealed[8] = cost
    with pytest.raises(BackupError, match="header"):
        unseal(bytes(sealed))


def test_a_cut_is_noticed_wherever_it_is() -> None:
    sealed = seal(os.urandom(3 * CHUNK_BYTES))
    for end in (HEADER, HEADER + 3, HEADER + SEALED_CHUNK, HEADER + 2 * SEALED_CHUNK, len(sealed) - 1):
        with pytest.raises(BackupError):
            unseal(sealed[:end])


def test_exchanged_chunks_are_noticed() -> None:
    sealed = seal(os.urandom(3 * CHUNK_BYTES))
    first, second = HEADER + SEALED_CHUNK, HEADER + 2 * SEALED_CHUNK
    exchanged = sealed[:HEADER] + sealed[first:second] + sealed[HEADER:first] + sealed[second:]
    with pytest.raises(BackupError):
        unseal(exchanged)
