"""Rules for the web server, teams, mail and running the server."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, cast

from mattermost_py.config.rules import (
    at_least,
    between,
    each,
    has_scheme,
    is_colour,
    is_email,
    is_http_url,
    is_id,
    is_listen_address,
    is_moment,
    is_version,
    is_websocket_url,
    matching,
    moment_ms,
    not_empty,
    one_of,
    positive,
    rule,
    whole,
)
from mattermost_py.config.settings import Settings

_CIPHERS = frozenset(
    {
        "TLS_RSA_WITH_RC4_128_SHA",
        "TLS_RSA_WITH_3DES_EDE_CBC_SHA",
        "TLS_RSA_WITH_AES_128_CBC_SHA",
        "TLS_RSA_WITH_AES_256_CBC_SHA",
        "TLS_RSA_WITH_AES_128_CBC_SHA256",
        "TLS_RSA_WITH_AES_128_GCM_SHA256",
        "TLS_RSA_WITH_AES_256_GCM_SHA384",
        "TLS_ECDHE_ECDSA_WITH_RC4_128_SHA",
        "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA",
        "TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA",
        "TLS_ECDHE_RSA_WITH_RC4_128_SHA",
        "TLS_ECDHE_RSA_WITH_3DES_EDE_CBC_SHA",
        "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA",
        "TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA",
        "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256",
        "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256",
        "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
        "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
        "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
        "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
        "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305",
        "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305",
    }
)


_LOG_TARGETS = {"console", "file", "syslog", "tcp", "none"}


def _log_targets(value: Mapping[str, Any]) -> bool:
    return all(map(_is_log_target, value.values()))


def _is_log_target(value: Any) -> bool:
    if not isinstance(value, Mapping):
        return False
    target = cast("Mapping[str, object]", value)
    levels = target.get("levels", target.get("Levels", []))
    kind = target.get("type", target.get("Type", "none"))
    return isinstance(kind, str) and kind.lower() in _LOG_TARGETS and isinstance(levels, list | tuple)


def _has_site_url(settings: Settings) -> bool:
    return settings.ServiceSettings.SiteURL != ""


TEAM = (
    positive("TeamSettings.MaxUsersPerTeam", "max_users"),
    positive("TeamSettings.MaxChannelsPerTeam", "max_channels"),
    positive("TeamSettings.UserStatusAwayTimeout", "user_status_away_timeout"),
    positive("TeamSettings.MaxNotificationsPerChannel", "max_notify_per_channel"),
    one_of("TeamSettings.RestrictDirectMessage", "restrict_direct_message", "any", "team"),
    one_of("TeamSettings.TeammateNameDisplay", "teammate_name_display", "full_name", "nickname_full_name", "username"),
    rule("TeamSettings.SiteName", "sitename_length", "30 bytes or less", lambda name: len(name.encode()) <= 30),
    rule("TeamSettings.ExperimentalViewArchivedChannels", "experimental_view_archived_channels", "true", bool),
)


EXPERIMENTS = (
    rule("ExperimentalSettings.ClientSideCertEnable", "client_side_cert_enable", "false", lambda on: not on),
    positive("ExperimentalSettings.LinkMetadataTimeoutMilliseconds", "link_metadata_timeout"),
)


EMAIL = (
    one_of("EmailSettings.ConnectionSecurity", "email_security", "", "TLS", "STARTTLS", "PLAIN"),
    positive("EmailSettings.EmailBatchingBufferSize", "email_batching_buffer_size"),
    at_least("EmailSettings.EmailBatchingInterval", "email_batching_interval", 30),
    one_of("EmailSettings.EmailNotificationContentsType", "email_notification_contents_type", "full", "generic"),
    rule(
        "EmailSettings.EnableEmailBatching",
        "site_url_email_batching",
        "false while ServiceSettings.SiteURL is empty",
        lambda on: not on,
        when=lambda s: not _has_site_url(s),
    ),
    rule(
        "EmailSettings.EnableEmailBatching",
        "cluster_email_batching",
        "false while ClusterSettings.Enable is true",
        lambda on: not on,
        when=lambda s: s.ClusterSettings.Enable,
    ),
)


SERVICE = (
    rule(
        "ServiceSettings.AllowCookiesForSubdomains",
        "allow_cookies_for_subdomains",
        "false while ServiceSettings.SiteURL is empty",
        lambda on: not on,
        when=lambda s: not _has_site_url(s),
    ),
    one_of("ServiceSettings.ConnectionSecurity", "webserver_security", "", "TLS"),
    each(
        "ServiceSettings.TLSOverwriteCiphers",
        "tls_overwrite_cipher",
        "cipher names such as TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
        _CIPHERS.__contains__,
    ),
    positive("ServiceSettings.MaximumPayloadSizeBytes", "max_payload_size"),
    positive("ServiceSettings.MaximumURLLength", "max_url_length"),
    positive("ServiceSettings.ReadTimeout", "read_timeout"),
    positive("ServiceSettings.WriteTimeout", "write_timeout"),
    at_least("ServiceSettings.TimeBetweenUserTypingUpdatesMilliseconds", "time_between_user_typing", 1000),
    positive("ServiceSettings.MaximumLoginAttempts", "login_attempts"),
    matching("ServiceSettings.SiteURL", "site_url", "a URL such as https://chat.example.com", is_http_url),
    matching("ServiceSettings.WebsocketURL", "websocket_url", "a URL such as wss://chat.example.com", is_websocket_url),
    matching(
        "ServiceSettings.MinimumDesktopAppVersion", "minimum_desktop_app_version", "a version such as 5.9.0", is_version
    ),
    rule(
        "ServiceSettings.ListenAddress",
        "listen_address",
        "HOST:PORT, or :PORT for every address of this machine",
        is_listen_address,
    ),
    positive("ServiceSettings.OutgoingIntegrationRequestsTimeout", "outgoing_integrations_request_timeout"),
    one_of(
        "ServiceSettings.ExperimentalGroupUnreadChannels",
        "group_unread_channels",
        "disabled",
        "default_on",
        "default_off",
    ),
    rule(
        "ServiceSettings.ThreadAutoFollow",
        "collapsed_threads.autofollow",
        'true unless ServiceSettings.CollapsedThreads is "disabled"',
        bool,
        when=lambda s: s.ServiceSettings.CollapsedThreads != "disabled",
    ),
    one_of(
        "ServiceSettings.CollapsedThreads", "collapsed_threads", "disabled", "default_on", "default_off", "always_on"
    ),
    at_least("ServiceSettings.PersistentNotificationIntervalMinutes", "persistent_notifications_interval", 2),
    positive("ServiceSettings.PersistentNotificationMaxCount", "persistent_notifications_count"),
    positive("ServiceSettings.PersistentNotificationMaxRecipients", "persistent_notifications_recipients"),
    each(
        "ServiceSettings.DCRRedirectURIAllowlist",
        "dcr_redirect_uri_allowlist",
        "URL patterns such as https://*.example.com/callback",
        lambda text: has_scheme(text.strip(), "http", "https"),
    ),
    rule(
        "ServiceSettings.LocalModeSocketLocation",
        "local_mode_socket",
        "a path in a folder that exists",
        lambda text: Path(text).parent.is_dir(),
        when=lambda s: s.ServiceSettings.EnableLocalMode,
    ),
    between("PasswordSettings.MinimumLength", "password_length", 5, 72),
    rule(
        "SupportSettings.ReportAProblemMail",
        "report_a_problem_mail.invalid",
        "a mail address",
        is_email,
        when=lambda s: s.SupportSettings.ReportAProblemType == "email",
    ),
    rule(
        "SupportSettings.ReportAProblemLink",
        "report_a_problem_link.invalid",
        "a URL such as https://help.example.com",
        is_http_url,
        when=lambda s: s.SupportSettings.ReportAProblemType == "link",
    ),
)


OPERATIONS = (
    positive("RateLimitSettings.MemoryStoreSize", "rate_mem"),
    positive("RateLimitSettings.PerSec", "rate_sec"),
    positive("RateLimitSettings.MaxBurst", "max_burst"),
    one_of("CacheSettings.CacheType", "cache_type", "lru", "redis"),
    not_empty("CacheSettings.RedisAddress", "empty_redis_address", when=lambda s: s.CacheSettings.CacheType == "redis"),
    at_least("CacheSettings.RedisDB", "invalid_redis_db", 0, when=lambda s: s.CacheSettings.CacheType == "redis"),
    rule("MetricsSettings.ClientSideUserIds", "metrics_client_side_user_ids", "5 or fewer", lambda i: len(i) <= 5),
    each("MetricsSettings.ClientSideUserIds", "metrics_client_side_user_id", "user ids", is_id),
    rule("LogSettings.AdvancedLoggingJSON", "log.advanced_logging.parse!", "a map of log targets", _log_targets),
    rule(
        "ExperimentalAuditSettings.AdvancedLoggingJSON",
        "log.advanced_logging.parse!",
        "a map of log targets",
        _log_targets,
    ),
    not_empty(
        "ExperimentalAuditSettings.FileName",
        "experimental_audit_settings.file_name_empty!",
        when=lambda s: s.ExperimentalAuditSettings.FileEnabled,
    ),
    rule(
        "ExperimentalAuditSettings.FileName",
        "experimental_audit_settings.file_name_is_directory!",
        "the name of a file, not of a folder",
        lambda name: not name.endswith(("/", "\\")),
        when=lambda s: s.ExperimentalAuditSettings.FileEnabled,
    ),
)


def _has_start(s: Settings) -> bool:
    return not s.Maintenance.EndAt or bool(s.Maintenance.StartAt)


def _ends_after_start(s: Settings) -> bool:
    begins, ends = moment_ms(s.Maintenance.StartAt), moment_ms(s.Maintenance.EndAt)
    return begins is None or ends is None or ends > begins


def level_names(levels: Iterable[str]) -> list[str]:
    """The names of levels such as `Internal=#0b6e63`."""
    return [each.rpartition("=")[0].strip() for each in levels]


def _are_levels(s: Settings) -> bool:
    names = level_names(s.Classification.Levels)
    colours = [each.rpartition("=")[2].strip() for each in s.Classification.Levels]
    return all(0 < len(name) <= 64 for name in names) and len({*names}) == len(names) and all(map(is_colour, colours))


def _has_site_level(s: Settings) -> bool:
    return not s.Classification.Site or s.Classification.Site in level_names(s.Classification.Levels)


OURS = (
    one_of(  # without TLS an old version in a file of Mattermost's harms nobody
        "ServiceSettings.TLSMinVer",
        "mmpy.tls_min_version",
        "1.2",
        "1.3",
        when=lambda s: s.ServiceSettings.ConnectionSecurity == "TLS",
    ),
    not_empty("Data.Directory", "mmpy.data_directory"),
    positive("Embedded.MaxConnections", "mmpy.embedded_connections"),
    at_least("Embedded.SharedBuffersMB", "mmpy.embedded_buffers", 0),
    positive("Embedded.StartTimeoutSeconds", "mmpy.embedded_start"),
    at_least("Database.MaxConnections", "mmpy.database_connections", 4),
    *(
        positive(f"Database.{key}TimeoutSeconds", "mmpy.database_timeout")
        for key in ("Connect", "Wait", "Lock", "IdleInTransaction")
    ),
    at_least("Database.SlowStatementMilliseconds", "mmpy.database_timeout", 0),
    between("Workers.ApiWorkers", "mmpy.workers", 0, 256),
    between("Limits.GroupMessageMembers", "mmpy.limits", 8, 1000),  # official clients make groups of up to 8
    between("AccessTokens.MaxLifetimeDays", "mmpy.limits", 0, 36_500),
    between("WebPush.TimeToLiveHours", "mmpy.limits", 1, 672),  # push services keep nothing longer than four weeks
    between("WebPush.BrowsersPerUser", "mmpy.limits", 1, 500),
    matching("Branding.Icon", "mmpy.icon", "the id of an uploaded icon", is_id),
    matching("Branding.Color", "mmpy.color", "a colour such as #0b6e63", is_colour),
    matching("Maintenance.StartAt", "mmpy.maintenance", "a time such as 2026-11-23T22:00:00Z", is_moment),
    matching("Maintenance.EndAt", "mmpy.maintenance", "a time such as 2026-11-23T22:00:00Z", is_moment),
    whole("Maintenance.StartAt", "mmpy.maintenance", "set while Maintenance.EndAt is set", _has_start),
    whole("Maintenance.EndAt", "mmpy.maintenance", "later than Maintenance.StartAt", _ends_after_start),
    between("Maintenance.NoticeHours", "mmpy.maintenance", 0, 720),
    whole("Classification.Levels", "mmpy.classification", "names with colours such as Internal=#0b6e63", _are_levels),
    whole("Classification.Site", "mmpy.classification", "the name of one of Classification.Levels", _has_site_level),
    between("Workers.SlowWorkers", "mmpy.workers", 1, 256),
    at_least("Workers.SlowWorkerMemoryMB", "mmpy.workers", 64),
    at_least("Workers.DrainTimeoutSeconds", "mmpy.workers", 0),
)
