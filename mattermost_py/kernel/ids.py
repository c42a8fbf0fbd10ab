"""Identifiers and secrets in the form every official client expects: 26 characters of lower-case base32."""

import re
from os import urandom

_ZBASE32 = b"ybndrfg8ejkmcpqxot1uwisza345h769"
_ANY_BYTE = _ZBASE32 * 8  # every byte has its character, every character has eight bytes: none is likelier
_ID = re.compile(r"[a-zA-Z0-9]{26}").fullmatch

ID_LENGTH = 26


def new_id() -> str:
    """A fresh 130-bit identifier, 26 characters; also the form of session and personal tokens."""
    return urandom(ID_LENGTH).translate(_ANY_BYTE).decode()


def new_token(length: int = 64) -> str:
    """A random secret of `length` characters from the identifier alphabet (5 bits each)."""
    return urandom(length).translate(_ANY_BYTE).decode()


def is_id(text: str) -> bool:
    """Whether this could be an identifier: 26 letters or digits. Says nothing about existence."""
    return _ID(text) is not None
