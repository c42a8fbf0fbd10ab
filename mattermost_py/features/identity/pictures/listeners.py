"""What becomes of the image of an erased account."""

from mattermost_py.features.identity.pictures import service
from mattermost_py.features.identity.users.events import UserErased
from mattermost_py.infra.runtime import Runtime, after


async def erase(runtime: Runtime, event: UserErased) -> None:
    await service.forget(runtime, event.user.id)


listeners = [after(UserErased, erase)]
