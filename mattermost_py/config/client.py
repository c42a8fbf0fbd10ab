"""The configuration as clients are told it: a flat map of strings, short before and long after sign-in."""

from dataclasses import dataclass
from hashlib import sha256
from typing import Any

import orjson

from mattermost_py.config.client_keys import ATTRIBUTES_SET, FULL_ONLY, LIMITED, ClientKeys
from mattermost_py.config.rules import moment_ms
from mattermost_py.config.rules_sign_in import is_intune_configured
from mattermost_py.config.sections.operations import PluginSettings
from mattermost_py.config.settings import Settings

ClientMap = dict[str, str]
_DAYS_KEPT_BY_DEFAULT = 365
_APPS_PLUGIN = "com.mattermost.apps"


@dataclass(frozen=True, slots=True)
class Build:
    """What is being run."""

    version: str = "11.6.0"
    build_number: str = "0"
    build_date: str = ""
    build_hash: str = ""


@dataclass(frozen=True, slots=True)
class SiteFacts:
    """What clients are told that no setting says."""

    telemetry_id: str = ""
    has_no_accounts: bool = False
    terms_of_service_id: str = ""  # id of the newest custom terms of service
    signing_public_key: str = ""  # base64 of the DER SubjectPublicKeyInfo, ECDSA P-256
    max_post_size: int = 16383  # characters
    installation_date_ms: int | None = None
    schema_version: int = 0
    service_environment: str = "production"


def client_config(settings: Settings, build: Build, site: SiteFacts, *, signed_in: bool) -> ClientMap:
    """The map for GET /api/v4/config/client; every value is a string."""
    told = _limited(settings, build, site)
    if signed_in:
        told |= _full(settings, site)
    return told


def fingerprint(full: ClientMap) -> str:
    """The hash of the long map that X-Version-Id carries, so that clients notice a change."""
    return sha256(orjson.dumps(full, option=orjson.OPT_SORT_KEYS)).hexdigest()


def _limited(settings: Settings, build: Build, site: SiteFacts) -> ClientMap:
    return (
        _listed(settings, LIMITED)
        | _feature_flags(settings)
        | _build(build, site)
        | _intune(settings)
        | {
            "SiteURL": settings.ServiceSettings.SiteURL.rstrip("/"),
            "WebsocketURL": settings.ServiceSettings.WebsocketURL.rstrip("/"),
            "AppsPluginEnabled": _text(_apps_enabled(settings)),
            "CWSURL": "",
        }
        | _computed(site)
        | _looks(settings)
    )


def _full(settings: Settings, site: SiteFacts) -> ClientMap:
    return (
        _listed(settings, FULL_ONLY)
        | _attributes_set(settings)
        | _joined(settings)
        | _combined(settings)
        | _retention(settings)
        | {
            "ExperimentalEnablePostMetadata": "true",
            "ExperimentalTimezone": "true",
            "PostAcknowledgements": "true",
            "GiphySdkKey": settings.ServiceSettings.GiphySdkKey,
            "CWSMock": "",
            "MaxPostSize": str(site.max_post_size),
            "MaxGroupMessageMembers": str(settings.Limits.GroupMessageMembers),  # our own: official clients stop at 8
            "UpgradedFromTE": "false",
            "InstallationDate": "" if site.installation_date_ms is None else str(site.installation_date_ms),
            "SchemaVersion": str(site.schema_version),
        }
    )


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)


def _listed(settings: Settings, keys: ClientKeys) -> ClientMap:
    return {name: _text(settings.value(section, key)) for section, names in keys.items() for name, key in names.items()}


def _feature_flags(settings: Settings) -> ClientMap:
    return {f"FeatureFlag{name}": _text(value) for name, value in settings.FeatureFlags.__dict__.items()}


def _build(build: Build, site: SiteFacts) -> ClientMap:
    return {
        "Version": build.version,
        "BuildNumber": build.build_number,
        "BuildDate": build.build_date,
        "BuildHash": build.build_hash,
        "BuildHashEnterprise": build.build_hash,
        "BuildEnterpriseReady": "true",
        "ServiceEnvironment": site.service_environment,
        "IsFipsEnabled": "false",
        "DiagnosticId": site.telemetry_id,
        "TelemetryId": site.telemetry_id,
    }


