"""What clients are told before and after signing in, and the licence they see."""

import json
from pathlib import Path
from typing import Any

from mattermost_py.config import Settings, load
from mattermost_py.config.client import Build, SiteFacts, client_config, fingerprint
from mattermost_py.config.license import license_client

FACTS: dict[str, Any] = json.loads((Path(__file__).parent / "facts" / "client.json").read_text())
ONLY_WITH_INTUNE = {"IntuneScope", "IntuneAuthService"}
OURS = {"MaxGroupMessageMembers"}
BUILD = Build("11.6.0", "7", "today", "abc")
SITE = SiteFacts(
    telemetry_id="t" * 26,
    has_no_accounts=True,
    terms_of_service_id="tos",
    signing_public_key="key",
    installation_date_ms=12,
    schema_version=140,
)


def told(saved: dict[str, dict[str, Any]] | None = None, *, signed_in: bool = True) -> dict[str, str]:
    return client_config(load(None, environ={}, saved=saved).current, BUILD, SITE, signed_in=signed_in)


def flags() -> set[str]:
    return {f"FeatureFlag{name}" for name in Settings().to_mattermost()["FeatureFlags"]}


def test_strangers_are_told_exactly_the_official_short_map() -> None:
    expected = set(FACTS["limited"]) | set(FACTS["computed_limited"]) | flags()
    assert set(told(signed_in=False)) == expected - ONLY_WITH_INTUNE


def test_members_are_told_exactly_the_official_long_map_and_what_our_own_client_needs() -> None:
    names = set[str]().union(*(FACTS[part] for part in ("limited", "full_only", "computed_limited", "computed_full")))
    assert set(told()) == (names | flags() | OURS) - ONLY_WITH_INTUNE


def test_every_value_is_a_string() -> None:
    assert {type(value) for value in told().values()} == {str}
    assert {type(value) for value in license_client().values()} == {str}


def test_plain_settings_keep_their_value() -> None:
    settings, seen = Settings(), told()
    for name, source in FACTS["plain"].items():
        if name == "EnableClientMetrics":
            continue  # members see it combined with MetricsSettings.Enable
        section, key = source.split(".")
        value = settings.value(section, key)
        assert seen[name] == (str(value).lower() if isinstance(value, bool) else str(value)), name


def test_computed_values() -> None:
    seen = told(
        {
            "ServiceSettings": {"SiteURL": "https://chat.example.com/", "WebsocketURL": "wss://x//"},
            "PluginSettings": {"PluginStates": {"com.mattermost.apps": {"Enable": True}}},
            "LdapSettings": {"PositionAttribute": "title"},
            "ThemeSettings": {"AllowedThemes": ["denim", "onyx"]},
            "AutoTranslationSettings": {"TargetLanguages": ["de", "fr"]},
            "DataRetentionSettings": {"MessageRetentionDays": 0, "MessageRetentionHours": 5, "FileRetentionDays": 2},
            "MetricsSettings": {"Enable": True},
        }
    )
    assert seen["SiteURL"] == "https://chat.example.com"
    assert seen["WebsocketURL"] == "wss://x"
    assert seen["AppsPluginEnabled"] == "true"
    assert (seen["LdapPositionAttributeSet"], seen["LdapNicknameAttributeSet"]) == ("true", "false")
    assert seen["AllowedThemes"] == "denim,onyx"
    assert seen["AutoTranslationLanguages"] == "de,fr"
    assert (seen["DataRetentionMessageRetentionHours"], seen["DataRetentionFileRetentionHours"]) == ("5", "48")
    assert (seen["EnableClientMetrics"], told()["EnableClientMetrics"]) == ("true", "false")
    assert (seen["NoAccounts"], seen["SchemaVersion"], seen["InstallationDate"]) == ("true", "140", "12")
    assert (seen["Version"], seen["BuildNumber"], seen["BuildEnterpriseReady"]) == ("11.6.0", "7", "true")
    assert seen["MaxPostSize"] == "16383"
    assert client_config(Settings(), BUILD, SiteFacts(), signed_in=True)["InstallationDate"] == ""


def test_intune_is_told_when_it_is_set_up() -> None:
    uuid = "00000000-0000-0000-0000-00000000000a"
    intune = {"Enable": True, "TenantId": uuid, "ClientId": uuid, "AuthService": "office365"}
    seen = told({"IntuneSettings": intune, "Office365Settings": {"Enable": True}}, signed_in=False)
    assert (seen["IntuneMAMEnabled"], seen["IntuneScope"], seen["IntuneAuthService"]) == ("true", uuid, "office365")
    assert told()["IntuneMAMEnabled"] == "false"


def test_the_fingerprint_follows_the_configuration() -> None:
    assert fingerprint(told()) == fingerprint(told())
    assert fingerprint(told()) != fingerprint(told({"TeamSettings": {"SiteName": "Other"}}))
    assert len(fingerprint(told())) == 64


def test_the_licence_unlocks_everything() -> None:
    licence = license_client()
    assert set(licence) == set(FACTS["client_license"])
    assert licence["IsLicensed"] == "true"
    assert licence["SkuShortName"] == "advanced"
    assert len(licence["Id"]) == 26
    off = {name for name, value in licence.items() if value == "false"}
    assert off == {"Cloud", "IsTrial", "IsGovSku"}


def test_strangers_do_not_learn_whose_licence_it_is() -> None:
    assert set(license_client()) - set(license_client(sanitized=True)) == set(FACTS["sanitized_away"])
