"""Identifiers and secrets in the form every official client expects: 26 characters of lower-case base32."""

import re
from base64 import b32encode
from os import urandom

_STANDARD = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
_ZBASE32 = b"ybndrfg8ejkmcpqxot1uwisza345h769"
_TO_ZBASE32 = bytes.maketrans(_STANDARD, _ZBASE32)
_ID = re.compile(r"[a-zA-Z0-9]{26}").fullmatch

ID_LENGTH = 26


def new_id() -> str:
    """A fresh 128-bit identifier, 26 characters; also the form of session and personal tokens."""
    return b32encode(urandom(16)).translate(_TO_ZBASE32)[:ID_LENGTH].decode()


def new_token(length: int = 64) -> str:
    """A random secret of `length` characters from the identifier alphabet (5 bits each)."""
    return b32encode(urandom(length * 5 // 8 + 5)).translate(_TO_ZBASE32)[:length].decode()


def is_id(text: str) -> bool:
    """Whether this could be an identifier: 26 letters or digits. Says nothing about existence."""
    return _ID(text) is not None
