"""What an erased account leaves in this area."""

from mattermost_py.features.access.audits import service as audits
from mattermost_py.features.identity.preferences import service as preferences
from mattermost_py.features.identity.tokens import service as tokens
from mattermost_py.features.identity.users.events import UserErased
from mattermost_py.infra.db import Tx
from mattermost_py.infra.runtime import within


async def erase(tx: Tx, event: UserErased) -> None:
    await preferences.forget_user(tx, event.user.id)
    await tokens.forget_user(tx, event.user.id)
    await audits.forget_user(tx, event.user.id)


listeners = [within(UserErased, erase)]
