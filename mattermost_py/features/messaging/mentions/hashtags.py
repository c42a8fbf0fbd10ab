"""Hashtags of a message in the form the posts table keeps them."""

import re

MOST_CHARACTERS = 1000

_LEADING = re.compile(r"^(?:[^\w\s#]|_)+")
_DOUBLE = re.compile(r"^#{2,}")
_TRAILING = re.compile(r"(?:[^\w\s]|_)+$")
_VALID = re.compile(r"#[^\W\d_][\w\-.]*[^\W_]").fullmatch


def hashtags(message: str) -> str:
    """Distinct hashtags in order, separated by spaces, cut between two of them at 1000 characters."""
    if "#" not in message:
        return ""
    found = dict.fromkeys(tag for tag in map(_hashtag, message.split()) if tag)
    joined = " ".join(found)
    return joined if len(joined) <= MOST_CHARACTERS else joined[: joined.rfind(" ", 0, MOST_CHARACTERS + 1)].strip()


def _hashtag(word: str) -> str:
    """The word without surrounding punctuation if it is a hashtag, else ''."""
    if "#" not in word:
        return ""
    word = _TRAILING.sub("", _DOUBLE.sub("#", _LEADING.sub("", word)))
    return word if _VALID(word) else ""
