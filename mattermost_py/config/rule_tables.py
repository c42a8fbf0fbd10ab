"""Every rule a configuration must keep, in Mattermost's order, and the check of all of them."""

from mattermost_py.config.errors import Problem
from mattermost_py.config.rules import Rule, broken
from mattermost_py.config.rules_content import FLAGGING, SITE, TRANSLATION
from mattermost_py.config.rules_service import EMAIL, EXPERIMENTS, OPERATIONS, OURS, SERVICE, TEAM
from mattermost_py.config.rules_sign_in import INTUNE, LDAP, SAML
from mattermost_py.config.rules_storage import FILES, RETENTION, SEARCH, SQL
from mattermost_py.config.settings import Settings

# The first broken rule names the error of an API call, so the order follows Mattermost's checks.
ALL_RULES: tuple[Rule, ...] = (
    *SERVICE, *TEAM, *EXPERIMENTS, *SQL, *FILES, *EMAIL, *LDAP, *SAML, *INTUNE, *SEARCH, *RETENTION,
    *TRANSLATION, *SITE, *FLAGGING, *OPERATIONS, *OURS,
)  # fmt: skip


def check(settings: Settings) -> list[Problem]:
    """Every broken rule of a configuration; an empty list means it may be used."""
    return broken(ALL_RULES, settings)


def allowed_values(section: str, key: str) -> tuple[str, ...]:
    """The words a key may hold, or nothing when it is not a list of words."""
    for found in ALL_RULES:
        if (found.section, found.key) == (section, key) and found.allowed:
            return found.allowed
    return ()