def _computed(site: SiteFacts) -> ClientMap:
    return {
        "NoAccounts": _text(site.has_no_accounts),
        "CustomTermsOfServiceId": site.terms_of_service_id,
        "AsymmetricSigningPublicKey": site.signing_public_key,
    }


def _looks(settings: Settings) -> ClientMap:
    """Our own, for our own client, and only where the site has chosen something."""
    brand, planned = settings.Branding, settings.Maintenance
    told = {"BrandIcon": brand.Icon, "BrandColor": brand.Color}
    begins, ends = moment_ms(planned.StartAt), moment_ms(planned.EndAt)
    if begins is not None and ends is not None:
        told |= {
            "MaintenanceStartAt": str(begins),
            "MaintenanceEndAt": str(ends),
            "MaintenanceNoticeHours": str(planned.NoticeHours),
            "MaintenanceMessage": planned.Message,
        }
    classes = settings.Classification
    told |= {"ClassificationLevels": "\n".join(classes.Levels), "ClassificationSite": classes.Site}
    return {name: value for name, value in told.items() if value}


def _intune(settings: Settings) -> ClientMap:
    intune = settings.IntuneSettings
    if not is_intune_configured(settings):
        return {"IntuneMAMEnabled": "false"}
    return {"IntuneMAMEnabled": "true", "IntuneScope": intune.ClientId, "IntuneAuthService": intune.AuthService}


def _apps_enabled(settings: Settings) -> bool:
    state = settings.PluginSettings.PluginStates.get(_APPS_PLUGIN)
    return settings.PluginSettings.Enable and state is not None and state.Enable


def _attributes_set(settings: Settings) -> ClientMap:
    return {
        name: _text(settings.value(section, key) != "")
        for section, names in ATTRIBUTES_SET.items()
        for name, key in names.items()
    }


def _joined(settings: Settings) -> ClientMap:
    translation = settings.AutoTranslationSettings
    languages = translation.TargetLanguages if settings.FeatureFlags.AutoTranslation else ()
    return {
        "AllowedThemes": ",".join(settings.ThemeSettings.AllowedThemes),
        "CustomUrlSchemes": ",".join(settings.DisplaySettings.CustomURLSchemes),
        "WranglerPermittedWranglerRoles": ",".join(settings.WranglerSettings.PermittedWranglerRoles),
        "WranglerAllowedEmailDomain": ",".join(settings.WranglerSettings.AllowedEmailDomain),
        "AutoTranslationLanguages": ",".join(languages),
    }


def _combined(settings: Settings) -> ClientMap:
    flags, metrics = settings.FeatureFlags, settings.MetricsSettings
    workspaces, flagging = settings.ConnectedWorkspacesSettings, settings.ContentFlaggingSettings
    usual_marketplace = PluginSettings.model_fields["MarketplaceURL"].default
    return {
        "EnableClientMetrics": _text(metrics.Enable and metrics.EnableClientMetrics),
        "EnableNotificationMetrics": _text(flags.NotificationMonitoring and metrics.EnableNotificationMetrics),
        "ExperimentalRemoteClusterService": _text(
            flags.EnableRemoteClusterService and workspaces.EnableRemoteClusterService
        ),
        "ContentFlaggingEnabled": _text(flags.ContentFlagging and flagging.EnableContentFlagging),
        "EnableAutoTranslation": _text(flags.AutoTranslation and settings.AutoTranslationSettings.Enable),
        "IsDefaultMarketplace": _text(settings.PluginSettings.MarketplaceURL == usual_marketplace),
    }


def _retention(settings: Settings) -> ClientMap:
    kept = settings.DataRetentionSettings
    messages = _hours(kept.MessageRetentionHours, kept.MessageRetentionDays)
    files = _hours(kept.FileRetentionHours, kept.FileRetentionDays)
    return {"DataRetentionMessageRetentionHours": str(messages), "DataRetentionFileRetentionHours": str(files)}


def _hours(hours: int, days: int) -> int:
    return hours if hours > 0 else 24 * (days if days > 0 else _DAYS_KEPT_BY_DEFAULT)
