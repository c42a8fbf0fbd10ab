"""Noting wishes, and telling administrators of them."""

from mattermost_py.features.automation.letters import service as letters
from mattermost_py.features.identity.bots import service as bots
from mattermost_py.features.identity.users import service as users
from mattermost_py.features.system.wishes import store
from mattermost_py.features.system.wishes.models import FEATURES, PLANS, NewWish, Wish
from mattermost_py.infra.db import Db, Tx
from mattermost_py.kernel.clock import now_ms
from mattermost_py.kernel.errors import Forbidden, NotFound


async def note(db: Db, user_id: str, wanted: NewWish) -> None:
    """Raises: NotFound for a feature or plan that does not exist, Forbidden for a wish that was noted before."""
    feature = wanted.required_feature
    is_plugin = feature.startswith("mattermost.feature.plugin")
    if (feature not in FEATURES and not is_plugin) or wanted.required_plan not in PLANS:
        raise NotFound("app.notify_admin.save.app_error")
    wish = Wish(user_id, wanted.required_plan, feature, wanted.trial_notification, now_ms())
    if not await store.insert(db, wish):
        raise Forbidden("api.cloud.notify_admin_to_upgrade_error.already_notified")


async def tell(db: Db, *, trial: bool) -> None:
    """The server's bot writes to every system admin what was wished for since the last time."""
    features = await store.take(db, trial=trial, now_ms=now_ms())
    if not features:
        raise Forbidden("app.notify_admin.send_notification_post.app_error")
    names = ", ".join(each.removeprefix("mattermost.feature.").replace("_", " ") for each in features)
    for admin in await users.by_ids(db, await bots.admins(db)):
        await letters.from_system_bot(db, admin.id, letters.worded("letters.features_wanted", admin, Features=names))


async def forget_user(tx: Tx, user_id: str) -> None:
    await store.delete_of(tx, user_id)
