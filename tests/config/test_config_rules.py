"""Every official rule is kept: a value that breaks it is refused with the official error id."""

import json
from pathlib import Path
from typing import Any

import pytest

from mattermost_py.config import load
from mattermost_py.config.layers import saved_layer
from mattermost_py.config.loading import build
from mattermost_py.config.rule_tables import ALL_RULES, allowed_values, check
from mattermost_py.config.rules import is_domain, is_http_url, is_ldap_filter, is_listen_address, is_version
from mattermost_py.config.tree import Tree

OFFICIAL_IDS: list[str] = json.loads((Path(__file__).parent / "facts" / "settings.json").read_text())["error_ids"]

# A setting here is text, a number or a map and never null; the shape of a map is checked with its type;
# and an empty DataSource is right, since it means the embedded database.
NOT_NEEDED = {
    "model.config.is_valid.report_a_problem_mail.missing.app_error",
    "model.config.is_valid.report_a_problem_link.missing.app_error",
    "model.config.is_valid.message_export.enable.app_error",
    "model.config.is_valid.message_export.global_relay.config_missing.app_error",
    "model.config.is_valid.log.advanced_logging.json",
}

LDAP: dict[str, Any] = {
    "Enable": True,
    "LdapServer": "ldap",
    "BaseDN": "dc=x",
    "EmailAttribute": "mail",
    "UsernameAttribute": "uid",
    "IdAttribute": "uid",
    "LoginIdAttribute": "uid",
}
SAML: dict[str, Any] = {
    "Enable": True,
    "IdpURL": "https://idp",
    "IdpDescriptorURL": "https://idp/d",
    "IdpCertificateFile": "c",
    "EmailAttribute": "mail",
    "UsernameAttribute": "uid",
    "ServiceProviderIdentifier": "sp",
    "AssertionConsumerServiceURL": "https://us/saml",
    "PrivateKeyFile": "k",
    "PublicCertificateFile": "p",
}
UUID = "00000000-0000-0000-0000-00000000000a"
INTUNE = {"Enable": True, "TenantId": UUID, "ClientId": UUID, "AuthService": "office365"}

GOOD: list[Tree] = [
    {"LdapSettings": LDAP | {"UserFilter": "(&(a=b)(c=d))"}},
    {"SamlSettings": SAML | {"GuestAttribute": "a=b"}},
    {"IntuneSettings": INTUNE, "Office365Settings": {"Enable": True}},
    {"AutoTranslationSettings": {"Enable": True, "Provider": "agents", "Agents": {"LLMServiceID": "x"}}},
    {"ImageProxySettings": {"Enable": True}},
    {"LogSettings": {"AdvancedLoggingJSON": {"a": {"type": "file", "levels": [{"id": 1}], "options": {}}}}},
    {"ServiceSettings": {"DCRRedirectURIAllowlist": ["https://*.example.com/cb"], "MinimumDesktopAppVersion": "5.1.0"}},
    {"SupportSettings": {"ReportAProblemType": "email", "ReportAProblemMail": "a@example.com"}},
    {"ServiceSettings": {"ConnectionSecurity": "TLS", "TLSMinVer": "1.3"}},
    {"ServiceSettings": {"TLSMinVer": "1.1"}},
    {"ElasticsearchSettings": {"GlobalSearchPrefix": "a", "IndexPrefix": "ab"}},
    {"LocalizationSettings": {"AvailableLocales": "de,en"}},
    {"DataRetentionSettings": {"MessageRetentionDays": 0, "MessageRetentionHours": 12}},
]

