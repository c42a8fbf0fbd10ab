"""What is known about each key besides type and default: who may see it, what hides it, when it acts."""

from dataclasses import dataclass
from enum import Enum
from typing import Any

MASK = "********************************"


class Masking(Enum):
    """How a secret is hidden from those who read the configuration."""

    NONE = "none"
    ALWAYS = "always"  # hidden even when empty
    IF_SET = "if set"  # hidden unless empty
    EACH = "each"  # each element of the list
    INSIDE = "inside"  # something within the value, see masking.py


@dataclass(frozen=True, slots=True)
class Fact:
    """What the console and the API need to know about one key."""

    access: tuple[str, ...]  # tags of the sysconsole permissions; empty: manage_system only
    write_restrictable: bool  # read-only where ExperimentalSettings.RestrictSystemAdmin is on
    cloud_restrictable: bool  # belongs to the operator of a hosted site
    masking: Masking
    needs_restart: bool  # saved at once, but acts after the next start
    upgrade_default: Any  # what Mattermost fills in when an older configuration lacks the key


def _fact(
    access: str = "",
    *,
    write_restrictable: bool = False,
    cloud_restrictable: bool = False,
    masking: Masking = Masking.NONE,
    needs_restart: bool = False,
    upgrade_default: bool | int | str | None = None,
) -> Fact:
    tags = tuple(access.split())
    return Fact(tags, write_restrictable, cloud_restrictable, masking, needs_restart, upgrade_default)


# Our own sections never leave the machine by the API, and most are read at start only.
_OURS = _fact(write_restrictable=True, cloud_restrictable=True, needs_restart=True)
# These are asked anew each time, so that reading the file again is enough.
_ASKED_ANEW = _fact(write_restrictable=True, cloud_restrictable=True)
_OURS_AT_ONCE: dict[str, Fact] = dict.fromkeys(
    ["AccessTokens", "Limits", "Logging", "Passwords", "WebClient", "WebPush"], _ASKED_ANEW
)
# These are changed while the server runs.
_OURS_SAVED = {
    "Branding": _fact("site_customization"),
    "Maintenance": _fact("site_announcement_banner"),
    "Classification": _fact("site_announcement_banner"),
}


def fact(section: str, key: str) -> Fact:
    """The facts about a key of any section."""
    return FACTS.get(section, {}).get(key) or _OURS_SAVED.get(section) or _OURS_AT_ONCE.get(section, _OURS)


def is_known(section: str, key: str) -> bool:
    """Whether a client may send this key with a change; keys of other versions are passed over."""
    return key in FACTS.get(section, ()) or section in _OURS_SAVED


