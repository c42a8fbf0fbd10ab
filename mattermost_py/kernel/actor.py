"""Who is acting: a signed-in user, an anonymous caller, or the server itself."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Actor:
    """The caller of one request, as far as rules need it."""

    user_id: str = ""
    roles: tuple[str, ...] = ()  # system roles of the session
    session_id: str = ""
    connection_id: str = ""  # the caller's own WebSocket, to be spared the echo
    is_bot: bool = False
    is_guest: bool = False
    is_oauth: bool = False
    is_token: bool = False  # signed in by a personal access token
    is_unrestricted: bool = False  # the server itself: every check passes

    @property
    def is_anonymous(self) -> bool:
        return not self.user_id and not self.is_unrestricted

    @staticmethod
    def system() -> "Actor":
        """The server acting for itself; a skipped check stays visible in the code that passes this."""
        return _SYSTEM


_SYSTEM = Actor(is_unrestricted=True)
ANONYMOUS = Actor()
