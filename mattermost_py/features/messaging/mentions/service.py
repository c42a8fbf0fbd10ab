"""Text + keywords → who is mentioned."""

from collections import defaultdict
from collections.abc import Iterable

from mattermost_py.features.messaging.mentions.models import Keywords, Member, Mentions
from mattermost_py.features.messaging.mentions.words import has_at_sign, words

_TRAILING = ".-:_"
_EMPTY: tuple[str, ...] = ()


def keywords_of(members: Iterable[Member]) -> Keywords:
    """The words by which members are mentioned: @username, own keywords and, if wished, the first name."""
    folded, exact = defaultdict[str, list[str]](list), defaultdict[str, list[str]](list)
    inside: list[tuple[str, str]] = []
    for member in members:
        folded[f"@{member.username}"].append(member.user_id)
        for key in _own_keys(member):
            folded[key].append(member.user_id)
            if not key.isascii():
                inside.append((key, member.user_id))
        if member.first_name and member.notify_props.get("first_name") == "true":
            exact[member.first_name].append(member.user_id)
    has_words = bool(exact or inside) or any(not key.startswith("@") for key in folded)
    return Keywords(_frozen(folded), _frozen(exact), tuple(inside), has_words)


def mentions_in(texts: Iterable[str], keywords: Keywords) -> Mentions:
    """Everyone these texts mention."""
    found = Mentions()
    for text in texts:
        if keywords.has_words:
            for word in words(text):
                if word[0] == word[-1] == ":":  # the name of an emoji
                    continue
                _take(word.lstrip(_TRAILING), keywords, found)
        elif has_at_sign(text):
            for word in words(text):
                if "@" in word:
                    _take(word.lstrip(_TRAILING), keywords, found)
    return found


def _own_keys(member: Member) -> list[str]:
    keys = (key.strip().lower() for key in member.notify_props.get("mention_keys", "").split(","))
    return [key for key in dict.fromkeys(keys) if key and key != f"@{member.username}"]


def _frozen(lists: dict[str, list[str]]) -> dict[str, tuple[str, ...]]:
    return {word: tuple(dict.fromkeys(ids)) for word, ids in lists.items()}


def _take(word: str, keywords: Keywords, found: Mentions) -> None:
    """Looks a word up as it stands, then without its trailing punctuation, then in parts."""
    if not word:
        return
    shorter = word
    while shorter:
        if _hit(shorter, keywords, found):
            return
        if shorter[-1] not in _TRAILING:
            break
        shorter = shorter[:-1]
    _take_parts(shorter, keywords, found)
    lowered = word.lower()
    found.users.update(user_id for key, user_id in keywords.inside if key in lowered)


def _take_parts(word: str, keywords: Keywords, found: Mentions) -> None:
    """`@ana:hello` mentions ana; a name nobody has is noted as it is and in parts."""
    if word.startswith("@") and len(word) > 1:
        found.unknown.append(word[1:].lower())
    parts = word.replace("-", ".").replace(":", ".").split(".")
    if len(parts) == 1:
        return
    for part in parts:
        if part and not _hit(part, keywords, found) and part.startswith("@") and len(part) > 1:
            found.unknown.append(part[1:].lower())


def _hit(word: str, keywords: Keywords, found: Mentions) -> bool:
    lowered = word.lower()
    match lowered:
        case "@here":
            found.here = True
        case "@channel":
            found.channel = True
        case "@all":
            found.all = True
        case _:
            ids = keywords.folded.get(lowered, _EMPTY) + keywords.exact.get(word, _EMPTY)
            found.users.update(ids)
            return bool(ids)
    return True
