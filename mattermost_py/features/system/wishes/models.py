"""A wish for a feature."""

from dataclasses import dataclass
from typing import ClassVar

from mattermost_py.kernel.inputs import Input

PLANS = frozenset({"cloud-professional", "cloud-enterprise", "professional", "enterprise", "starter", "free"})
FEATURES = frozenset(
    {
        "mattermost.feature.guest_accounts",
        "mattermost.feature.custom_user_groups",
        "mattermost.feature.create_multiple_teams",
        "mattermost.feature.start_call",
        "mattermost.feature.playbooks_retro",
        "mattermost.feature.unlimited_messages",
        "mattermost.feature.unlimited_file_storage",
        "mattermost.feature.all_professional",
        "mattermost.feature.all_enterprise",
        "mattermost.feature.upgrade_downgraded_workspace",
        "mattermost.feature.plugin",
        "mattermost.feature.highlight_without_notification",
    }
)


class NewWish(Input):
    """Body of POST /users/notify-admin and of POST /users/trigger-notify-admin-posts."""

    body_name: ClassVar[str] = "notifyAdminRequest"
    trial_notification: bool = False
    required_plan: str = ""
    required_feature: str = ""


@dataclass(frozen=True, slots=True)
class Wish:
    """A row of `notifyadmin`."""

    user_id: str
    required_plan: str
    required_feature: str
    trial: bool
    create_at: int  # ms since epoch, UTC
