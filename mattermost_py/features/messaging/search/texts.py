"""Words in PostgreSQL's terms: a `tsquery` for most scripts, LIKE for those that put no spaces between words. Pure."""

import re
from collections.abc import Iterable

from mattermost_py.features.messaging.search.models import Texts, Word

# Chinese, Japanese, Korean, Thai, Lao, Khmer, Burmese: the english parser takes a whole sentence for one word.
_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u3040-\u30ff\u3130-\u318f\u3400-\u4dbf\u4e00-\u9fff"
    "\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003134f]"
).search


def texts(words: Iterable[Word], *, is_or: bool, with_hashtags: bool) -> Texts:
    """What to look for.

    with_hashtags: the table has a column of hashtags; without one a hashtag is a word as any other.
    """
    every = list(words)
    tags = [word for word in every if with_hashtags and word.is_hashtag and not word.is_excluded]
    rest = [word for word in every if word not in tags]
    unspaced = [word for word in rest if _UNSPACED(word.text)]
    spaced = [word for word in rest if word not in unspaced]
    return Texts(
        tsquery=_tsquery(spaced, is_or=is_or),
        tags=[word.text for word in tags if not word.is_prefix],
        tag_prefixes=[_escaped(word.text) + "%" for word in tags if word.is_prefix],
        likes=[f"%{_escaped(word.text)}%" for word in unspaced if not word.is_excluded],
        not_likes=[f"%{_escaped(word.text)}%" for word in unspaced if word.is_excluded],
        is_or=is_or,
    )


def _tsquery(words: list[Word], *, is_or: bool) -> str:
    wanted = [_term(word) for word in words if not word.is_excluded]
    excluded = [f"!{_term(word)}" for word in words if word.is_excluded]
    parts = [f"({' | '.join(wanted)})"] if is_or and wanted else wanted
    return " & ".join(parts + excluded)


def _term(word: Word) -> str:
    """One quoted term; what is inside the quotes is text to PostgreSQL, several words are a phrase."""
    text = word.text.lstrip("#").replace("\\", "\\\\").replace("'", "''").replace("\0", " ")
    return f"'{text}'{':*' if word.is_prefix else ''}"


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_").replace("\0", " ")
