"""Identifiers and secrets in the form every official client expects: 26 characters of lower-case base32."""

import re
from collections.abc import Collection
from os import register_at_fork, urandom

_ZBASE32 = b"ybndrfg8ejkmcpqxot1uwisza345h769"
_ANY_BYTE = _ZBASE32 * 8  # every byte has its character, every character has eight bytes: none is likelier
_ID = re.compile(r"[a-zA-Z0-9]{26}").fullmatch

ID_LENGTH = 26
_AT_ONCE = 64  # a system call is the greater part of an identifier's price, and every request has one

_ready: list[str] = []
register_at_fork(after_in_child=_ready.clear)  # or parent and child would give out the same ones


def new_id() -> str:
    """A fresh 130-bit identifier, 26 characters; also the form of session and personal tokens."""
    while True:
        try:
            return _ready.pop()
        except IndexError:  # asked for like this it is safe in every thread
            text = new_token(_AT_ONCE * ID_LENGTH)
            _ready.extend([text[at : at + ID_LENGTH] for at in range(0, len(text), ID_LENGTH)])


def new_token(length: int = 64) -> str:
    """A random secret of `length` characters from the identifier alphabet (5 bits each)."""
    return urandom(length).translate(_ANY_BYTE).decode()


def is_id(text: str) -> bool:
    """Whether this could be an identifier: 26 letters or digits. Says nothing about existence."""
    return _ID(text) is not None


def are_ids(texts: Collection[str]) -> bool:
    """The same of all of these, looked at together."""
    whole = "".join(texts)
    return not texts or (whole.isascii() and whole.isalnum() and set(map(len, texts)) == {ID_LENGTH})
