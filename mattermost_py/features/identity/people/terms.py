"""What somebody typed who looks for people, and where it is looked for."""

import re

from mattermost_py.features.access.gate import service as gate
from mattermost_py.features.identity.people import store
from mattermost_py.features.identity.people.models import Term
from mattermost_py.infra.db import Db
from mattermost_py.infra.search.grams import frequencies
from mattermost_py.kernel.actor import Actor
from mattermost_py.kernel.permissions import Permission


def words_of(text: str) -> list[str]:
    """Words are separated by blanks; a leading @ and wildcards mean nothing here."""
    words = re.split(r"\s+", text.replace("*", " ").strip().lower().removeprefix("@"))
    return [word for word in words if word][: store.MOST_WORDS]


async def term_of(db: Db, actor: Actor, text: str, *, with_emails: bool, limit: int) -> Term:
    """As `words_of`, for statements."""
    is_admin = await gate.allows(db, actor, Permission.MANAGE_SYSTEM)
    words, privacy = words_of(text), db.settings.PrivacySettings
    in_emails = with_emails and (is_admin or privacy.ShowEmailAddress)
    is_rare = (await frequencies(db, store.NAMES)).is_rare(words, limit)
    if is_rare and in_emails:
        is_rare = (await frequencies(db, store.EMAILS)).is_rare(words, limit)
    return Term(words, in_names=is_admin or privacy.ShowFullName, in_emails=in_emails, is_rare=is_rare)