FACTS: dict[str, dict[str, Fact]] = {
    "ServiceSettings": {
        "SiteURL": _fact("environment_web_server authentication_saml", write_restrictable=True),
        "WebsocketURL": _fact(write_restrictable=True, cloud_restrictable=True),
        "LicenseFileLocation": _fact(write_restrictable=True, cloud_restrictable=True),
        "ListenAddress": _fact(
            "environment_web_server", write_restrictable=True, cloud_restrictable=True, needs_restart=True
        ),
        "ConnectionSecurity": _fact(
            "environment_web_server", write_restrictable=True, cloud_restrictable=True, needs_restart=True
        ),
        "TLSCertFile": _fact(
            "environment_web_server", write_restrictable=True, cloud_restrictable=True, needs_restart=True
        ),
        "TLSKeyFile": _fact(
            "environment_web_server", write_restrictable=True, cloud_restrictable=True, needs_restart=True
        ),
        "TLSMinVer": _fact(write_restrictable=True, cloud_restrictable=True, needs_restart=True),
        "TLSStrictTransport": _fact(write_restrictable=True, cloud_restrictable=True, needs_restart=True),
        "TLSStrictTransportMaxAge": _fact(write_restrictable=True, cloud_restrictable=True, needs_restart=True),
        "TLSOverwriteCiphers": _fact(write_restrictable=True, cloud_restrictable=True, needs_restart=True),
        "UseLetsEncrypt": _fact(
            "environment_web_server", write_restrictable=True, cloud_restrictable=True, needs_restart=True
        ),
        "LetsEncryptCertificateCacheFile": _fact(
            "environment_web_server", write_restrictable=True, cloud_restrictable=True, needs_restart=True
        ),
        "Forward80To443": _fact(
            "environment_web_server", write_restrictable=True, cloud_restrictable=True, needs_restart=True
        ),
        "TrustedProxyIPHeader": _fact(write_restrictable=True, cloud_restrictable=True),
        "ReadTimeout": _fact(
            "environment_web_server", write_restrictable=True, cloud_restrictable=True, needs_restart=True
        ),
        "WriteTimeout": _fact(
            "environment_web_server", write_restrictable=True, cloud_restrictable=True, needs_restart=True
        ),
        "IdleTimeout": _fact(write_restrictable=True, cloud_restrictable=True, needs_restart=True),
        "MaximumLoginAttempts": _fact("authentication_password", write_restrictable=True, cloud_restrictable=True),
        "GoroutineHealthThreshold": _fact(write_restrictable=True, cloud_restrictable=True),
        "EnableOAuthServiceProvider": _fact("integrations_integration_management"),
        "EnableDynamicClientRegistration": _fact("integrations_integration_management"),
        "DCRRedirectURIAllowlist": _fact("integrations_integration_management"),
        "EnableIncomingWebhooks": _fact("integrations_integration_management"),
        "EnableOutgoingWebhooks": _fact("integrations_integration_management"),
        "EnableOutgoingOAuthConnections": _fact("integrations_integration_management"),
        "EnableCommands": _fact("integrations_integration_management"),
        "OutgoingIntegrationRequestsTimeout": _fact("integrations_integration_management"),
        "EnablePostUsernameOverride": _fact("integrations_integration_management"),
        "EnablePostIconOverride": _fact("integrations_integration_management"),
        "GoogleDeveloperKey": _fact("site_posts", write_restrictable=True, cloud_restrictable=True),
        "EnableLinkPreviews": _fact("site_posts"),
        "EnablePermalinkPreviews": _fact("site_posts"),
        "RestrictLinkPreviews": _fact("site_posts"),
        "EnableTesting": _fact("environment_developer", write_restrictable=True, cloud_restrictable=True),
        "EnableDeveloper": _fact("environment_developer", write_restrictable=True, cloud_restrictable=True),
        "DeveloperFlags": _fact("environment_developer", cloud_restrictable=True),
        "EnableClientPerformanceDebugging": _fact(
            "environment_developer", write_restrictable=True, cloud_restrictable=True
        ),
        "EnableSecurityFixAlert": _fact("environment_smtp", write_restrictable=True, cloud_restrictable=True),
        "EnableInsecureOutgoingConnections": _fact(
            "environment_web_server", write_restrictable=True, cloud_restrictable=True
        ),
        "AllowedUntrustedInternalConnections": _fact(
            "environment_web_server", write_restrictable=True, cloud_restrictable=True
        ),
        "EnableMultifactorAuthentication": _fact("authentication_mfa"),
        "EnforceMultifactorAuthentication": _fact("authentication_mfa"),
        "EnableUserAccessTokens": _fact("integrations_integration_management"),
        "AllowCorsFrom": _fact("integrations_cors", write_restrictable=True, cloud_restrictable=True),
        "CorsExposedHeaders": _fact("integrations_cors", write_restrictable=True, cloud_restrictable=True),
        "CorsAllowCredentials": _fact("integrations_cors", write_restrictable=True, cloud_restrictable=True),
        "CorsDebug": _fact("integrations_cors", write_restrictable=True, cloud_restrictable=True),
        "AllowCookiesForSubdomains": _fact(write_restrictable=True, cloud_restrictable=True),
        "ExtendSessionLengthWithActivity": _fact(
            "environment_session_lengths", write_restrictable=True, cloud_restrictable=True, upgrade_default=True
        ),
        "TerminateSessionsOnPasswordChange": _fact(
            "environment_session_lengths", write_restrictable=True, cloud_restrictable=True, upgrade_default=True
        ),
        "SessionLengthWebInDays": _fact(
            "environment_session_lengths", write_restrictable=True, cloud_restrictable=True, upgrade_default=180
        ),
        "SessionLengthWebInHours": _fact(
            "environment_session_lengths", write_restrictable=True, cloud_restrictable=True
        ),
        "SessionLengthMobileInDays": _fact(
            "environment_session_lengths", write_restrictable=True, cloud_restrictable=True, upgrade_default=180
        ),
        "SessionLengthMobileInHours": _fact(
            "environment_session_lengths", write_restrictable=True, cloud_restrictable=True
        ),
        "SessionLengthSSOInDays": _fact(
            "environment_session_lengths", write_restrictable=True, cloud_restrictable=True
        ),
        "SessionLengthSSOInHours": _fact(
            "environment_session_lengths", write_restrictable=True, cloud_restrictable=True
        ),
        "SessionCacheInMinutes": _fact("environment_session_lengths", write_restrictable=True, cloud_restrictable=True),
        "SessionIdleTimeoutInMinutes": _fact(
            "environment_session_lengths", write_restrictable=True, cloud_restrictable=True
        ),
        "WebsocketSecurePort": _fact(write_restrictable=True, cloud_restrictable=True),
        "WebsocketPort": _fact(write_restrictable=True, cloud_restrictable=True),
        "WebserverMode": _fact(
            "environment_web_server", write_restrictable=True, cloud_restrictable=True, needs_restart=True
        ),
        "EnableGifPicker": _fact("integrations_gif"),
        "GiphySdkKey": _fact("integrations_gif"),
        "EnableCustomEmoji": _fact("site_emoji"),
        "EnableEmojiPicker": _fact("site_emoji"),
        "PostEditTimeLimit": _fact("user_management_permissions"),
        "TimeBetweenUserTypingUpdatesMilliseconds": _fact(
            "experimental_features", write_restrictable=True, cloud_restrictable=True
        ),
        "EnableCrossTeamSearch": _fact(write_restrictable=True, cloud_restrictable=True),
        "EnablePostSearch": _fact(write_restrictable=True, cloud_restrictable=True),
        "EnableFileSearch": _fact(write_restrictable=True),
        "MinimumHashtagLength": _fact("environment_database", write_restrictable=True, cloud_restrictable=True),
        "EnableUserTypingMessages": _fact("experimental_features", write_restrictable=True, cloud_restrictable=True),
        "EnableChannelViewedMessages": _fact("experimental_features", write_restrictable=True, cloud_restrictable=True),
        "EnableUserStatuses": _fact(write_restrictable=True, cloud_restrictable=True),
        "ExperimentalEnableAuthenticationTransfer": _fact("experimental_features"),
        "ClusterLogTimeoutMilliseconds": _fact(write_restrictable=True, cloud_restrictable=True),
        "EnableTutorial": _fact("experimental_features"),
        "EnableOnboardingFlow": _fact("experimental_features"),
        "ExperimentalEnableDefaultChannelLeaveJoinMessages": _fact("experimental_features"),
        "ExperimentalGroupUnreadChannels": _fact("experimental_features"),
        "EnableAPITeamDeletion": _fact(),
        "EnableAPITriggerAdminNotifications": _fact(),
        "EnableAPIUserDeletion": _fact(),
        "EnableAPIPostDeletion": _fact(),
        "EnableDesktopLandingPage": _fact(),
        "MinimumDesktopAppVersion": _fact("environment_web_server", write_restrictable=True, cloud_restrictable=True),
        "ExperimentalEnableHardenedMode": _fact("experimental_features"),
        "ExperimentalStrictCSRFEnforcement": _fact(
            "experimental_features", write_restrictable=True, cloud_restrictable=True
        ),
        "EnableEmailInvitations": _fact("authentication_signup"),
        "DisableBotsWhenOwnerIsDeactivated": _fact("integrations_bot_accounts"),
        "EnableBotAccountCreation": _fact("integrations_bot_accounts"),
        "EnableSVGs": _fact("site_posts", upgrade_default=True),
        "EnableLatex": _fact("site_posts", upgrade_default=True),
        "EnableInlineLatex": _fact("site_posts"),
        "PostPriority": _fact("site_posts"),
        "AllowPersistentNotifications": _fact("site_posts"),
        "AllowPersistentNotificationsForGuests": _fact("site_posts"),
        "PersistentNotificationIntervalMinutes": _fact("site_posts"),
        "PersistentNotificationMaxCount": _fact("site_posts"),
        "PersistentNotificationMaxRecipients": _fact("site_posts"),
        "EnableBurnOnRead": _fact("site_posts"),
        "BurnOnReadDurationSeconds": _fact("site_posts"),
        "BurnOnReadMaximumTimeToLiveSeconds": _fact("site_posts"),
        "BurnOnReadSchedulerFrequencySeconds": _fact("site_posts", cloud_restrictable=True),
        "EnableAPIChannelDeletion": _fact(),
        "EnableLocalMode": _fact(cloud_restrictable=True, needs_restart=True),
        "LocalModeSocketLocation": _fact(cloud_restrictable=True, needs_restart=True),
        "EnableAWSMetering": _fact(),
        "AWSMeteringTimeoutSeconds": _fact(write_restrictable=True, cloud_restrictable=True),
        "SplitKey": _fact("experimental_feature_flags", write_restrictable=True, masking=Masking.ALWAYS),
        "FeatureFlagSyncIntervalSeconds": _fact("experimental_feature_flags", write_restrictable=True),
        "DebugSplit": _fact("experimental_feature_flags", write_restrictable=True),
        "ThreadAutoFollow": _fact("experimental_features"),
        "CollapsedThreads": _fact("experimental_features"),
        "ManagedResourcePaths": _fact("environment_web_server", write_restrictable=True, cloud_restrictable=True),
        "EnableCustomGroups": _fact("site_users_and_teams"),
        "AllowSyncedDrafts": _fact("site_posts"),
        "UniqueEmojiReactionLimitPerPost": _fact("site_posts"),
        "RefreshPostStatsRunTime": _fact("site_users_and_teams"),
        "MaximumPayloadSizeBytes": _fact("environment_file_storage", write_restrictable=True, cloud_restrictable=True),
        "MaximumURLLength": _fact("environment_file_storage", write_restrictable=True, cloud_restrictable=True),
        "ScheduledPosts": _fact("site_posts"),
        "EnableWebHubChannelIteration": _fact(write_restrictable=True, cloud_restrictable=True),
        "FrameAncestors": _fact(write_restrictable=True, cloud_restrictable=True),
        "DeleteAccountLink": _fact("site_users_and_teams", write_restrictable=True, cloud_restrictable=True),
    },
    "TeamSettings": {
        "SiteName": _fact("site_customization"),
        "MaxUsersPerTeam": _fact("site_users_and_teams"),
        "EnableJoinLeaveMessageByDefault": _fact("site_users_and_teams"),
        "EnableUserCreation": _fact("authentication_signup"),
        "EnableOpenServer": _fact("authentication_signup"),
        "EnableUserDeactivation": _fact("experimental_features"),
        "RestrictCreationToDomains": _fact("authentication_signup"),
        "EnableCustomUserStatuses": _fact("site_users_and_teams"),
        "EnableCustomBrand": _fact("site_customization"),
        "CustomBrandText": _fact("site_customization"),
        "CustomDescriptionText": _fact("site_customization"),
        "RestrictDirectMessage": _fact("site_users_and_teams"),
        "EnableLastActiveTime": _fact("site_users_and_teams"),
        "UserStatusAwayTimeout": _fact("experimental_features"),
        "MaxChannelsPerTeam": _fact("site_users_and_teams"),
        "MaxNotificationsPerChannel": _fact("environment_push_notification_server"),
        "EnableConfirmNotificationsToChannel": _fact("site_notifications"),
        "TeammateNameDisplay": _fact("site_users_and_teams"),
        "ExperimentalViewArchivedChannels": _fact("experimental_features site_users_and_teams"),
        "ExperimentalEnableAutomaticReplies": _fact("experimental_features"),
        "LockTeammateNameDisplay": _fact("site_users_and_teams"),
        "ExperimentalPrimaryTeam": _fact("experimental_features"),
        "ExperimentalDefaultChannels": _fact("experimental_features"),
    },
    "ClientRequirements": {
        "AndroidLatestVersion": _fact(write_restrictable=True, cloud_restrictable=True),
        "AndroidMinVersion": _fact(write_restrictable=True, cloud_restrictable=True),
        "IosLatestVersion": _fact(write_restrictable=True, cloud_restrictable=True),
        "IosMinVersion": _fact(write_restrictable=True, cloud_restrictable=True),
    },
    "SqlSettings": {
        "DriverName": _fact(
            "environment_database", write_restrictable=True, cloud_restrictable=True, needs_restart=True
        ),
        "DataSource": _fact(
            "environment_database",
            write_restrictable=True,
            cloud_restrictable=True,
            masking=Masking.ALWAYS,
            needs_restart=True,
        ),
        "DataSourceReplicas": _fact(
            "environment_database",
            write_restrictable=True,
            cloud_restrictable=True,
            masking=Masking.EACH,
            needs_restart=True,
        ),
        "DataSourceSearchReplicas": _fact(
            "environment_database",
            write_restrictable=True,
            cloud_restrictable=True,
            masking=Masking.EACH,
            needs_restart=True,
        ),
        "MaxIdleConns": _fact(
            "environment_database", write_restrictable=True, cloud_restrictable=True, needs_restart=True
        ),
        "ConnMaxLifetimeMilliseconds": _fact(
            "environment_database", write_restrictable=True, cloud_restrictable=True, needs_restart=True
        ),
        "ConnMaxIdleTimeMilliseconds": _fact(
            "environment_database", write_restrictable=True, cloud_restrictable=True, needs_restart=True
        ),
        "MaxOpenConns": _fact(
            "environment_database", write_restrictable=True, cloud_restrictable=True, needs_restart=True
        ),
        "Trace": _fact("environment_database", write_restrictable=True, cloud_restrictable=True, needs_restart=True),
        "AtRestEncryptKey": _fact(
            "environment_database",
            write_restrictable=True,
            cloud_restrictable=True,
            masking=Masking.ALWAYS,
            needs_restart=True,
        ),
        "QueryTimeout": _fact(
            "environment_database", write_restrictable=True, cloud_restrictable=True, needs_restart=True
        ),
        "DisableDatabaseSearch": _fact(
            "environment_database", write_restrictable=True, cloud_restrictable=True, needs_restart=True
        ),
        "MigrationsStatementTimeoutSeconds": _fact(
            "environment_database", write_restrictable=True, cloud_restrictable=True, needs_restart=True
        ),
        "ReplicaLagSettings": _fact(
            "environment_database",
            write_restrictable=True,
            cloud_restrictable=True,
            masking=Masking.INSIDE,
            needs_restart=True,
        ),
        "ReplicaMonitorIntervalSeconds": _fact(
            "environment_database", write_restrictable=True, cloud_restrictable=True, needs_restart=True
        ),
    },
    "LogSettings": {
        "EnableConsole": _fact("environment_logging", write_restrictable=True, cloud_restrictable=True),
        "ConsoleLevel": _fact("environment_logging", write_restrictable=True, cloud_restrictable=True),
        "ConsoleJson": _fact("environment_logging", write_restrictable=True, cloud_restrictable=True),
        "EnableColor": _fact("environment_logging", write_restrictable=True, cloud_restrictable=True),
        "EnableFile": _fact("environment_logging", write_restrictable=True, cloud_restrictable=True),
        "FileLevel": _fact("environment_logging", write_restrictable=True, cloud_restrictable=True),
        "FileJson": _fact("environment_logging", write_restrictable=True, cloud_restrictable=True),
        "FileLocation": _fact("environment_logging", write_restrictable=True, cloud_restrictable=True),
        "EnableWebhookDebugging": _fact("environment_logging", write_restrictable=True, cloud_restrictable=True),
        "EnableDiagnostics": _fact("environment_logging", write_restrictable=True, cloud_restrictable=True),
        "EnableSentry": _fact("environment_logging", write_restrictable=True, cloud_restrictable=True),
        "AdvancedLoggingJSON": _fact("environment_logging", write_restrictable=True, cloud_restrictable=True),
        "MaxFieldSize": _fact("environment_logging", write_restrictable=True, cloud_restrictable=True),
    },
    "ExperimentalAuditSettings": {
        "FileEnabled": _fact("experimental_features", write_restrictable=True, cloud_restrictable=True),
        "FileName": _fact("experimental_features", write_restrictable=True, cloud_restrictable=True),
        "AdvancedLoggingJSON": _fact("experimental_features"),
        "Certificate": _fact("experimental_features"),
    },
    "PasswordSettings": {
        "MinimumLength": _fact("authentication_password"),
        "Lowercase": _fact("authentication_password"),
        "Number": _fact("authentication_password"),
        "Uppercase": _fact("authentication_password"),
        "Symbol": _fact("authentication_password"),
        "EnableForgotLink": _fact("authentication_password"),
    },
    "FileSettings": {
        "EnableFileAttachments": _fact("site_file_sharing_and_downloads"),
        "EnableMobileUpload": _fact("site_file_sharing_and_downloads"),
        "EnableMobileDownload": _fact("site_file_sharing_and_downloads"),
        "MaxFileSize": _fact("environment_file_storage", cloud_restrictable=True),
        "MaxImageResolution": _fact("environment_file_storage", cloud_restrictable=True),
        "MaxImageDecoderConcurrency": _fact("environment_file_storage", cloud_restrictable=True),
        "DriverName": _fact(
            "environment_file_storage", write_restrictable=True, cloud_restrictable=True, needs_restart=True
        ),
        "Directory": _fact(
            "environment_file_storage", write_restrictable=True, cloud_restrictable=True, needs_restart=True
        ),
        "EnablePublicLink": _fact("site_public_links", cloud_restrictable=True),
        "ExtractContent": _fact("environment_file_storage", write_restrictable=True),
        "ArchiveRecursion": _fact("environment_file_storage", write_restrictable=True),
        "PublicLinkSalt": _fact("site_public_links", cloud_restrictable=True, masking=Masking.ALWAYS),
        "InitialFont": _fact("environment_file_storage", cloud_restrictable=True),
        "AmazonS3AccessKeyId": _fact("environment_file_storage", write_restrictable=True, cloud_restrictable=True),
        "AmazonS3SecretAccessKey": _fact(
            "environment_file_storage", write_restrictable=True, cloud_restrictable=True, masking=Masking.IF_SET
        ),
        "AmazonS3Bucket": _fact("environment_file_storage", write_restrictable=True, cloud_restrictable=True),
        "AmazonS3PathPrefix": _fact("environment_file_storage", write_restrictable=True, cloud_restrictable=True),
        "AmazonS3Region": _fact("environment_file_storage", write_restrictable=True, cloud_restrictable=True),
        "AmazonS3Endpoint": _fact("environment_file_storage", write_restrictable=True, cloud_restrictable=True),
        "AmazonS3SSL": _fact("environment_file_storage", write_restrictable=True, cloud_restrictable=True),
        "AmazonS3SignV2": _fact("environment_file_storage", write_restrictable=True, cloud_restrictable=True),
        "AmazonS3SSE": _fact("environment_file_storage", write_restrictable=True, cloud_restrictable=True),
        "AmazonS3Trace": _fact("environment_file_storage", write_restrictable=True, cloud_restrictable=True),
        "AmazonS3RequestTimeoutMilliseconds": _fact(
            "environment_file_storage", write_restrictable=True, cloud_restrictable=True
        ),
        "AmazonS3UploadPartSizeBytes": _fact(
            "environment_file_storage", write_restrictable=True, cloud_restrictable=True
        ),
        "AmazonS3StorageClass": _fact("environment_file_storage", write_restrictable=True, cloud_restrictable=True),
        "DedicatedExportStore": _fact("environment_file_storage", write_restrictable=True),
        "ExportDriverName": _fact("environment_file_storage", write_restrictable=True),
        "ExportDirectory": _fact("environment_file_storage", write_restrictable=True),
        "ExportAmazonS3AccessKeyId": _fact("environment_file_storage", write_restrictable=True),
        "ExportAmazonS3SecretAccessKey": _fact(
            "environment_file_storage", write_restrictable=True, masking=Masking.IF_SET
        ),
        "ExportAmazonS3Bucket": _fact("environment_file_storage", write_restrictable=True),
        "ExportAmazonS3PathPrefix": _fact("environment_file_storage", write_restrictable=True),
        "ExportAmazonS3Region": _fact("environment_file_storage", write_restrictable=True),
        "ExportAmazonS3Endpoint": _fact("environment_file_storage", write_restrictable=True),
        "ExportAmazonS3SSL": _fact("environment_file_storage", write_restrictable=True),
        "ExportAmazonS3SignV2": _fact("environment_file_storage", write_restrictable=True),
        "ExportAmazonS3SSE": _fact("environment_file_storage", write_restrictable=True),
        "ExportAmazonS3Trace": _fact("environment_file_storage", write_restrictable=True),
        "ExportAmazonS3RequestTimeoutMilliseconds": _fact("environment_file_storage", write_restrictable=True),
        "ExportAmazonS3PresignExpiresSeconds": _fact("environment_file_storage", write_restrictable=True),
        "ExportAmazonS3UploadPartSizeBytes": _fact("environment_file_storage", write_restrictable=True),
        "ExportAmazonS3StorageClass": _fact("environment_file_storage", write_restrictable=True),
    },
    "EmailSettings": {
        "EnableSignUpWithEmail": _fact("authentication_email"),
        "EnableSignInWithEmail": _fact("authentication_email"),
        "EnableSignInWithUsername": _fact("authentication_email"),
        "SendEmailNotifications": _fact("site_notifications"),
        "UseChannelInEmailNotifications": _fact("experimental_features"),
        "RequireEmailVerification": _fact("authentication_email"),
        "FeedbackName": _fact("site_notifications"),
        "FeedbackEmail": _fact("site_notifications", cloud_restrictable=True),
        "ReplyToAddress": _fact("site_notifications", cloud_restrictable=True),
        "FeedbackOrganization": _fact("site_notifications"),
        "EnableSMTPAuth": _fact("environment_smtp", write_restrictable=True, cloud_restrictable=True),
        "SMTPUsername": _fact("environment_smtp", write_restrictable=True, cloud_restrictable=True),
        "SMTPPassword": _fact(
            "environment_smtp", write_restrictable=True, cloud_restrictable=True, masking=Masking.IF_SET
        ),
        "SMTPServer": _fact("environment_smtp", write_restrictable=True, cloud_restrictable=True),
        "SMTPPort": _fact("environment_smtp", write_restrictable=True, cloud_restrictable=True),
        "SMTPServerTimeout": _fact(cloud_restrictable=True),
        "ConnectionSecurity": _fact("environment_smtp", write_restrictable=True, cloud_restrictable=True),
        "SendPushNotifications": _fact("environment_push_notification_server", upgrade_default=True),
        "PushNotificationServer": _fact("environment_push_notification_server", upgrade_default=""),
        "PushNotificationContents": _fact("site_notifications"),
        "PushNotificationBuffer": _fact(),
        "EnableEmailBatching": _fact("site_notifications"),
        "EmailBatchingBufferSize": _fact("experimental_features"),
        "EmailBatchingInterval": _fact("experimental_features"),
        "EnablePreviewModeBanner": _fact("site_notifications"),
        "SkipServerCertificateVerification": _fact(
            "environment_smtp", write_restrictable=True, cloud_restrictable=True
        ),
        "EmailNotificationContentsType": _fact("site_notifications"),
        "LoginButtonColor": _fact("experimental_features"),
        "LoginButtonBorderColor": _fact("experimental_features"),
        "LoginButtonTextColor": _fact("experimental_features"),
    },
    "RateLimitSettings": {
        "Enable": _fact("environment_rate_limiting", write_restrictable=True, cloud_restrictable=True),
        "PerSec": _fact("environment_rate_limiting", write_restrictable=True, cloud_restrictable=True),
        "MaxBurst": _fact("environment_rate_limiting", write_restrictable=True, cloud_restrictable=True),
        "MemoryStoreSize": _fact("environment_rate_limiting", write_restrictable=True, cloud_restrictable=True),
        "VaryByRemoteAddr": _fact("environment_rate_limiting", write_restrictable=True, cloud_restrictable=True),
        "VaryByUser": _fact("environment_rate_limiting", write_restrictable=True, cloud_restrictable=True),
        "VaryByHeader": _fact("environment_rate_limiting", write_restrictable=True, cloud_restrictable=True),
    },
    "PrivacySettings": {
        "ShowEmailAddress": _fact("site_users_and_teams"),
        "ShowFullName": _fact("site_users_and_teams"),
        "UseAnonymousURLs": _fact("site_users_and_teams"),
    },
    "SupportSettings": {
        "TermsOfServiceLink": _fact("site_customization", write_restrictable=True, cloud_restrictable=True),
        "PrivacyPolicyLink": _fact("site_customization", write_restrictable=True, cloud_restrictable=True),
        "AboutLink": _fact("site_customization", write_restrictable=True, cloud_restrictable=True),
        "HelpLink": _fact("site_customization"),
        "ReportAProblemLink": _fact("site_customization", write_restrictable=True, cloud_restrictable=True),
        "ReportAProblemType": _fact("site_customization", write_restrictable=True, cloud_restrictable=True),
        "ReportAProblemMail": _fact("site_customization", write_restrictable=True, cloud_restrictable=True),
        "AllowDownloadLogs": _fact("site_customization", write_restrictable=True, cloud_restrictable=True),
        "ForgotPasswordLink": _fact("site_customization", write_restrictable=True, cloud_restrictable=True),
        "SupportEmail": _fact("site_notifications"),
        "CustomTermsOfServiceEnabled": _fact("compliance_custom_terms_of_service"),
        "CustomTermsOfServiceReAcceptancePeriod": _fact("compliance_custom_terms_of_service"),
        "EnableAskCommunityLink": _fact("site_customization"),
    },
    "AnnouncementSettings": {
        "EnableBanner": _fact("site_announcement_banner"),
        "BannerText": _fact("site_announcement_banner"),
        "BannerColor": _fact("site_announcement_banner"),
        "BannerTextColor": _fact("site_announcement_banner"),
        "AllowBannerDismissal": _fact("site_announcement_banner"),
        "AdminNoticesEnabled": _fact("site_notices"),
        "UserNoticesEnabled": _fact("site_notices"),
        "NoticesURL": _fact("site_notices", write_restrictable=True),
        "NoticesFetchFrequency": _fact("site_notices", write_restrictable=True),
        "NoticesSkipCache": _fact("site_notices", write_restrictable=True),
    },
    "ThemeSettings": {
        "EnableThemeSelection": _fact("experimental_features"),
        "DefaultTheme": _fact("experimental_features"),
        "AllowCustomThemes": _fact("experimental_features"),
        "AllowedThemes": _fact(),
    },
    "GitLabSettings": {
        "Enable": _fact("authentication_openid"),
        "Secret": _fact("authentication_openid", masking=Masking.IF_SET),
        "Id": _fact("authentication_openid"),
        "Scope": _fact("authentication_openid"),
        "AuthEndpoint": _fact("authentication_openid"),
        "TokenEndpoint": _fact("authentication_openid"),
        "UserAPIEndpoint": _fact("authentication_openid"),
        "DiscoveryEndpoint": _fact("authentication_openid"),
        "ButtonText": _fact("authentication_openid"),
        "ButtonColor": _fact("authentication_openid"),
        "UsePreferredUsername": _fact("authentication_openid"),
    },
    "GoogleSettings": {
        "Enable": _fact("authentication_openid"),
        "Secret": _fact("authentication_openid", masking=Masking.IF_SET),
        "Id": _fact("authentication_openid"),
        "Scope": _fact("authentication_openid"),
        "AuthEndpoint": _fact("authentication_openid"),
        "TokenEndpoint": _fact("authentication_openid"),
        "UserAPIEndpoint": _fact("authentication_openid"),
        "DiscoveryEndpoint": _fact("authentication_openid"),
        "ButtonText": _fact("authentication_openid"),
        "ButtonColor": _fact("authentication_openid"),
        "UsePreferredUsername": _fact("authentication_openid"),
    },
    "Office365Settings": {
        "Enable": _fact("authentication_openid"),
        "Secret": _fact("authentication_openid", masking=Masking.IF_SET),
        "Id": _fact("authentication_openid"),
        "Scope": _fact("authentication_openid"),
        "AuthEndpoint": _fact("authentication_openid"),
        "TokenEndpoint": _fact("authentication_openid"),
        "UserAPIEndpoint": _fact("authentication_openid"),
        "DiscoveryEndpoint": _fact("authentication_openid"),
        "DirectoryId": _fact("authentication_openid"),
        "UsePreferredUsername": _fact("authentication_openid"),
    },
    "OpenIdSettings": {
        "Enable": _fact("authentication_openid"),
        "Secret": _fact("authentication_openid", masking=Masking.IF_SET),
        "Id": _fact("authentication_openid"),
        "Scope": _fact("authentication_openid"),
        "AuthEndpoint": _fact("authentication_openid"),
        "TokenEndpoint": _fact("authentication_openid"),
        "UserAPIEndpoint": _fact("authentication_openid"),
        "DiscoveryEndpoint": _fact("authentication_openid"),
        "ButtonText": _fact("authentication_openid"),
        "ButtonColor": _fact("authentication_openid"),
        "UsePreferredUsername": _fact("authentication_openid"),
    },
    "LdapSettings": {
        "Enable": _fact("authentication_ldap"),
        "EnableSync": _fact("authentication_ldap"),
        "LdapServer": _fact("authentication_ldap"),
        "LdapPort": _fact("authentication_ldap"),
        "ConnectionSecurity": _fact("authentication_ldap"),
        "BaseDN": _fact("authentication_ldap"),
        "BindUsername": _fact("authentication_ldap"),
        "BindPassword": _fact("authentication_ldap", masking=Masking.IF_SET),
        "MaximumLoginAttempts": _fact("authentication_ldap"),
        "UserFilter": _fact("authentication_ldap"),
        "GroupFilter": _fact("authentication_ldap"),
        "GuestFilter": _fact("authentication_ldap"),
        "EnableAdminFilter": _fact(),
        "AdminFilter": _fact(),
        "GroupDisplayNameAttribute": _fact("authentication_ldap"),
        "GroupIdAttribute": _fact("authentication_ldap"),
        "FirstNameAttribute": _fact("authentication_ldap"),
        "LastNameAttribute": _fact("authentication_ldap"),
        "EmailAttribute": _fact("authentication_ldap"),
        "UsernameAttribute": _fact("authentication_ldap"),
        "NicknameAttribute": _fact("authentication_ldap"),
        "IdAttribute": _fact("authentication_ldap"),
        "PositionAttribute": _fact("authentication_ldap"),
        "LoginIdAttribute": _fact("authentication_ldap"),
        "PictureAttribute": _fact("authentication_ldap"),
        "SyncIntervalMinutes": _fact("authentication_ldap"),
        "ReAddRemovedMembers": _fact("authentication_ldap"),
        "SkipCertificateVerification": _fact("authentication_ldap"),
        "PublicCertificateFile": _fact("authentication_ldap"),
        "PrivateKeyFile": _fact("authentication_ldap"),
        "QueryTimeout": _fact("authentication_ldap"),
        "MaxPageSize": _fact("authentication_ldap"),
        "LoginFieldName": _fact("authentication_ldap"),
        "LoginButtonColor": _fact("experimental_features"),
        "LoginButtonBorderColor": _fact("experimental_features"),
        "LoginButtonTextColor": _fact("experimental_features"),
    },
    "ComplianceSettings": {
        "Enable": _fact("compliance_compliance_monitoring"),
        "Directory": _fact("compliance_compliance_monitoring"),
        "EnableDaily": _fact("compliance_compliance_monitoring"),
        "BatchSize": _fact("compliance_compliance_monitoring"),
    },
    "LocalizationSettings": {
        "DefaultServerLocale": _fact("site_localization"),
        "DefaultClientLocale": _fact("site_localization"),
        "AvailableLocales": _fact("site_localization"),
        "EnableExperimentalLocales": _fact("site_localization"),
    },
    "SamlSettings": {
        "Enable": _fact("authentication_saml"),
        "EnableSyncWithLdap": _fact("authentication_saml"),
        "EnableSyncWithLdapIncludeAuth": _fact("authentication_saml"),
        "IgnoreGuestsLdapSync": _fact("authentication_saml"),
        "Verify": _fact("authentication_saml"),
        "Encrypt": _fact("authentication_saml"),
        "SignRequest": _fact("authentication_saml"),
        "IdpURL": _fact("authentication_saml"),
        "IdpDescriptorURL": _fact("authentication_saml"),
        "IdpMetadataURL": _fact("authentication_saml"),
        "ServiceProviderIdentifier": _fact("authentication_saml"),
        "AssertionConsumerServiceURL": _fact("authentication_saml"),
        "SignatureAlgorithm": _fact("authentication_saml"),
        "CanonicalAlgorithm": _fact("authentication_saml"),
        "ScopingIDPProviderId": _fact("authentication_saml"),
        "ScopingIDPName": _fact("authentication_saml"),
        "IdpCertificateFile": _fact("authentication_saml"),
        "PublicCertificateFile": _fact("authentication_saml"),
        "PrivateKeyFile": _fact("authentication_saml"),
        "IdAttribute": _fact("authentication_saml"),
        "GuestAttribute": _fact("authentication_saml"),
        "EnableAdminAttribute": _fact(),
        "AdminAttribute": _fact(),
        "FirstNameAttribute": _fact("authentication_saml"),
        "LastNameAttribute": _fact("authentication_saml"),
        "EmailAttribute": _fact("authentication_saml"),
        "UsernameAttribute": _fact("authentication_saml"),
        "NicknameAttribute": _fact("authentication_saml"),
        "LocaleAttribute": _fact("authentication_saml"),
        "PositionAttribute": _fact("authentication_saml"),
        "LoginButtonText": _fact("authentication_saml"),
        "LoginButtonColor": _fact("experimental_features"),
        "LoginButtonBorderColor": _fact("experimental_features"),
        "LoginButtonTextColor": _fact("experimental_features"),
    },
    "NativeAppSettings": {
        "AppCustomURLSchemes": _fact("site_customization", write_restrictable=True, cloud_restrictable=True),
        "AppDownloadLink": _fact("site_customization", write_restrictable=True, cloud_restrictable=True),
        "AndroidAppDownloadLink": _fact("site_customization", write_restrictable=True, cloud_restrictable=True),
        "IosAppDownloadLink": _fact("site_customization", write_restrictable=True, cloud_restrictable=True),
        "MobileExternalBrowser": _fact("site_customization", write_restrictable=True, cloud_restrictable=True),
        "MobileEnableBiometrics": _fact("site_customization", write_restrictable=True),
        "MobilePreventScreenCapture": _fact("site_customization", write_restrictable=True),
        "MobileJailbreakProtection": _fact("site_customization", write_restrictable=True),
        "MobileEnableSecureFilePreview": _fact("site_customization", write_restrictable=True),
        "MobileAllowPdfLinkNavigation": _fact("site_customization", write_restrictable=True),
        "EnableIntuneMAM": _fact("site_customization", write_restrictable=True),
    },
    "IntuneSettings": {
        "Enable": _fact("environment_mobile_security"),
        "TenantId": _fact("environment_mobile_security"),
        "ClientId": _fact("environment_mobile_security"),
        "AuthService": _fact("environment_mobile_security"),
    },
    "CacheSettings": {
        "CacheType": _fact(write_restrictable=True, cloud_restrictable=True, needs_restart=True),
        "RedisAddress": _fact(write_restrictable=True, cloud_restrictable=True, needs_restart=True),
        "RedisPassword": _fact(
            write_restrictable=True, cloud_restrictable=True, masking=Masking.ALWAYS, needs_restart=True
        ),
        "RedisDB": _fact(write_restrictable=True, cloud_restrictable=True, needs_restart=True),
        "RedisCachePrefix": _fact(write_restrictable=True, cloud_restrictable=True, needs_restart=True),
        "DisableClientCache": _fact(write_restrictable=True, cloud_restrictable=True, needs_restart=True),
    },
    "ClusterSettings": {
        "Enable": _fact("environment_high_availability", write_restrictable=True, needs_restart=True),
        "ClusterName": _fact(
            "environment_high_availability", write_restrictable=True, cloud_restrictable=True, needs_restart=True
        ),
        "OverrideHostname": _fact(
            "environment_high_availability", write_restrictable=True, cloud_restrictable=True, needs_restart=True
        ),
        "NetworkInterface": _fact(
            "environment_high_availability", write_restrictable=True, cloud_restrictable=True, needs_restart=True
        ),
        "BindAddress": _fact(
            "environment_high_availability", write_restrictable=True, cloud_restrictable=True, needs_restart=True
        ),
        "AdvertiseAddress": _fact(
            "environment_high_availability", write_restrictable=True, cloud_restrictable=True, needs_restart=True
        ),
        "UseIPAddress": _fact(
            "environment_high_availability", write_restrictable=True, cloud_restrictable=True, needs_restart=True
        ),
        "EnableGossipCompression": _fact(
            "environment_high_availability", write_restrictable=True, cloud_restrictable=True, needs_restart=True
        ),
        "EnableExperimentalGossipEncryption": _fact(needs_restart=True),
        "EnableGossipEncryption": _fact(
            "environment_high_availability", write_restrictable=True, cloud_restrictable=True, needs_restart=True
        ),
        "ReadOnlyConfig": _fact(
            "environment_high_availability", write_restrictable=True, cloud_restrictable=True, needs_restart=True
        ),
        "GossipPort": _fact(
            "environment_high_availability", write_restrictable=True, cloud_restrictable=True, needs_restart=True
        ),
    },
    "MetricsSettings": {
        "Enable": _fact(
            "environment_performance_monitoring", write_restrictable=True, cloud_restrictable=True, needs_restart=True
        ),
        "BlockProfileRate": _fact(
            "environment_performance_monitoring", write_restrictable=True, cloud_restrictable=True
        ),
        "ListenAddress": _fact(
            "environment_performance_monitoring", write_restrictable=True, cloud_restrictable=True, needs_restart=True
        ),
        "EnableClientMetrics": _fact(
            "environment_performance_monitoring", write_restrictable=True, cloud_restrictable=True
        ),
        "EnableNotificationMetrics": _fact(
            "environment_performance_monitoring", write_restrictable=True, cloud_restrictable=True
        ),
        "ClientSideUserIds": _fact(
            "environment_performance_monitoring", write_restrictable=True, cloud_restrictable=True
        ),
    },
    "ExperimentalSettings": {
        "ClientSideCertEnable": _fact("experimental_features", cloud_restrictable=True),
        "LinkMetadataTimeoutMilliseconds": _fact(
            "experimental_features", write_restrictable=True, cloud_restrictable=True
        ),
        "RestrictSystemAdmin": _fact("*_read", write_restrictable=True),
        "EnableSharedChannels": _fact("experimental_features"),
        "EnableRemoteClusterService": _fact("experimental_features"),
        "DisableAppBar": _fact("experimental_features"),
        "DisableRefetchingOnBrowserFocus": _fact("experimental_features"),
        "DelayChannelAutocomplete": _fact("experimental_features"),
        "DisableWakeUpReconnectHandler": _fact("experimental_features"),
        "UsersStatusAndProfileFetchingPollIntervalMilliseconds": _fact("experimental_features"),
        "YoutubeReferrerPolicy": _fact("experimental_features"),
        "ExperimentalChannelCategorySorting": _fact("experimental_features"),
    },
    "AnalyticsSettings": {
        "MaxUsersForStatistics": _fact(write_restrictable=True, cloud_restrictable=True),
    },
    "ElasticsearchSettings": {
        "ConnectionURL": _fact("environment_elasticsearch", write_restrictable=True, cloud_restrictable=True),
        "Backend": _fact("environment_elasticsearch", write_restrictable=True, cloud_restrictable=True),
        "Username": _fact("environment_elasticsearch", write_restrictable=True, cloud_restrictable=True),
        "Password": _fact(
            "environment_elasticsearch", write_restrictable=True, cloud_restrictable=True, masking=Masking.ALWAYS
        ),
        "EnableIndexing": _fact("environment_elasticsearch", write_restrictable=True, cloud_restrictable=True),
        "EnableSearching": _fact("environment_elasticsearch", write_restrictable=True, cloud_restrictable=True),
        "EnableCJKAnalyzers": _fact("environment_elasticsearch", write_restrictable=True, cloud_restrictable=True),
        "EnableAutocomplete": _fact("environment_elasticsearch", write_restrictable=True, cloud_restrictable=True),
        "Sniff": _fact("environment_elasticsearch", write_restrictable=True, cloud_restrictable=True),
        "PostIndexReplicas": _fact("environment_elasticsearch", write_restrictable=True, cloud_restrictable=True),
        "PostIndexShards": _fact("environment_elasticsearch", write_restrictable=True, cloud_restrictable=True),
        "ChannelIndexReplicas": _fact("environment_elasticsearch", write_restrictable=True, cloud_restrictable=True),
        "ChannelIndexShards": _fact("environment_elasticsearch", write_restrictable=True, cloud_restrictable=True),
        "UserIndexReplicas": _fact("environment_elasticsearch", write_restrictable=True, cloud_restrictable=True),
        "UserIndexShards": _fact("environment_elasticsearch", write_restrictable=True, cloud_restrictable=True),
        "AggregatePostsAfterDays": _fact("environment_elasticsearch", write_restrictable=True, cloud_restrictable=True),
        "PostsAggregatorJobStartTime": _fact(
            "environment_elasticsearch", write_restrictable=True, cloud_restrictable=True
        ),
        "IndexPrefix": _fact("environment_elasticsearch", write_restrictable=True, cloud_restrictable=True),
        "GlobalSearchPrefix": _fact("environment_elasticsearch", write_restrictable=True, cloud_restrictable=True),
        "LiveIndexingBatchSize": _fact("environment_elasticsearch", write_restrictable=True, cloud_restrictable=True),
        "BulkIndexingTimeWindowSeconds": _fact(),
        "BatchSize": _fact("environment_elasticsearch", write_restrictable=True, cloud_restrictable=True),
        "RequestTimeoutSeconds": _fact("environment_elasticsearch", write_restrictable=True, cloud_restrictable=True),
        "SkipTLSVerification": _fact("environment_elasticsearch", write_restrictable=True, cloud_restrictable=True),
        "CA": _fact("environment_elasticsearch", write_restrictable=True, cloud_restrictable=True),
        "ClientCert": _fact("environment_elasticsearch", write_restrictable=True, cloud_restrictable=True),
        "ClientKey": _fact("environment_elasticsearch", write_restrictable=True, cloud_restrictable=True),
        "Trace": _fact("environment_elasticsearch", write_restrictable=True, cloud_restrictable=True),
        "IgnoredPurgeIndexes": _fact("environment_elasticsearch", write_restrictable=True, cloud_restrictable=True),
        "EnableSearchPublicChannelsWithoutMembership": _fact(
            "environment_elasticsearch", write_restrictable=True, cloud_restrictable=True
        ),
    },
    "DataRetentionSettings": {
        "EnableMessageDeletion": _fact("compliance_data_retention_policy"),
        "EnableFileDeletion": _fact("compliance_data_retention_policy"),
        "EnableBoardsDeletion": _fact("compliance_data_retention_policy"),
        "MessageRetentionDays": _fact("compliance_data_retention_policy"),
        "MessageRetentionHours": _fact("compliance_data_retention_policy"),
        "FileRetentionDays": _fact("compliance_data_retention_policy"),
        "FileRetentionHours": _fact("compliance_data_retention_policy"),
        "BoardsRetentionDays": _fact("compliance_data_retention_policy"),
        "DeletionJobStartTime": _fact("compliance_data_retention_policy"),
        "BatchSize": _fact("compliance_data_retention_policy"),
        "TimeBetweenBatchesMilliseconds": _fact("compliance_data_retention_policy"),
        "RetentionIdsBatchSize": _fact("compliance_data_retention_policy"),
        "PreservePinnedPosts": _fact("compliance_data_retention_policy"),
    },
    "MessageExportSettings": {
        "EnableExport": _fact("compliance_compliance_export"),
        "ExportFormat": _fact("compliance_compliance_export"),
        "DailyRunTime": _fact("compliance_compliance_export"),
        "ExportFromTimestamp": _fact("compliance_compliance_export"),
        "BatchSize": _fact("compliance_compliance_export"),
        "DownloadExportResults": _fact("compliance_compliance_export"),
        "ChannelBatchSize": _fact("compliance_compliance_export"),
        "ChannelHistoryBatchSize": _fact("compliance_compliance_export"),
        "GlobalRelaySettings": _fact("compliance_compliance_export", masking=Masking.INSIDE),
    },
    "JobSettings": {
        "RunJobs": _fact(write_restrictable=True, cloud_restrictable=True, needs_restart=True),
        "RunScheduler": _fact(write_restrictable=True, cloud_restrictable=True, needs_restart=True),
        "CleanupJobsThresholdDays": _fact(write_restrictable=True, cloud_restrictable=True),
        "CleanupConfigThresholdDays": _fact(write_restrictable=True, cloud_restrictable=True),
    },
    "PluginSettings": {
        "Enable": _fact("plugins", write_restrictable=True),
        "EnableUploads": _fact("plugins", write_restrictable=True, cloud_restrictable=True),
        "AllowInsecureDownloadURL": _fact("plugins", write_restrictable=True, cloud_restrictable=True),
        "EnableHealthCheck": _fact("plugins", write_restrictable=True, cloud_restrictable=True),
        "Directory": _fact("plugins", write_restrictable=True, cloud_restrictable=True, needs_restart=True),
        "ClientDirectory": _fact("plugins", write_restrictable=True, cloud_restrictable=True, needs_restart=True),
        "Plugins": _fact("plugins", masking=Masking.INSIDE),
        "PluginStates": _fact("plugins"),
        "EnableMarketplace": _fact("plugins", write_restrictable=True, cloud_restrictable=True),
        "EnableRemoteMarketplace": _fact("plugins", write_restrictable=True, cloud_restrictable=True),
        "AutomaticPrepackagedPlugins": _fact("plugins", write_restrictable=True, cloud_restrictable=True),
        "RequirePluginSignature": _fact("plugins", write_restrictable=True, cloud_restrictable=True),
        "MarketplaceURL": _fact("plugins", write_restrictable=True, cloud_restrictable=True),
        "SignaturePublicKeyFiles": _fact("plugins", write_restrictable=True, cloud_restrictable=True),
        "ChimeraOAuthProxyURL": _fact("plugins", write_restrictable=True, cloud_restrictable=True),
    },
    "DisplaySettings": {
        "CustomURLSchemes": _fact("site_posts"),
        "MaxMarkdownNodes": _fact("site_posts"),
    },
    "GuestAccountsSettings": {
        "Enable": _fact("authentication_guest_access"),
        "HideTags": _fact("authentication_guest_access"),
        "AllowEmailAccounts": _fact("authentication_guest_access"),
        "EnforceMultifactorAuthentication": _fact("authentication_guest_access"),
        "RestrictCreationToDomains": _fact("authentication_guest_access"),
        "EnableGuestMagicLink": _fact("authentication_guest_access"),
    },
    "ImageProxySettings": {
        "Enable": _fact("environment_image_proxy"),
        "ImageProxyType": _fact("environment_image_proxy"),
        "RemoteImageProxyURL": _fact("environment_image_proxy"),
        "RemoteImageProxyOptions": _fact("environment_image_proxy"),
    },
    "CloudSettings": {
        "CWSURL": _fact(write_restrictable=True),
        "CWSAPIURL": _fact(write_restrictable=True),
        "CWSMock": _fact(write_restrictable=True),
        "Disable": _fact(write_restrictable=True, cloud_restrictable=True),
        "PreviewModalBucketURL": _fact(write_restrictable=True),
    },
    "FeatureFlags": {
        "TestFeature": _fact(),
        "TestBoolFeature": _fact(),
        "EnableRemoteClusterService": _fact(),
        "EnableSharedChannelsDMs": _fact(),
        "EnableSharedChannelsPlugins": _fact(),
        "EnableSharedChannelsMemberSync": _fact(),
        "EnableSyncAllUsersForRemoteCluster": _fact(),
        "AppsEnabled": _fact(),
        "PermalinkPreviews": _fact(),
        "NormalizeLdapDNs": _fact(),
        "WysiwygEditor": _fact(),
        "OnboardingTourTips": _fact(),
        "DeprecateCloudFree": _fact(),
        "EnableExportDirectDownload": _fact(),
        "MoveThreadsEnabled": _fact(),
        "StreamlinedMarketplace": _fact(),
        "CloudIPFiltering": _fact(),
        "ConsumePostHook": _fact(),
        "CloudAnnualRenewals": _fact(),
        "CloudDedicatedExportUI": _fact(),
        "ChannelBookmarks": _fact(),
        "WebSocketEventScope": _fact(),
        "NotificationMonitoring": _fact(),
        "ExperimentalAuditSettingsSystemConsoleUI": _fact(),
        "CustomProfileAttributes": _fact(),
        "AttributeBasedAccessControl": _fact(),
        "ContentFlagging": _fact(),
        "InteractiveDialogAppsForm": _fact(),
        "EnableMattermostEntry": _fact(),
        "MobileSSOCodeExchange": _fact(),
        "AutoTranslation": _fact(),
        "BurnOnRead": _fact(),
        "EnableAIPluginBridge": _fact(),
        "EnableAIRecaps": _fact(),
        "CJKSearch": _fact(),
    },
    "ImportSettings": {
        "Directory": _fact(cloud_restrictable=True),
        "RetentionDays": _fact(),
    },
    "ExportSettings": {
        "Directory": _fact(cloud_restrictable=True),
        "RetentionDays": _fact(),
    },
    "WranglerSettings": {
        "PermittedWranglerRoles": _fact(),
        "AllowedEmailDomain": _fact(),
        "MoveThreadMaxCount": _fact(),
        "MoveThreadToAnotherTeamEnable": _fact(),
        "MoveThreadFromPrivateChannelEnable": _fact(),
        "MoveThreadFromDirectMessageChannelEnable": _fact(),
        "MoveThreadFromGroupMessageChannelEnable": _fact(),
    },
    "ConnectedWorkspacesSettings": {
        "EnableSharedChannels": _fact(),
        "EnableRemoteClusterService": _fact(),
        "DisableSharedChannelsStatusSync": _fact(),
        "SyncUsersOnConnectionOpen": _fact(),
        "GlobalUserSyncBatchSize": _fact(),
        "MaxPostsPerSync": _fact(),
        "MemberSyncBatchSize": _fact(),
    },
    "AccessControlSettings": {
        "EnableAttributeBasedAccessControl": _fact(),
        "EnableUserManagedAttributes": _fact(write_restrictable=True),
    },
    "ContentFlaggingSettings": {
        "EnableContentFlagging": _fact(),
        "NotificationSettings": _fact(),
        "AdditionalSettings": _fact(),
        "ReviewerSettings": _fact(),
    },
    "AutoTranslationSettings": {
        "Enable": _fact("site_localization", cloud_restrictable=True),
        "RestrictDMAndGM": _fact("site_localization", cloud_restrictable=True),
        "Provider": _fact("site_localization", cloud_restrictable=True),
        "TargetLanguages": _fact("site_localization", cloud_restrictable=True),
        "Workers": _fact("site_localization", cloud_restrictable=True),
        "TimeoutMs": _fact("site_localization", cloud_restrictable=True),
        "LibreTranslate": _fact("site_localization", cloud_restrictable=True, masking=Masking.INSIDE),
        "Agents": _fact("site_localization", cloud_restrictable=True),
    },
}
