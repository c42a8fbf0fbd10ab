"""What an erased account has seen goes with it."""

from mattermost_py.features.identity.users.events import UserErased
from mattermost_py.features.system.notices import service
from mattermost_py.infra.db import Tx
from mattermost_py.infra.runtime import within


async def erase(tx: Tx, event: UserErased) -> None:
    await service.forget_views_of(tx, event.user.id)


listeners = [within(UserErased, erase)]
