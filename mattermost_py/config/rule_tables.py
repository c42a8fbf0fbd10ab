"""Every rule a configuration must keep, a table an area; error ids are Mattermost's."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, cast

from mattermost_py.config.errors import Problem
from mattermost_py.config.rules import (
    Condition,
    Rule,
    at_least,
    between,
    broken,
    each,
    has_scheme,
    is_clock,
    is_domain,
    is_email,
    is_http_url,
    is_id,
    is_ldap_filter,
    is_listen_address,
    is_scheme,
    is_uuid,
    is_version,
    is_websocket_url,
    matching,
    not_empty,
    one_of,
    positive,
    rule,
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
_STORAGE_CLASSES = (
    "",
    "STANDARD",
    "REDUCED_REDUNDANCY",
    "STANDARD_IA",
    "ONEZONE_IA",
    "INTELLIGENT_TIERING",
    "GLACIER",
    "GLACIER_IR",
    "DEEP_ARCHIVE",
    "OUTPOSTS",
    "SNOW",
    "EXPRESS_ONEZONE",
)
_EVENTS = {"flagged", "assigned", "removed", "dismissed"}
_TARGETS = {"reviewers", "author", "reporter"}
_LOG_TARGETS = {"console", "file", "syslog", "tcp", "none"}


def _trimmed(value: str) -> bool:
    return value == value.strip()


def _long_secret(value: str) -> bool:
    return len(value) >= 32


def _pair(value: str) -> bool:
    return value.count("=") == 1


def _log_targets(value: Mapping[str, Any]) -> bool:
    return all(map(_is_log_target, value.values()))


def _is_log_target(value: Any) -> bool:
    if not isinstance(value, Mapping):
        return False
    target = cast("Mapping[str, object]", value)
    levels = target.get("levels", target.get("Levels", []))
    kind = target.get("type", target.get("Type", "none"))
    return isinstance(kind, str) and kind.lower() in _LOG_TARGETS and isinstance(levels, list | tuple)


def _ignored_indexes(value: str) -> bool:
    return not any(name.strip().startswith("-") for name in value.split(","))


def _has_site_url(settings: Settings) -> bool:
    return settings.ServiceSettings.SiteURL != ""


def _targets(settings: Settings) -> Mapping[str, tuple[str, ...]]:
    return settings.ContentFlaggingSettings.NotificationSettings.EventTargetMapping


def _common_reviewers(settings: Settings) -> bool:
    reviewers = settings.ContentFlaggingSettings.ReviewerSettings
    others = reviewers.SystemAdminsAsReviewers or reviewers.TeamAdminsAsReviewers
    return not reviewers.CommonReviewers or others or bool(reviewers.CommonReviewerIds)


def _team_reviewers(settings: Settings) -> bool:
    reviewers = settings.ContentFlaggingSettings.ReviewerSettings
    others = reviewers.SystemAdminsAsReviewers or reviewers.TeamAdminsAsReviewers
    return others or not any(team.Enabled and not team.ReviewerIds for team in reviewers.TeamReviewersSetting.values())


def _index_prefix(settings: Settings) -> bool:
    search = settings.ElasticsearchSettings
    return not search.IndexPrefix or search.IndexPrefix.startswith(search.GlobalSearchPrefix)


def _whole(name: str, error: str, demand: str, holds: Condition) -> Rule:
    """A demand that looks at more than one key."""
    section, key = name.split(".")
    return Rule(section, key, rule(name, error, demand, bool).error_id, demand, holds)


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
SQL = (
    matching("SqlSettings.AtRestEncryptKey", "encrypt_sql", "32 characters or more", _long_secret),
    one_of("SqlSettings.DriverName", "sql_driver", "postgres"),
    positive("SqlSettings.MaxIdleConns", "sql_idle"),
    at_least("SqlSettings.ConnMaxLifetimeMilliseconds", "sql_conn_max_lifetime_milliseconds", 0),
    at_least("SqlSettings.ConnMaxIdleTimeMilliseconds", "sql_conn_max_idle_time_milliseconds", 0),
    positive("SqlSettings.QueryTimeout", "sql_query_timeout"),
    matching(
        "SqlSettings.DataSource",
        "sql_data_src",
        "a URL such as postgres://user:password@host/database, or empty for the embedded database",
        # A socket may stand in the query part, so a host is not asked for; libpq's key=value form works too.
        lambda text: text.startswith(("postgres://", "postgresql://")) or "=" in text.split("://")[0],
    ),
    rule(
        "SqlSettings.DataSource",
        "sql_data_src",
        "set, because Embedded.Enable is false",
        bool,
        when=lambda s: not s.Embedded.Enable,
    ),
    positive("SqlSettings.MaxOpenConns", "sql_max_conn"),
)
FILES = (
    positive("FileSettings.MaxFileSize", "max_file_size"),
    one_of("FileSettings.DriverName", "file_driver", "local", "amazons3"),
    matching("FileSettings.PublicLinkSalt", "file_salt", "32 characters or more", _long_secret),
    not_empty("FileSettings.Directory", "directory"),
    rule("FileSettings.Directory", "directory_whitespace", "free of spaces around it", _trimmed),
    rule(
        "FileSettings.MaxImageDecoderConcurrency",
        "image_decoder_concurrency",
        "-1 or above 0",
        lambda n: n == -1 or n > 0,
    ),
    positive("FileSettings.AmazonS3RequestTimeoutMilliseconds", "amazons3_timeout"),
    one_of("FileSettings.AmazonS3StorageClass", "storage_class", *_STORAGE_CLASSES),
    rule("FileSettings.AmazonS3PathPrefix", "directory_whitespace", "free of spaces around it", _trimmed),
    one_of("FileSettings.ExportAmazonS3StorageClass", "storage_class", *_STORAGE_CLASSES),
    rule("FileSettings.ExportAmazonS3PathPrefix", "directory_whitespace", "free of spaces around it", _trimmed),
    rule("FileSettings.ExportDirectory", "directory_whitespace", "free of spaces around it", _trimmed),
    not_empty("ImportSettings.Directory", "import.directory"),
    positive("ImportSettings.RetentionDays", "import.retention_days_too_low"),
    not_empty("ExportSettings.Directory", "export.directory"),
    positive("ExportSettings.RetentionDays", "export.retention_days_too_low"),
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


def _ldap(s: Settings) -> bool:
    return s.LdapSettings.Enable


def _saml(s: Settings) -> bool:
    return s.SamlSettings.Enable


def _intune(s: Settings) -> bool:
    return s.IntuneSettings.Enable


LDAP = (
    one_of("LdapSettings.ConnectionSecurity", "ldap_security", "", "TLS", "STARTTLS"),
    positive("LdapSettings.SyncIntervalMinutes", "ldap_sync_interval"),
    at_least("LdapSettings.MaxPageSize", "ldap_max_page_size", 0),
    not_empty("LdapSettings.LdapServer", "ldap_server!", when=_ldap),
    positive("LdapSettings.MaximumLoginAttempts", "ldap_max_login_attempts", when=_ldap),
    not_empty("LdapSettings.BaseDN", "ldap_basedn!", when=_ldap),
    not_empty("LdapSettings.EmailAttribute", "ldap_email!", when=_ldap),
    not_empty("LdapSettings.UsernameAttribute", "ldap_username!", when=_ldap),
    not_empty("LdapSettings.IdAttribute", "ldap_id!", when=_ldap),
    not_empty("LdapSettings.LoginIdAttribute", "ldap_login_id!", when=_ldap),
    *(
        matching(
            f"LdapSettings.{key}", f"ent.ldap.validate_{name}.app_error", "an LDAP filter", is_ldap_filter, when=_ldap
        )
        for key, name in (("UserFilter", "filter"), ("GuestFilter", "guest_filter"), ("AdminFilter", "admin_filter"))
    ),
)
SAML = (
    rule("SamlSettings.IdpURL", "saml_idp_url", "an http or https URL", is_http_url, when=_saml),
    not_empty("SamlSettings.IdpDescriptorURL", "saml_idp_descriptor_url", when=_saml),
    not_empty("SamlSettings.IdpCertificateFile", "saml_idp_cert", when=_saml),
    not_empty("SamlSettings.EmailAttribute", "saml_email_attribute", when=_saml),
    not_empty("SamlSettings.UsernameAttribute", "saml_username_attribute", when=_saml),
    not_empty("SamlSettings.ServiceProviderIdentifier", "saml_spidentifier_attribute", when=_saml),
    rule(
        "SamlSettings.AssertionConsumerServiceURL",
        "saml_assertion_consumer_service_url",
        "an http or https URL",
        is_http_url,
        when=lambda s: _saml(s) and s.SamlSettings.Verify,
    ),
    not_empty("SamlSettings.PrivateKeyFile", "saml_private_key", when=lambda s: _saml(s) and s.SamlSettings.Encrypt),
    not_empty(
        "SamlSettings.PublicCertificateFile", "saml_public_cert", when=lambda s: _saml(s) and s.SamlSettings.Encrypt
    ),
    one_of(
        "SamlSettings.SignatureAlgorithm",
        "saml_signature_algorithm",
        "RSAwithSHA1",
        "RSAwithSHA256",
        "RSAwithSHA512",
        when=_saml,
    ),
    one_of("SamlSettings.CanonicalAlgorithm", "saml_canonical_algorithm", "Canonical1.0", "Canonical1.1", when=_saml),
    matching("SamlSettings.GuestAttribute", "saml_guest_attribute", "of the form name=value", _pair, when=_saml),
    matching("SamlSettings.AdminAttribute", "saml_admin_attribute", "of the form name=value", _pair, when=_saml),
)
INTUNE = (
    not_empty("IntuneSettings.TenantId", "intune_tenant_id", when=_intune),
    matching("IntuneSettings.TenantId", "intune_tenant_id_format", "a UUID", is_uuid, when=_intune),
    not_empty("IntuneSettings.ClientId", "intune_client_id", when=_intune),
    matching("IntuneSettings.ClientId", "intune_client_id_format", "a UUID", is_uuid, when=_intune),
    not_empty("IntuneSettings.AuthService", "intune_auth_service", when=_intune),
    rule(
        "IntuneSettings.AuthService",
        "intune_auth_service_invalid",
        'one of "office365", "saml"',
        lambda name: name in ("", "office365", "saml"),
        when=_intune,
        allowed=("office365", "saml"),
    ),
    rule(
        "Office365Settings.Enable",
        "intune_requires_office365",
        "true while Intune signs in through it",
        bool,
        when=lambda s: _intune(s) and s.IntuneSettings.AuthService == "office365",
    ),
    rule(
        "SamlSettings.Enable",
        "intune_requires_saml",
        "true while Intune signs in through it",
        bool,
        when=lambda s: _intune(s) and s.IntuneSettings.AuthService == "saml",
    ),
)
SEARCH = (
    not_empty(
        "ElasticsearchSettings.ConnectionURL",
        "elastic_search.connection_url",
        when=lambda s: s.ElasticsearchSettings.EnableIndexing,
    ),
    *(
        rule(
            f"ElasticsearchSettings.{key}",
            f"elastic_search.{error}",
            f"false while {needed} is false",
            lambda on: not on,
            when=lambda s, needed=needed: not s.value("ElasticsearchSettings", needed),
        )
        for key, error, needed in (
            ("EnableSearching", "enable_searching", "EnableIndexing"),
            ("EnableCJKAnalyzers", "enable_cjk_analyzers", "EnableSearching"),
            ("EnableAutocomplete", "enable_autocomplete", "EnableIndexing"),
        )
    ),
    positive("ElasticsearchSettings.AggregatePostsAfterDays", "elastic_search.aggregate_posts_after_days"),
    rule(
        "ElasticsearchSettings.PostsAggregatorJobStartTime",
        "elastic_search.posts_aggregator_job_start_time",
        "a time such as 03:00",
        is_clock,
    ),
    positive("ElasticsearchSettings.LiveIndexingBatchSize", "elastic_search.live_indexing_batch_size"),
    positive("ElasticsearchSettings.BatchSize", "elastic_search.bulk_indexing_batch_size"),
    positive("ElasticsearchSettings.RequestTimeoutSeconds", "elastic_search.request_timeout_seconds"),
    rule(
        "ElasticsearchSettings.IgnoredPurgeIndexes",
        "elastic_search.ignored_indexes_dash_prefix",
        "names that do not begin with a dash",
        _ignored_indexes,
    ),
    one_of("ElasticsearchSettings.Backend", "elastic_search.invalid_backend", "elasticsearch", "opensearch"),
    rule(
        "ElasticsearchSettings.IndexPrefix",
        "elastic_search.empty_index_prefix",
        "set while GlobalSearchPrefix is set",
        bool,
        when=lambda s: s.ElasticsearchSettings.GlobalSearchPrefix != "",
    ),
    _whole(
        "ElasticsearchSettings.IndexPrefix",
        "elastic_search.incorrect_search_prefix",
        "a text that begins with GlobalSearchPrefix",
        _index_prefix,
    ),
)
RETENTION = (
    *(
        at_least(f"DataRetentionSettings.{what}Retention{unit}", f"data_retention.{name}_{low}_too_low", 0)
        for what, name in (("Message", "message"), ("File", "file"))
        for unit, low in (("Days", "retention_days"), ("Hours", "retention_hours"))
    ),
    *(
        rule(
            f"DataRetentionSettings.{what}RetentionHours",
            f"data_retention.{name}_retention_misconfiguration",
            f"0 while {what}RetentionDays is set",
            lambda hours: hours <= 0,
            when=lambda s, what=what: s.value("DataRetentionSettings", f"{what}RetentionDays") > 0,
        )
        for what, name in (("Message", "message"), ("File", "file"))
    ),
    *(
        rule(
            f"DataRetentionSettings.{what}RetentionDays",
            f"data_retention.{name}_retention_both_zero",
            f"above 0, or {what}RetentionHours must be",
            bool,
            when=lambda s, what=what: s.value("DataRetentionSettings", f"{what}RetentionHours") == 0,
        )
        for what, name in (("Message", "message"), ("File", "file"))
    ),
    rule(
        "DataRetentionSettings.DeletionJobStartTime",
        "data_retention.deletion_job_start_time",
        "a time such as 02:00",
        is_clock,
    ),
    at_least(
        "MessageExportSettings.ExportFromTimestamp",
        "message_export.export_from",
        0,
        when=lambda s: s.MessageExportSettings.EnableExport,
    ),
)


def _translates(s: Settings) -> bool:
    return s.AutoTranslationSettings.Enable


def _translates_by(provider: str) -> Condition:
    return lambda s: _translates(s) and s.AutoTranslationSettings.Provider == provider


TRANSLATION = (
    not_empty("AutoTranslationSettings.Provider", "autotranslation.provider", when=_translates),
    rule(
        "AutoTranslationSettings.LibreTranslate",
        "autotranslation.libretranslate.url",
        "given an http or https URL",
        lambda server: is_http_url(server.URL),
        when=_translates_by("libretranslate"),
    ),
    rule(
        "AutoTranslationSettings.Agents",
        "autotranslation.agents.llm_service_id",
        "given an LLMServiceID",
        lambda agents: agents.LLMServiceID != "",
        when=_translates_by("agents"),
    ),
    one_of(
        "AutoTranslationSettings.Provider",
        "autotranslation.provider.unsupported",
        "libretranslate",
        "agents",
        when=_translates,
    ),
    positive("AutoTranslationSettings.TimeoutMs", "autotranslation.timeout", when=_translates),
    between("AutoTranslationSettings.Workers", "autotranslation.workers", 1, 64, when=_translates),
)


def _proxies(s: Settings) -> bool:
    return s.ImageProxySettings.Enable


def _camo(s: Settings) -> bool:
    return _proxies(s) and s.ImageProxySettings.ImageProxyType == "atmos/camo"


SITE = (
    rule(
        "LocalizationSettings.AvailableLocales",
        "localization.available_locales",
        "empty, or a list with DefaultClientLocale in it",
        lambda _: False,
        when=lambda s: (
            s.LocalizationSettings.AvailableLocales != ""
            and s.LocalizationSettings.DefaultClientLocale not in s.LocalizationSettings.AvailableLocales
        ),
    ),
    each("DisplaySettings.CustomURLSchemes", "display.custom_url_schemes", "schemes such as steam", is_scheme),
    not_empty("ImageProxySettings.RemoteImageProxyURL", "atmos_camo_image_proxy_url", when=_camo),
    not_empty("ImageProxySettings.RemoteImageProxyOptions", "atmos_camo_image_proxy_options", when=_camo),
    one_of("ImageProxySettings.ImageProxyType", "image_proxy_type", "local", "atmos/camo", when=_proxies),
    each("WranglerSettings.AllowedEmailDomain", "move_thread.domain_invalid", "domain names", is_domain),
    rule(
        "GuestAccountsSettings.EnforceMultifactorAuthentication",
        "guest_accounts.cannot_enforce_multifactor_authentication_when_guest_magic_link_is_enabled",
        "false while EnableGuestMagicLink is true",
        lambda on: not on,
        when=lambda s: s.GuestAccountsSettings.EnableGuestMagicLink,
    ),
)
FLAGGING = (
    _whole(
        "ContentFlaggingSettings.NotificationSettings",
        "notification_settings.invalid_event!",
        "about the events flagged, assigned, removed, dismissed only",
        lambda s: set(_targets(s)) <= _EVENTS,
    ),
    _whole(
        "ContentFlaggingSettings.NotificationSettings",
        "notification_settings.invalid_target!",
        "for reviewers, author, reporter only",
        lambda s: all(set(targets) <= _TARGETS for targets in _targets(s).values()),
    ),
    _whole(
        "ContentFlaggingSettings.NotificationSettings",
        "notification_settings.reviewer_flagged_notification_disabled!",
        "such that reviewers hear of flagged messages",
        lambda s: "reviewers" in _targets(s).get("flagged", ()),
    ),
    rule(
        "ContentFlaggingSettings.AdditionalSettings",
        "content_flagging.reasons_not_set",
        "given at least one reason",
        lambda rules: bool(rules.Reasons),
    ),
    _whole(
        "ContentFlaggingSettings.ReviewerSettings",
        "content_flagging.common_reviewers_not_set",
        "given at least one reviewer",
        _common_reviewers,
    ),
    _whole(
        "ContentFlaggingSettings.ReviewerSettings",
        "content_flagging.team_reviewers_not_set",
        "given at least one reviewer in every enabled team",
        _team_reviewers,
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
OURS = (
    not_empty("Data.Directory", "mmpy.data_directory"),
    positive("Embedded.MaxConnections", "mmpy.embedded_connections"),
    positive("Embedded.SharedBuffersMB", "mmpy.embedded_buffers"),
    positive("Embedded.StartTimeoutSeconds", "mmpy.embedded_start"),
    positive("Database.MinConnections", "mmpy.database_connections"),
    _whole(
        "Database.MaxConnections",
        "mmpy.database_connections",
        "MinConnections or more",
        lambda s: s.Database.MaxConnections >= s.Database.MinConnections,
    ),
    *(
        positive(f"Database.{key}TimeoutSeconds", "mmpy.database_timeout")
        for key in ("Connect", "Wait", "Statement", "Lock", "IdleInTransaction")
    ),
    between("Workers.ApiWorkers", "mmpy.workers", 0, 256),
    between("Workers.SlowWorkers", "mmpy.workers", 1, 256),
    at_least("Workers.SlowWorkerMemoryMB", "mmpy.workers", 64),
    at_least("Workers.DrainTimeoutSeconds", "mmpy.workers", 0),
)

# The first broken rule names the error of an API call, so the order follows Mattermost's checks.
ALL_RULES: tuple[Rule, ...] = (
    *SERVICE, *TEAM, *EXPERIMENTS, *SQL, *FILES, *EMAIL, *LDAP, *SAML, *INTUNE, *SEARCH, *RETENTION,
    *TRANSLATION, *SITE, *FLAGGING, *OPERATIONS, *OURS,
)  # fmt: skip


def check(settings: Settings) -> list[Problem]:
    """Every broken rule of a configuration; an empty list means it may be used."""
    return broken(ALL_RULES, settings)


def allowed_values(section: str, key: str) -> tuple[str, ...]:
    """The words a key may hold, or nothing when it is not a list of words."""
    for found in ALL_RULES:
        if (found.section, found.key) == (section, key) and found.allowed:
            return found.allowed
    return ()
