"""From a token to the caller of a request: what the HTTP pipeline and the WebSocket ask."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from mattermost_py.features.access.sessions import service as sessions
from mattermost_py.features.access.sessions.models import SignedIn
from mattermost_py.infra.http.call import Call, Principal
from mattermost_py.kernel.actor import Actor
from mattermost_py.kernel.clock import now_ms

if TYPE_CHECKING:
    from mattermost_py.config import Settings
    from mattermost_py.infra.runtime import Runtime

KNOWN_MOST = 20_000
_PASSWORD_SERVICES = frozenset({"", "email", "ldap"})


async def authenticate(call: Call, token: str, by_cookie: bool) -> Principal | None:
    """Who stands behind a token; None for tokens that are unknown, expired or switched off."""
    db, known = call.db(), call.runtime.part(KnownCallers)
    remembered = db.cache(sessions.BY_TOKEN).get(token)
    if remembered is not None and (principal := known.find(call, token, remembered)):
        return principal
    found = await sessions.by_token(db, token)
    if found is None or not _token_allowed(call, found):
        return None
    refreshed: tuple[tuple[bytes, bytes], ...] = ()
    if await sessions.keep_alive(db, found) and by_cookie:
        embedded = call.cookies.get("MMEMBED") == "1"
        refreshed = tuple(sessions.cookies(found.session, call.settings, is_https=call.is_https, is_embedded=embedded))
    principal = Principal(_actor(call, found), found.session.csrf, _needs_mfa(call, found), refreshed)
    if not refreshed:
        known.keep(call, token, found, principal)
    return principal


@dataclass(frozen=True, slots=True)
class _Known:
    """A caller, and what must still be so for them to be the same."""

    found: SignedIn
    settings: "Settings"
    until_ms: int  # then the session must be looked at again
    principal: Principal


class KnownCallers:
    """The callers of this worker's recent requests, so that an unchanged session is not looked through each time."""

    def __init__(self, _runtime: "Runtime") -> None:
        self._by_token: dict[str, _Known] = {}

    def find(self, call: Call, token: str, found: SignedIn) -> Principal | None:
        known = self._by_token.get(token)
        if known is None or known.found is not found or known.settings is not call.settings:
            return None
        principal = known.principal
        if now_ms() >= known.until_ms or principal.actor.connection_id != call.header("connection-id"):
            return None
        return principal

    def keep(self, call: Call, token: str, found: SignedIn, principal: Principal) -> None:
        if len(self._by_token) >= KNOWN_MOST:
            self._by_token.clear()
        until_ms = sessions.quiet_until(found.session, call.settings)
        self._by_token[token] = _Known(found, call.settings, until_ms, principal)


def _token_allowed(call: Call, found: SignedIn) -> bool:
    """Personal tokens can be switched off for people; bots keep theirs."""
    return not found.session.is_token or found.is_bot or call.settings.ServiceSettings.EnableUserAccessTokens


def _actor(call: Call, found: SignedIn) -> Actor:
    roles = tuple(found.user_roles.split())
    return Actor(
        user_id=found.session.user_id,
        roles=roles,
        session_id=found.session.id,
        connection_id=call.header("connection-id"),
        is_bot=found.is_bot,
        is_guest="system_guest" in roles,
        is_oauth=found.session.is_oauth,
        is_token=found.session.is_token,
    )


def _needs_mfa(call: Call, found: SignedIn) -> bool:
    service = call.settings.ServiceSettings
    if not (service.EnableMultifactorAuthentication and service.EnforceMultifactorAuthentication):
        return False
    if found.mfa_active or found.is_bot or found.session.is_oauth or found.auth_service not in _PASSWORD_SERVICES:
        return False
    is_guest = "system_guest" in found.user_roles.split()
    return not is_guest or call.settings.GuestAccountsSettings.EnforceMultifactorAuthentication
