"""The server's key pair for push services: made once, kept in the database, remembered by each worker."""

from mattermost_py.features.messaging.webpush import store
from mattermost_py.infra.db import Db
from mattermost_py.infra.push.vapid import Sender, new_private_key
from mattermost_py.infra.runtime import Runtime
from mattermost_py.kernel.clock import now_ms


class Keys:
    """One worker's knowledge of the key pair. Only the event loop's thread touches it."""

    def __init__(self, _runtime: Runtime) -> None:
        self.sender: Sender | None = None


async def sender(db: Db) -> Sender:
    """Who the server is for push services. Browsers are bound to its key, so it never changes."""
    keys = db.runtime.part(Keys)
    if keys.sender is None:
        private_key = await store.private_key(db)
        if private_key is None:
            private_key = await store.keep_private_key(db, new_private_key(), now_ms())
        keys.sender = Sender(private_key)
    return keys.sender
