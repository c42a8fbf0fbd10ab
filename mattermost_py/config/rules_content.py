"""Rules for translation, images, languages, guests and flagged messages."""

from collections.abc import Mapping

from mattermost_py.config.rules import (
    Condition,
    between,
    each,
    is_domain,
    is_http_url,
    is_scheme,
    not_empty,
    one_of,
    positive,
    rule,
    whole,
)
from mattermost_py.config.settings import Settings

_EVENTS = {"flagged", "assigned", "removed", "dismissed"}
_TARGETS = {"reviewers", "author", "reporter"}


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


def _translates(s: Settings) -> bool:
    return s.AutoTranslationSettings.Enable


def _translates_by(provider: str) -> Condition:
    return lambda s: _translates(s) and s.AutoTranslationSettings.Provider == provider


def _proxies(s: Settings) -> bool:
    return s.ImageProxySettings.Enable


def _camo(s: Settings) -> bool:
    return _proxies(s) and s.ImageProxySettings.ImageProxyType == "atmos/camo"


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
    whole(
        "ContentFlaggingSettings.NotificationSettings",
        "notification_settings.invalid_event!",
        "about the events flagged, assigned, removed, dismissed only",
        lambda s: set(_targets(s)) <= _EVENTS,
    ),
    whole(
        "ContentFlaggingSettings.NotificationSettings",
        "notification_settings.invalid_target!",
        "for reviewers, author, reporter only",
        lambda s: all(set(targets) <= _TARGETS for targets in _targets(s).values()),
    ),
    whole(
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
    whole(
        "ContentFlaggingSettings.ReviewerSettings",
        "content_flagging.common_reviewers_not_set",
        "given at least one reviewer",
        _common_reviewers,
    ),
    whole(
        "ContentFlaggingSettings.ReviewerSettings",
        "content_flagging.team_reviewers_not_set",
        "given at least one reviewer in every enabled team",
        _team_reviewers,
    ),
)
