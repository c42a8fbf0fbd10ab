"""`mmpy config` as people run it."""

import json
from pathlib import Path

import psycopg
import pytest
from typer.testing import CliRunner, Result

from mattermost_py.cli.config import app
from tests.fixtures.postgres import Cluster


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("MM_CONFIG", raising=False)
    return tmp_path


def mmpy_config(*words: str) -> Result:
    return CliRunner().invoke(app, list(words))


def test_show_prints_every_section_without_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MM_EMAILSETTINGS_SMTPPASSWORD", "hunter2")
    monkeypatch.setenv("MM_SQLSETTINGS_DATASOURCE", "postgres://hunter2@db/mm")
    monkeypatch.setenv("MM_PLUGINSETTINGS_PLUGINS", '{"a": {"token": "hunter2"}}')
    for words in (["show"], ["show", "--origin"], ["show", "--json"]):
        shown = mmpy_config(*words)
        assert shown.exit_code == 0
        assert "hunter2" not in shown.output
        assert "(secret)" in shown.output
    assert json.loads(mmpy_config("show", "--json").stdout)["TeamSettings"]["SiteName"] == "Mattermost"
    assert "# BulkIndexingTimeWindowSeconds is not set" in mmpy_config("show").output


def test_show_tells_where_a_value_comes_from(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (place / "config.toml").write_text('[Logging]\nFormat = "json"\n')
    monkeypatch.setenv("MM_LOGGING_LEVEL", "debug")
    shown = mmpy_config("show", "--origin", "--section", "Logging").output.splitlines()
    assert shown[:3] == [
        "[Logging]",
        'Format = "json"  # file, config.toml:2',
        'Level = "debug"  # env, environment MM_LOGGING_LEVEL',
    ]
    assert mmpy_config("show", "--origin", "--section", "Workers").output.splitlines()[1] == "ApiWorkers = 1  # default"


def test_an_unknown_section_is_a_clear_error() -> None:
    shown = mmpy_config("show", "--section", "TeamSetting")
    assert shown.exit_code == 2
    assert 'TeamSetting: unknown section; did you mean "TeamSettings"?' in shown.output


def test_validate_accepts_a_right_file_and_refuses_a_wrong_one(place: Path) -> None:
    right, wrong = place / "right.toml", place / "wrong.toml"
    right.write_text('[TeamSettings]\nSiteName = "Acme"\n')
    wrong.write_text('[TeamSettings]\n\nSiteNam = "Acme"\n')
    accepted = mmpy_config("validate", "--config", str(right))
    assert accepted.exit_code == 0
    assert "not at their default: 1." in accepted.output
    assert "no file" in mmpy_config("validate").output
    refused = mmpy_config("validate", "-c", str(wrong))
    assert refused.exit_code == 2
    assert refused.output == f'{wrong}:3: TeamSettings.SiteNam: unknown key; did you mean "SiteName"?\n'


def test_set_changes_the_file_and_keeps_comments(place: Path) -> None:
    file = place / "config.toml"
    assert mmpy_config("set", "Workers.ApiWorkers", "2").exit_code == 0
    file.write_text("# mine\n" + file.read_text())
    changed = mmpy_config("set", "Workers.ApiWorkers", "3")
    assert changed.output == "config.toml: Workers.ApiWorkers = 3\n"
    assert file.read_text() == "# mine\n[Workers]\nApiWorkers = 3\n"
    mmpy_config("set", "ServiceSettings.EnableTesting", "true")
    mmpy_config("set", "TeamSettings.ExperimentalDefaultChannels", "news jobs")
    assert "EnableTesting = true" in file.read_text()
    assert 'ExperimentalDefaultChannels = ["news", "jobs"]' in file.read_text()


def test_set_does_not_repeat_a_secret(place: Path) -> None:
    changed = mmpy_config("set", "EmailSettings.SMTPPassword", "hunter2")
    assert "hunter2" not in changed.output
    assert "hunter2" in (place / "config.toml").read_text()


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("SiteName", "x", "SiteName: write it as Section.Key"),
        ("TeamSettings.SiteNam", "x", 'TeamSettings.SiteNam: unknown key; did you mean "SiteName"?'),
        ("Workers.ApiWorkers", "many", "config.toml:2: Workers.ApiWorkers: must be a whole number, not 'many'"),
        ("ServiceSettings.ReadTimeout", "0", "config.toml:2: ServiceSettings.ReadTimeout: must be 1 or more"),
    ],
)
def test_set_refuses_what_would_be_wrong(place: Path, name: str, value: str, said: str) -> None:
    refused = mmpy_config("set", name, value)
    assert refused.exit_code == 2
    assert refused.output.startswith(said)
    assert list(place.iterdir()) == []