BAD: dict[str, Tree] = {
    "model.config.is_valid.cache_type.app_error": {"CacheSettings": {"CacheType": "x"}},
    "model.config.is_valid.empty_redis_address.app_error": {"CacheSettings": {"CacheType": "redis", "RedisDB": 0}},
    "model.config.is_valid.invalid_redis_db.app_error": {"CacheSettings": {"CacheType": "redis", "RedisAddress": "a"}},
    "model.config.is_valid.metrics_client_side_user_id.app_error": {"MetricsSettings": {"ClientSideUserIds": ["A"]}},
    "model.config.is_valid.metrics_client_side_user_ids.app_error": {
        "MetricsSettings": {"ClientSideUserIds": ["a" * 26] * 6}
    },
    "model.config.is_valid.intune_tenant_id.app_error": {"IntuneSettings": INTUNE | {"TenantId": ""}},
    "model.config.is_valid.intune_client_id_format.app_error": {"IntuneSettings": INTUNE | {"ClientId": "x"}},
    "model.config.is_valid.intune_auth_service_invalid.app_error": {"IntuneSettings": INTUNE | {"AuthService": "x"}},
    "model.config.is_valid.intune_requires_office365.app_error": {"IntuneSettings": INTUNE},
    "model.config.is_valid.intune_requires_saml.app_error": {"IntuneSettings": INTUNE | {"AuthService": "saml"}},
    "model.config.is_valid.log.advanced_logging.parse": {"LogSettings": {"AdvancedLoggingJSON": {"a": 1}}},
    "model.config.is_valid.experimental_audit_settings.file_name_is_directory": {
        "ExperimentalAuditSettings": {"FileEnabled": True, "FileName": "x/"}
    },
    "model.config.is_valid.move_thread.domain_invalid.app_error": {"WranglerSettings": {"AllowedEmailDomain": ["a b"]}},
    "model.config.is_valid.password_length.app_error": {"PasswordSettings": {"MinimumLength": 73}},
    "model.config.is_valid.sitename_length.app_error": {"TeamSettings": {"SiteName": "x" * 31}},
    "model.config.is_valid.experimental_view_archived_channels.app_error": {
        "TeamSettings": {"ExperimentalViewArchivedChannels": False}
    },
    "model.config.is_valid.client_side_cert_enable.app_error": {"ExperimentalSettings": {"ClientSideCertEnable": True}},
    "model.config.is_valid.encrypt_sql.app_error": {"SqlSettings": {"AtRestEncryptKey": "short"}},
    "model.config.is_valid.image_decoder_concurrency.app_error": {"FileSettings": {"MaxImageDecoderConcurrency": 0}},
    "model.config.is_valid.directory_whitespace.app_error": {"FileSettings": {"Directory": " x"}},
    "model.config.is_valid.storage_class.app_error": {"FileSettings": {"AmazonS3StorageClass": "x"}},
    "model.config.is_valid.cluster_email_batching.app_error": {
        "ClusterSettings": {"Enable": True},
        "ServiceSettings": {"SiteURL": "http://a"},
        "EmailSettings": {"EnableEmailBatching": True},
    },
    "model.config.is_valid.allow_cookies_for_subdomains.app_error": {
        "ServiceSettings": {"AllowCookiesForSubdomains": True}
    },
    "model.config.is_valid.tls_overwrite_cipher.app_error": {"ServiceSettings": {"TLSOverwriteCiphers": ["x"]}},
    "model.config.is_valid.mmpy.tls_min_version.app_error": {
        "ServiceSettings": {"ConnectionSecurity": "TLS", "TLSMinVer": "1.1"}
    },
    "model.config.is_valid.site_url.app_error": {"ServiceSettings": {"SiteURL": "chat.example.com"}},
    "model.config.is_valid.websocket_url.app_error": {"ServiceSettings": {"WebsocketURL": "http://a"}},
    "model.config.is_valid.minimum_desktop_app_version.app_error": {
        "ServiceSettings": {"MinimumDesktopAppVersion": "5"}
    },
    "model.config.is_valid.listen_address.app_error": {"ServiceSettings": {"ListenAddress": ":99999"}},
    "model.config.is_valid.collapsed_threads.autofollow.app_error": {"ServiceSettings": {"ThreadAutoFollow": False}},
    "model.config.is_valid.dcr_redirect_uri_allowlist.app_error": {
        "ServiceSettings": {"DCRRedirectURIAllowlist": ["x"]}
    },
    "model.config.is_valid.local_mode_socket.app_error": {
        "ServiceSettings": {"EnableLocalMode": True, "LocalModeSocketLocation": "/no/such/folder/s"}
    },
    "model.config.is_valid.report_a_problem_mail.invalid.app_error": {
        "SupportSettings": {"ReportAProblemType": "email"}
    },
    "model.config.is_valid.report_a_problem_link.invalid.app_error": {
        "SupportSettings": {"ReportAProblemType": "link", "ReportAProblemLink": "x"}
    },
    "model.config.is_valid.ldap_basedn": {"LdapSettings": LDAP | {"BaseDN": ""}},
    "ent.ldap.validate_filter.app_error": {"LdapSettings": LDAP | {"UserFilter": "(a"}},
    "ent.ldap.validate_admin_filter.app_error": {"LdapSettings": LDAP | {"AdminFilter": "a)"}},
    "model.config.is_valid.saml_idp_url.app_error": {"SamlSettings": SAML | {"IdpURL": "x"}},
    "model.config.is_valid.saml_private_key.app_error": {"SamlSettings": SAML | {"PrivateKeyFile": ""}},
    "model.config.is_valid.saml_admin_attribute.app_error": {"SamlSettings": SAML | {"AdminAttribute": "x"}},
    "model.config.is_valid.elastic_search.enable_searching.app_error": {
        "ElasticsearchSettings": {"EnableSearching": True}
    },
    "model.config.is_valid.elastic_search.ignored_indexes_dash_prefix.app_error": {
        "ElasticsearchSettings": {"IgnoredPurgeIndexes": "a, -b"}
    },
    "model.config.is_valid.elastic_search.empty_index_prefix.app_error": {
        "ElasticsearchSettings": {"GlobalSearchPrefix": "a"}
    },
    "model.config.is_valid.elastic_search.incorrect_search_prefix.app_error": {
        "ElasticsearchSettings": {"GlobalSearchPrefix": "a", "IndexPrefix": "b"}
    },
    "model.config.is_valid.data_retention.message_retention_misconfiguration.app_error": {
        "DataRetentionSettings": {"MessageRetentionHours": 1}
    },
    "model.config.is_valid.data_retention.file_retention_both_zero.app_error": {
        "DataRetentionSettings": {"FileRetentionDays": 0}
    },
    "model.config.is_valid.autotranslation.provider.app_error": {"AutoTranslationSettings": {"Enable": True}},
    "model.config.is_valid.autotranslation.libretranslate.url.app_error": {
        "AutoTranslationSettings": {"Enable": True, "Provider": "libretranslate"}
    },
    "model.config.is_valid.autotranslation.agents.llm_service_id.app_error": {
        "AutoTranslationSettings": {"Enable": True, "Provider": "agents"}
    },
    "model.config.is_valid.localization.available_locales.app_error": {
        "LocalizationSettings": {"AvailableLocales": "de"}
    },
    "model.config.is_valid.message_export.export_from.app_error": {
        "MessageExportSettings": {"EnableExport": True, "ExportFromTimestamp": -1}
    },
    "model.config.is_valid.display.custom_url_schemes.app_error": {"DisplaySettings": {"CustomURLSchemes": ["1 2"]}},
    "model.config.is_valid.atmos_camo_image_proxy_url.app_error": {
        "ImageProxySettings": {"Enable": True, "ImageProxyType": "atmos/camo"}
    },
    "model.config.is_valid.guest_accounts."
    "cannot_enforce_multifactor_authentication_when_guest_magic_link_is_enabled.app_error": {
        "GuestAccountsSettings": {"EnableGuestMagicLink": True, "EnforceMultifactorAuthentication": True}
    },
    "model.config.is_valid.notification_settings.invalid_event": {
        "ContentFlaggingSettings": {"NotificationSettings": {"EventTargetMapping": {"x": [], "flagged": ["reviewers"]}}}
    },
    "model.config.is_valid.notification_settings.invalid_target": {
        "ContentFlaggingSettings": {"NotificationSettings": {"EventTargetMapping": {"flagged": ["reviewers", "x"]}}}
    },
    "model.config.is_valid.notification_settings.reviewer_flagged_notification_disabled": {
        "ContentFlaggingSettings": {"NotificationSettings": {"EventTargetMapping": {}}}
    },
    "model.config.is_valid.content_flagging.reasons_not_set.app_error": {
        "ContentFlaggingSettings": {"AdditionalSettings": {"Reasons": []}}
    },
    "model.config.is_valid.content_flagging.common_reviewers_not_set.app_error": {
        "ContentFlaggingSettings": {"ReviewerSettings": {"TeamAdminsAsReviewers": False}}
    },
    "model.config.is_valid.content_flagging.team_reviewers_not_set.app_error": {
        "ContentFlaggingSettings": {
            "ReviewerSettings": {
                "CommonReviewers": False,
                "TeamAdminsAsReviewers": False,
                "TeamReviewersSetting": {"t": {"Enabled": True, "ReviewerIds": []}},
            }
        }
    },
}


