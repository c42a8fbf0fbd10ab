"""Configuration written as TOML: the example, single changes, conversion of an official file."""

import json
import stat
import tomllib
from pathlib import Path
from typing import Any

import pytest

from mattermost_py.config import ConfigError, Settings, load
from mattermost_py.config.conversion import from_mattermost
from mattermost_py.config.notes import KEY_NOTES
from mattermost_py.config.settings import SECTIONS
from mattermost_py.config.toml_text import example, to_toml, toml_value, with_value, write_safely

ROOT = Path(__file__).parents[2]


def test_the_example_file_is_in_step() -> None:
    assert (ROOT / "config.example.toml").read_text() == example(), "write it again: mmpy config example"


def test_the_example_changes_nothing_as_it_is() -> None:
    store = load(ROOT / "config.example.toml", environ={})
    assert store.current == Settings()
    assert store.environment_overrides() == {}


def test_the_example_holds_every_key_with_its_default() -> None:
    lines = [
        line.removeprefix("#") if line.startswith("#") and not line.startswith("# ") else line
        for line in example().splitlines()
    ]
    parsed = tomllib.loads("\n".join(lines))
    defaults = Settings().to_tree()
    assert list(parsed) == sorted(parsed, key=list(parsed).index)
    assert parsed == {
        section: {key: value for key, value in keys.items() if value is not None} for section, keys in defaults.items()
    }


def test_the_example_explains_every_section_and_the_important_keys() -> None:
    text = example()
    for name, model in SECTIONS.items():
        assert f"# {model.__doc__}\n[{name}]\n" in text
    for note in KEY_NOTES.values():
        assert f"# {note}\n" in text


@pytest.mark.parametrize(
    "value",
    [True, 5, -1, 1.5, "", 'a "quoted" \\ text\n\t\x7f ünï', [], ["a", "b"], {}, {"a.b": {"c d": [1]}, "e": "f"}],
)
def test_written_values_are_read_back(value: Any) -> None:
    assert tomllib.loads(f"x = {toml_value(value)}")["x"] == value


def test_a_tree_without_values_is_an_empty_file() -> None:
    assert to_toml({"TeamSettings": {}, "SqlSettings": {"x": None}}) == ""


def test_changing_a_key_keeps_comments_and_order() -> None:
    text = '# top\n[TeamSettings]\n# name\nSiteName = "Old"  # end\nMaxUsersPerTeam = 3\n\n[Workers]\nApiWorkers = 1\n'
    changed = with_value(text, "TeamSettings", "SiteName", "New")
    assert changed == text.replace('"Old"', '"New"')
    added = with_value(changed, "TeamSettings", "MaxChannelsPerTeam", 9)
    assert tomllib.loads(added)["TeamSettings"] == {"SiteName": "New", "MaxUsersPerTeam": 3, "MaxChannelsPerTeam": 9}
    section = with_value(added, "Logging", "Format", "json")
    assert section.startswith(added)
    assert tomllib.loads(section)["Logging"] == {"Format": "json"}
    assert tomllib.loads(with_value("TeamSettings.SiteName = 'a'", "TeamSettings", "MaxUsersPerTeam", 1)) == {
        "TeamSettings": {"SiteName": "a", "MaxUsersPerTeam": 1}
    }


def test_a_new_file_is_private_and_an_old_one_keeps_its_mode(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    write_safely(path, "a")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    path.chmod(0o640)
    write_safely(path, "b")
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert [one.name for one in tmp_path.iterdir()] == ["config.toml"]


def official(tmp_path: Path, content: Any) -> Path:
    path = tmp_path / "config.json"
    path.write_text(content if isinstance(content, str) else json.dumps(content))
    return path


def test_an_official_file_becomes_toml_with_what_differs(tmp_path: Path) -> None:
    settings: dict[str, Any] = Settings().to_mattermost()
    settings["TeamSettings"] |= {"SiteName": "Acme", "GoneKey": 1}
    settings["SqlSettings"]["DataSource"] = "postgres://mm:hunter2@db/mm"
    settings["PluginSettings"]["Plugins"] = {"jira": {"url": "x", "none": None}}
    converted = from_mattermost(official(tmp_path, settings | {"GoneSettings": {"a": 1}, "Number": 1}))
    assert tomllib.loads(converted.toml) == {
        "SqlSettings": {"DataSource": "postgres://mm:hunter2@db/mm"},
        "TeamSettings": {"SiteName": "Acme"},
        "PluginSettings": {"Plugins": {"jira": {"url": "x"}}},
    }
    assert 'TeamSettings.SiteName = "Acme" (default "Mattermost")' in converted.differences
    assert "SqlSettings.DataSource = (secret)" in converted.differences
    assert len(converted.left_out) == 3
    file = tmp_path / "config.toml"
    file.write_text(converted.toml)
    assert load(file, environ={}).current.TeamSettings.SiteName == "Acme"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("{", ":1: not JSON: "),
        ("[]", ": must be a JSON object of sections"),
        ({"TeamSettings": {"SiteName": 5}}, ": TeamSettings.SiteName: must be text in quotes, not 5"),
    ],
)
def test_a_wrong_official_file_is_refused(tmp_path: Path, content: Any, said: str) -> None:
    path = official(tmp_path, content)
    with pytest.raises(ConfigError) as caught:
        from_mattermost(path)
    assert str(caught.value).startswith(f"{path}{said}")


def test_an_official_file_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="cannot be read"):
        from_mattermost(tmp_path / "none.json")
    (tmp_path / "bytes.json").write_bytes(b"\xff")
    with pytest.raises(ConfigError, match="not UTF-8"):
        from_mattermost(tmp_path / "bytes.json")
