"""What clients send about jobs, and which permission goes with which type."""

from dataclasses import dataclass
from typing import ClassVar

from mattermost_py.kernel.inputs import Input
from mattermost_py.kernel.permissions import Permission

MESSAGE_EXPORT = "message_export"
TYPE_LONGEST = 32


class NewJob(Input):
    """Body of POST /jobs."""

    body_name: ClassVar[str] = "job"
    type: str = ""
    data: dict[str, str] | None = None


@dataclass(frozen=True, slots=True)
class JobType:
    """A type of job that this server does."""

    type: str
    can_start: bool  # by whoever asked; the others start by themselves


class NewStatus(Input):
    """Body of PATCH /jobs/{job_id}/status."""

    body_name: ClassVar[str] = "status"
    status: str
    force: bool = False


@dataclass(frozen=True, slots=True)
class Rights:
    """Which permission a type of job needs; None: nobody does that through the API."""

    read: Permission
    create: Permission | None
    manage: Permission | None


_INDEXING = Rights(
    Permission.READ_ELASTICSEARCH_POST_INDEXING_JOB,
    Permission.CREATE_ELASTICSEARCH_POST_INDEXING_JOB,
    Permission.MANAGE_ELASTICSEARCH_POST_INDEXING_JOB,
)
_AGGREGATION = Rights(
    Permission.READ_ELASTICSEARCH_POST_AGGREGATION_JOB,
    Permission.CREATE_ELASTICSEARCH_POST_AGGREGATION_JOB,
    Permission.MANAGE_ELASTICSEARCH_POST_AGGREGATION_JOB,
)
_SPECIAL: dict[str, Rights] = {
    "data_retention": Rights(
        Permission.READ_DATA_RETENTION_JOB, Permission.CREATE_DATA_RETENTION_JOB, Permission.MANAGE_DATA_RETENTION_JOB
    ),
    MESSAGE_EXPORT: Rights(
        Permission.READ_COMPLIANCE_EXPORT_JOB,
        Permission.CREATE_COMPLIANCE_EXPORT_JOB,
        Permission.MANAGE_COMPLIANCE_EXPORT_JOB,
    ),
    "elasticsearch_post_indexing": _INDEXING,
    "elasticsearch_post_aggregation": _AGGREGATION,
    "ldap_sync": Rights(
        Permission.READ_LDAP_SYNC_JOB, Permission.CREATE_LDAP_SYNC_JOB, Permission.MANAGE_LDAP_SYNC_JOB
    ),
    "access_control_sync": Rights(Permission.MANAGE_SYSTEM, Permission.MANAGE_SYSTEM, Permission.MANAGE_SYSTEM),
}
_GENERAL = (
    *("migrations", "plugins", "product_notices", "expiry_notify", "active_users", "import_process", "import_delete"),
    *("export_process", "export_delete", "cloud", "extract_content"),
)
# The server starts these itself.
_INTERNAL = (
    *("cli_message_export", "resend_invitation_email", "last_accessible_post", "last_accessible_file"),
    *("upgrade_notify_admin", "trial_notify_admin", "post_persistent_notifications", "install_plugin_notify_admin"),
    *("hosted_purchase_screening", "s3_path_migration", "cleanup_desktop_tokens", "delete_empty_drafts_migration"),
    *("refresh_materialized_views", "delete_orphan_drafts_migration", "export_users_to_csv"),
    *("delete_dms_preferences_migration", "mobile_session_metadata", "push_proxy_auth", "recap"),
    *("delete_expired_posts", "autotranslation_recovery"),
)
RIGHTS: dict[str, Rights] = {
    **_SPECIAL,
    **{name: Rights(Permission.READ_JOBS, Permission.MANAGE_JOBS, Permission.MANAGE_JOBS) for name in _GENERAL},
    **{name: Rights(Permission.READ_JOBS, None, None) for name in _INTERNAL},
}