def test_set_mends_a_wrong_value_but_not_a_file_that_is_no_toml(place: Path) -> None:
    file = place / "config.toml"
    file.write_text("[Workers]\nApiWorkers = 999\n")
    assert mmpy_config("set", "Workers.ApiWorkers", "1").exit_code == 0
    file.write_text("[Workers\n")
    refused = mmpy_config("set", "Workers.ApiWorkers", "1")
    assert refused.exit_code == 2
    assert refused.output.startswith("config.toml:1: not TOML: ")


def test_a_folder_that_is_not_there_is_a_clear_error(place: Path) -> None:
    refused = mmpy_config("set", "Workers.ApiWorkers", "1", "-c", str(place / "no" / "config.toml"))
    assert refused.exit_code == 2
    assert "cannot be written: No such file or directory" in refused.output


def test_an_official_file_is_converted(place: Path) -> None:
    source = place / "config.json"
    source.write_text(json.dumps({"TeamSettings": {"SiteName": "Acme", "Gone": 1}}))
    printed = mmpy_config("from-mattermost", str(source))
    assert printed.exit_code == 0
    assert printed.stdout == '[TeamSettings]\nSiteName = "Acme"\n'
    assert 'TeamSettings.SiteName = "Acme" (default "Mattermost")' in printed.stderr
    assert "left out: TeamSettings.Gone" in printed.stderr
    target = place / "out.toml"
    assert mmpy_config("from-mattermost", str(source), "-o", str(target)).exit_code == 0
    assert target.read_text() == printed.stdout
    refused = mmpy_config("from-mattermost", str(source), "-o", str(target))
    assert (refused.exit_code, refused.output) == (2, f"{target}: exists already; --force replaces it\n")
    assert mmpy_config("from-mattermost", str(source), "-o", str(target), "--force").exit_code == 0
    assert mmpy_config("from-mattermost", str(source), "-o", str(place / "no" / "x.toml")).exit_code == 2


def test_example_prints_the_example_file() -> None:
    printed = mmpy_config("example")
    assert printed.output == (Path(__file__).parents[2] / "config.example.toml").read_text()


def test_show_knows_what_administrators_saved(place: Path, postgres_cluster: Cluster) -> None:
    conninfo = postgres_cluster.create_database()
    (place / "config.toml").write_text(
        f'[SqlSettings]\nDataSource = "{conninfo}"\n[TeamSettings]\nMaxUsersPerTeam = 7\n', encoding="utf-8"
    )
    with psycopg.connect(conninfo) as conn:
        saved = json.dumps({"TeamSettings": {"SiteName": "Ours", "MaxUsersPerTeam": 8}})
        conn.execute("UPDATE configurations SET active = NULL")
        conn.execute(
            "INSERT INTO configurations (id, value, createat, active, sha) VALUES ('a', %s, 1, true, '')", [saved]
        )
    shown = mmpy_config("show", "--origin", "--section", "TeamSettings").output.splitlines()
    assert 'SiteName = "Ours"  # saved, saved value' in shown
    assert "MaxUsersPerTeam = 7  # file, config.toml:4" in shown
    postgres_cluster.drop_database(conninfo)


def test_show_tells_when_the_database_cannot_say_what_was_saved(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MM_SQLSETTINGS_DATASOURCE", "postgres://ana:hunter2@127.0.0.1:1/mm")
    shown = mmpy_config("show", "--section", "TeamSettings")
    assert shown.exit_code == 0
    assert 'SiteName = "Mattermost"' in shown.stdout
    assert shown.stderr.startswith("Note: without the values saved by administrators: ")
    assert "hunter2" not in shown.output
