"""The sections hold exactly Mattermost's keys, types and defaults, frozen and silent about secrets."""

import json
import time
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from mattermost_py.config import Settings, load
from mattermost_py.config.facts import FACTS, Masking, fact
from mattermost_py.config.notes import KEY_NOTES
from mattermost_py.config.sections.base import FrozenDict
from mattermost_py.config.settings import MATTERMOST_SECTIONS, OUR_SECTIONS, SECTIONS
from mattermost_py.config.shapes import annotation_of, expected

OFFICIAL: dict[str, dict[str, dict[str, Any]]] = json.loads(
    (Path(__file__).parent / "facts" / "settings.json").read_text()
)["sections"]

# Ours on purpose: without a DataSource the embedded database is used; the reasons are our own words.
OTHER_DEFAULTS = {("SqlSettings", "DataSource"), ("ContentFlaggingSettings", "AdditionalSettings")}
TYPE_WORDS = {
    "string": "text in quotes",
    "bool": "true or false",
    "int": "a whole number",
    "int64": "a whole number",
    "[]string": "a list of texts in quotes",
    "[]ReplicaLagSettings": "a list of tables",
}


def test_sections_and_keys_are_mattermosts_in_its_order() -> None:
    ours = {name: list(keys) for name, keys in Settings().to_mattermost().items()}
    assert ours == {name: list(keys) for name, keys in OFFICIAL.items()}
    assert sum(map(len, ours.values())) == 629


def test_defaults_are_mattermosts() -> None:
    ours = Settings().to_mattermost()
    for section, keys in OFFICIAL.items():
        for key, known in keys.items():
            if (section, key) not in OTHER_DEFAULTS:
                assert ours[section][key] == known["default"], f"{section}.{key}"


def test_types_are_mattermosts() -> None:
    for section, keys in OFFICIAL.items():
        for key, known in keys.items():
            assert expected(annotation_of(section, key)) == TYPE_WORDS.get(known["type"], "a table"), key


def test_facts_are_mattermosts() -> None:
    for section, keys in OFFICIAL.items():
        for key, known in keys.items():
            ours = fact(section, key)
            assert list(ours.access) == known.get("access", []), key
            assert ours.write_restrictable == known.get("write_restrictable", False), key
            assert ours.cloud_restrictable == known.get("cloud_restrictable", False), key
            assert ours.upgrade_default == known.get("default_when_upgrading_existing_config"), key
            if "masked_on_read" in known:
                assert ours.masking is not Masking.NONE, key


def test_own_sections_are_apart_and_need_a_restart() -> None:
    assert OUR_SECTIONS.isdisjoint(MATTERMOST_SECTIONS)
    assert fact("Workers", "ApiWorkers").needs_restart
    assert set(FACTS) == set(MATTERMOST_SECTIONS)


def test_notes_are_about_keys_that_exist() -> None:
    for name in KEY_NOTES:
        section, key = name.split(".")
        assert key in SECTIONS[section].model_fields, name


def test_a_snapshot_cannot_be_changed() -> None:
    settings = Settings()
    with pytest.raises(ValidationError):
        settings.ServiceSettings.SiteURL = "http://elsewhere"
    with pytest.raises(ValidationError):
        settings.TeamSettings = settings.TeamSettings
    states = settings.PluginSettings.PluginStates
    with pytest.raises(TypeError):
        states["x"] = states["playbooks"]  # type: ignore[index]  # the point of the test
    assert isinstance(states, FrozenDict)


def test_repr_shows_no_value() -> None:
    store = load(
        None,
        environ={"MM_EMAILSETTINGS_SMTPPASSWORD": "hunter2", "MM_SQLSETTINGS_DATASOURCE": "postgres://a:hunter2@h/d"},
    )
    for shown in (store.current, store.current.EmailSettings, store.current.SqlSettings):
        assert "hunter2" not in repr(shown)
        assert "hunter2" not in str(shown)


def test_a_variable_of_the_system_is_no_section(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATA", '{"Directory": "/nowhere"}')
    assert Settings().Data.Directory == "data"


def test_relative_folders_lie_in_the_data_directory(tmp_path: Path) -> None:
    settings = load(None, environ={"MMPY_DATA": str(tmp_path)}).current
    assert settings.data_directory == tmp_path
    assert settings.files_directory == tmp_path / "data"
    assert settings.path("/srv/files") == Path("/srv/files")


def test_loading_takes_less_than_50_milliseconds(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_text('[ServiceSettings]\nSiteURL = "http://localhost"\n[TeamSettings]\nSiteName = "Fast"\n')
    costs: list[float] = []
    for _ in range(3):
        before = time.process_time()
        load(file, environ={"MM_TEAMSETTINGS_MAXUSERSPERTEAM": "9"})
        costs.append(time.process_time() - before)
    assert min(costs) < 0.05
