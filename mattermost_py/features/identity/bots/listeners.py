"""What happens to accounts and concerns bots."""

from mattermost_py.features.identity.bots import service
from mattermost_py.features.identity.users.events import ActivationChanged, UserErased
from mattermost_py.infra.db import Tx
from mattermost_py.infra.runtime import within


async def follow_activation(tx: Tx, event: ActivationChanged) -> None:
    await service.follow_activation(tx, event.user_id, is_active=event.is_active)


async def erase(tx: Tx, event: UserErased) -> None:
    await service.forget_user(tx, event.user.id)


listeners = [within(ActivationChanged, follow_activation), within(UserErased, erase)]