def broken_by(changes: Tree) -> list[str]:
    loaded = build([saved_layer(changes)], rules=False)
    return [problem.error_id for problem in check(loaded.settings)]


def test_every_official_rule_is_kept() -> None:
    ours = {rule.error_id for rule in ALL_RULES}
    assert set(OFFICIAL_IDS) - ours == NOT_NEEDED
    assert {one for one in ours - set(OFFICIAL_IDS) if ".mmpy." not in one} == set()


def test_an_untouched_installation_breaks_no_rule() -> None:
    assert check(load(None, environ={}).current) == []


@pytest.mark.parametrize("changes", GOOD, ids=lambda changes: next(iter(changes)))
def test_right_values_break_no_rule(changes: Tree) -> None:
    assert broken_by(changes) == []


@pytest.mark.parametrize(("error_id", "changes"), list(BAD.items()))
def test_a_wrong_value_breaks_its_rule(error_id: str, changes: Tree) -> None:
    assert error_id in broken_by(changes)


def test_a_redis_address_is_needed_only_with_redis() -> None:
    assert broken_by({"CacheSettings": {"RedisDB": -1}}) == []


def test_words_a_key_may_hold_are_known() -> None:
    assert allowed_values("TeamSettings", "RestrictDirectMessage") == ("any", "team")
    assert allowed_values("TeamSettings", "SiteName") == ()


@pytest.mark.parametrize(
    ("judge", "right", "wrong"),
    [
        (is_listen_address, [":8065", "0.0.0.0:80", "[::1]:80", "localhost:1"], ["8065", ":x", "a b:1", ":٣"]),
        (is_http_url, ["http://a", "https://a:8/b"], ["ftp://a", "http://", "http://a:x", "http://a b"]),
        (is_ldap_filter, ["(a=b)", "(&(a=b)(!(c=d)))"], ["", "a=b", "(a=b", "(a=b)(c", "(a))", "x(a)"]),
        (is_domain, ["localhost", "example.com"], ["-a.com", "a", "a..b"]),
        (is_version, ["1.2.3", "1.2.3-rc1+b"], ["1.2", "v1.2.3"]),
    ],
)
def test_forms_are_told_apart(judge: Any, right: list[str], wrong: list[str]) -> None:
    assert [text for text in right if not judge(text)] == []
    assert [text for text in wrong if judge(text)] == []
