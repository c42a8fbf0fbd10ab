"""What the API may read and write: masks, permissions, fixed keys, and what gets stored."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from mattermost_py.config import ConfigError, load
from mattermost_py.config.errors import BAD_BODY
from mattermost_py.config.facts import MASK
from mattermost_py.config.masking import masked, readable, without_defaults, without_masked, writable

SECRETS: dict[str, dict[str, Any]] = {
    "EmailSettings": {"SMTPPassword": "hunter2"},
    "LdapSettings": {"BindPassword": "hunter2"},
    "FileSettings": {"PublicLinkSalt": "hunter2" * 5, "ExportAmazonS3SecretAccessKey": "hunter2"},
    "SqlSettings": {
        "DataSourceReplicas": ["postgres://hunter2@a", "postgres://hunter2@b"],
        "ReplicaLagSettings": [{"DataSource": "postgres://hunter2@c", "QueryAbsoluteLag": "q"}],
    },
    "MessageExportSettings": {"GlobalRelaySettings": {"SMTPUsername": "me", "SMTPPassword": "hunter2"}},
    "AutoTranslationSettings": {"LibreTranslate": {"URL": "http://t", "APIKey": "hunter2"}},
    "PluginSettings": {
        "Plugins": {"jira": {"Secret": "hunter2", "url": "u", "empty": ""}, "unknown": {"token": "hunter2"}}
    },
}
PLUGINS = {"jira": frozenset({"secret", "empty"})}


def test_secrets_are_masked() -> None:
    store = load(None, environ={"MM_SQLSETTINGS_DATASOURCE": "postgres://hunter2@d"}, saved=SECRETS)
    seen = masked(store.current, plugins=PLUGINS)
    assert "hunter2" not in str(seen)
    assert seen["SqlSettings"]["DataSource"] == MASK
    assert seen["SqlSettings"]["DataSourceReplicas"] == [MASK, MASK]
    assert seen["SqlSettings"]["ReplicaLagSettings"][0]["QueryAbsoluteLag"] == "q"
    assert seen["MessageExportSettings"]["GlobalRelaySettings"]["SMTPUsername"] == "me"
    assert seen["PluginSettings"]["Plugins"] == {"jira": {"Secret": MASK, "url": "u", "empty": ""}}
    assert seen["SqlSettings"]["AtRestEncryptKey"] == MASK  # hidden even when empty
    assert seen["GitLabSettings"]["Secret"] == ""
    assert masked(store.current)["PluginSettings"]["Plugins"] == {}


def test_sending_masks_back_keeps_the_secrets() -> None:
    store = load(None, environ={}, saved=SECRETS)
    before = store.current
    store.reload(store.patch(masked(before, plugins=PLUGINS), whole=True))
    assert store.current == before


def test_new_secrets_are_stored_and_masks_without_a_secret_are_dropped() -> None:
    store = load(None, environ={}, saved=SECRETS)
    replicas = [MASK, "postgres://new", MASK]
    lag = [{"DataSource": MASK}, {"DataSource": MASK, "QueryTimeLag": "t"}]
    plugins = {"jira": {"Secret": "new"}, "other": {"a": MASK}}
    saved = store.patch(
        {
            "SqlSettings": {"DataSourceReplicas": replicas, "ReplicaLagSettings": lag},
            "EmailSettings": {"SMTPPassword": "fresh"},
            "PluginSettings": {"Plugins": plugins},
        }
    )
    assert saved["SqlSettings"]["DataSourceReplicas"] == ["postgres://hunter2@a", "postgres://new"]
    assert [one["DataSource"] for one in saved["SqlSettings"]["ReplicaLagSettings"]] == ["postgres://hunter2@c", ""]
    assert saved["EmailSettings"]["SMTPPassword"] == "fresh"
    assert saved["PluginSettings"]["Plugins"]["jira"] == {"Secret": "new"}
    assert saved["PluginSettings"]["Plugins"]["unknown"] == {"token": "hunter2"}
    assert saved["PluginSettings"]["Plugins"]["other"] == {"a": ""}


def test_fixed_keys_are_not_written_and_are_shown_as_locked(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_text("[TeamSettings]\nMaxUsersPerTeam = 5\n[Workers]\nApiWorkers = 2\n")
    store = load(file, environ={"MM_TEAMSETTINGS_SITENAME": "Env"}, saved={"TeamSettings": {"SiteName": "Old"}})
    assert store.environment_overrides() == {"TeamSettings": {"SiteName": True, "MaxUsersPerTeam": True}}
    for whole in (False, True):
        saved = store.patch(
            {"TeamSettings": {"SiteName": "New", "MaxUsersPerTeam": 6, "MaxChannelsPerTeam": 7}}, whole=whole
        )
        assert saved == {"TeamSettings": {"SiteName": "Old", "MaxChannelsPerTeam": 7}}


def test_a_patch_keeps_what_it_does_not_name_and_a_whole_configuration_resets_it() -> None:
    store = load(None, environ={}, saved={"TeamSettings": {"SiteName": "Old", "MaxUsersPerTeam": 9}})
    changes: dict[str, Any] = {"TeamSettings": {"SiteName": None, "MaxChannelsPerTeam": 7}, "Unknown": {"a": 1}, "x": 1}
    assert store.patch(changes) == {"TeamSettings": {"SiteName": "Old", "MaxUsersPerTeam": 9, "MaxChannelsPerTeam": 7}}
    assert store.patch(changes, whole=True) == {"TeamSettings": {"MaxChannelsPerTeam": 7}}


def test_defaults_are_not_stored_unless_mattermost_would_fill_in_another() -> None:
    store = load(None, environ={})
    saved = store.patch(store.current.to_mattermost(), whole=True)
    assert saved["ServiceSettings"]["SessionLengthWebInDays"] == 30
    assert sum(map(len, saved.values())) == 8
    assert "SiteName" not in saved.get("TeamSettings", {})


def test_own_sections_and_the_database_cannot_be_changed_by_the_api() -> None:
    store = load(None, environ={})
    assert store.patch({"Workers": {"ApiWorkers": 4}, "SqlSettings": {"DataSource": "postgres://x"}}) == {}


@pytest.mark.parametrize(
    ("changes", "error_id"),
    [
        ({"ServiceSettings": {"ReadTimeout": 0}}, "model.config.is_valid.read_timeout.app_error"),
        ({"LdapSettings": {"Enable": True}}, "model.config.is_valid.ldap_server"),
        ({"EmailSettings": {"EnableEmailBatching": True}}, "model.config.is_valid.site_url_email_batching.app_error"),
        ({"TeamSettings": {"SiteName": 5}}, BAD_BODY),
        ({"TeamSettings": {"SiteName": ["a"]}}, BAD_BODY),
        ({"TeamSettings": []}, BAD_BODY),
        ({"PluginSettings": {"Plugins": {"a": 1}}}, BAD_BODY),
    ],
)
def test_a_wrong_change_is_refused_with_the_official_error(changes: dict[str, Any], error_id: str) -> None:
    store = load(None, environ={})
    with pytest.raises(ConfigError) as caught:
        store.patch(changes)
    assert caught.value.problems[0].error_id == error_id
    assert caught.value.problems[0].status == 400


def test_readers_see_the_keys_their_permissions_open() -> None:
    tree = masked(load(None, environ={}).current)

    def email_only(tags: Sequence[str]) -> bool:
        return "environment_smtp" in tags

    seen = readable(tree, email_only)
    assert "SMTPServer" in seen["EmailSettings"]
    assert "EnableSignUpWithEmail" not in seen["EmailSettings"]
    assert seen["TeamSettings"] == {}
    assert readable(tree, lambda _: True) == tree


def test_writers_change_the_keys_their_permissions_open() -> None:
    changes = {"EmailSettings": {"SMTPServer": "a", "FeedbackName": "b"}, "TeamSettings": {"SiteName": "c", "No": 1}}

    def email_only(tags: Sequence[str]) -> bool:
        return "environment_smtp" in tags

    assert writable(changes, email_only) == {"EmailSettings": {"SMTPServer": "a"}}
    assert writable(changes, lambda _: True, restricted=True) == {
        "EmailSettings": {"FeedbackName": "b"},
        "TeamSettings": {"SiteName": "c"},
    }


def test_defaults_and_masks_can_be_left_out() -> None:
    store = load(None, environ={}, saved={"TeamSettings": {"SiteName": "Mine"}})
    assert without_defaults(store.current.to_mattermost()) == {"TeamSettings": {"SiteName": "Mine"}}
    shown = without_masked(masked(store.current))
    assert "AtRestEncryptKey" not in shown["SqlSettings"]
    assert shown["TeamSettings"]["SiteName"] == "Mine"


def test_a_table_may_be_sent_in_part_and_keeps_its_rest() -> None:
    store = load(None, environ={}, saved=SECRETS)
    saved = store.patch({"AutoTranslationSettings": {"LibreTranslate": {"URL": "http://new", "APIKey": None, "No": 1}}})
    assert saved["AutoTranslationSettings"]["LibreTranslate"] == {"URL": "http://new", "APIKey": "hunter2"}


def test_unknown_names_inside_saved_tables_are_passed_over() -> None:
    saved = {
        "MessageExportSettings": {"GlobalRelaySettings": {"Gone": 1, "SMTPUsername": "me", "EmailAddress": None}},
        "PluginSettings": {"PluginStates": {"a": {"Enable": True, "Gone": 1}}},
        "SqlSettings": {"ReplicaLagSettings": [{"DataSource": "postgres://a", "Gone": 1}]},
    }
    settings = load(None, environ={}, saved=saved).current
    assert settings.MessageExportSettings.GlobalRelaySettings.SMTPUsername == "me"
    assert settings.MessageExportSettings.GlobalRelaySettings.CustomerType == "A9"
    assert settings.PluginSettings.PluginStates["a"].Enable
    assert settings.SqlSettings.ReplicaLagSettings[0].DataSource == "postgres://a"
