"""What follows once somebody has proved who they are: a session, and an answer that carries it."""

from mattermost_py.features.access.audits import service as audits
from mattermost_py.features.access.sessions import service as sessions
from mattermost_py.features.access.sessions.models import Session
from mattermost_py.features.identity.logins import service as logins
from mattermost_py.features.identity.logins.devices import read_device
from mattermost_py.features.identity.users import service as users
from mattermost_py.features.identity.users.models import User
from mattermost_py.infra.db import Tx
from mattermost_py.infra.http.call import Call, Response


async def open_session(call: Call, tx: Tx, user: User, *, device_id: str = "", is_sso: bool = False) -> Session:
    """Signs the user in on the device that sent this request."""
    device = read_device(call.header("user-agent"))
    session = await logins.sign_in(tx, user, device, device_id=device_id, is_sso=is_sso)
    await audits.note(tx, call, "success", user_id=user.id, session_id=session.id)
    return session


async def welcome(call: Call, user: User, session: Session) -> Response:
    """The user, with the session in a header and, for browsers, in cookies."""
    reply = call.json(await users.by_id(call.db(), user.id))
    reply.set("token", session.token)
    if call.header("x-requested-with") == "XMLHttpRequest":
        set_cookies(call, reply, session)
    return reply


def set_cookies(call: Call, reply: Response, session: Session) -> None:
    """Only browsers ask for cookies; other clients read the Token header."""
    embedded = call.cookies.get("MMEMBED") == "1"
    reply.headers += sessions.cookies(session, call.settings, is_https=call.is_https, is_embedded=embedded)
