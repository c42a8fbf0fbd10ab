"""Where settings come from, which source wins, and what is said about wrong ones."""

from pathlib import Path
from typing import Any

import pytest

from mattermost_py.config import ConfigError, ConfigStore, Settings, configured_file, load, restart_keys
from mattermost_py.config.toml_lines import key_lines


def written(tmp_path: Path, text: str) -> Path:
    file = tmp_path / "config.toml"
    file.write_text(text)
    return file


def complaint(file: Path | None, environ: dict[str, str] | None = None, **more: Any) -> str:
    with pytest.raises(ConfigError) as caught:
        load(file, environ=environ or {}, **more)
    return str(caught.value)


def test_option_beats_environment_beats_file_beats_saved_beats_default(tmp_path: Path) -> None:
    file = written(tmp_path, "[TeamSettings]\nMaxUsersPerTeam = 3\n")
    environ = {"MM_TEAMSETTINGS_MAXUSERSPERTEAM": "4"}
    saved = {"TeamSettings": {"MaxUsersPerTeam": 2}}
    options = {"TeamSettings": {"MaxUsersPerTeam": 5}}

    def loaded(*, with_saved: bool, with_file: bool, with_env: bool, with_option: bool) -> tuple[int, str]:
        store = load(
            file if with_file else None,
            environ=environ if with_env else {},
            saved=saved if with_saved else None,
            overrides=options if with_option else None,
        )
        return store.current.TeamSettings.MaxUsersPerTeam, store.origin("TeamSettings", "MaxUsersPerTeam")

    assert loaded(with_saved=False, with_file=False, with_env=False, with_option=False) == (50, "default")
    assert loaded(with_saved=True, with_file=False, with_env=False, with_option=False) == (2, "saved")
    assert loaded(with_saved=True, with_file=True, with_env=False, with_option=False) == (3, "file")
    assert loaded(with_saved=True, with_file=True, with_env=True, with_option=False) == (4, "env")
    assert loaded(with_saved=True, with_file=True, with_env=True, with_option=True) == (5, "option")


def test_a_map_of_a_higher_source_replaces_the_whole_map(tmp_path: Path) -> None:
    file = written(tmp_path, "[PluginSettings.PluginStates]\none = { Enable = true }\n")
    store = load(file, environ={}, saved={"PluginSettings": {"PluginStates": {"two": {"Enable": True}}}})
    assert list(store.current.PluginSettings.PluginStates) == ["one"]


def test_variables_hold_every_kind_of_value() -> None:
    settings = load(
        None,
        environ={
            "MM_SERVICESETTINGS_ENABLETESTING": "T",
            "MM_SERVICESETTINGS_ENABLELINKPREVIEWS": "false",
            "MM_SERVICESETTINGS_READTIMEOUT": " 12 ",
            "MM_SQLSETTINGS_DATASOURCEREPLICAS": "postgres://a postgres://b",
            "MM_TEAMSETTINGS_EXPERIMENTALDEFAULTCHANNELS": '["news", "off topic"]',
            "MM_PLUGINSETTINGS_PLUGINSTATES": '{"calls": {"Enable": false}}',
            "MM_AUTOTRANSLATIONSETTINGS_LIBRETRANSLATE_URL": "http://translate",
            "MM_ELASTICSEARCHSETTINGS_BULKINDEXINGTIMEWINDOWSECONDS": "7",
            "MM_LOGGING_FORMAT": "json",
            "MM_TEAMSETTINGS_CUSTOMBRANDTEXT": "",
            "MM_TEAMSETTINGS_MAXUSERSPERTEAM": "",
        },
    ).current
    assert settings.ServiceSettings.EnableTesting is True
    assert settings.ServiceSettings.EnableLinkPreviews is False
    assert settings.ServiceSettings.ReadTimeout == 12
    assert settings.SqlSettings.DataSourceReplicas == ("postgres://a", "postgres://b")
    assert settings.TeamSettings.ExperimentalDefaultChannels == ("news", "off topic")
    assert settings.PluginSettings.PluginStates["calls"].Enable is False
    assert settings.AutoTranslationSettings.LibreTranslate.URL == "http://translate"
    assert settings.ElasticsearchSettings.BulkIndexingTimeWindowSeconds == 7
    assert settings.Logging.Format == "json"
    assert settings.TeamSettings.MaxUsersPerTeam == 50


def test_a_variable_for_a_part_keeps_the_rest_of_the_key(tmp_path: Path) -> None:
    file = written(tmp_path, '[AutoTranslationSettings]\nLibreTranslate = { URL = "http://file", APIKey = "k" }\n')
    name = "MM_AUTOTRANSLATIONSETTINGS_LIBRETRANSLATE"
    settings = load(file, environ={f"{name}_APIKEY": "env"}).current
    assert (settings.AutoTranslationSettings.LibreTranslate.URL) == "http://file"
    assert (settings.AutoTranslationSettings.LibreTranslate.APIKey) == "env"
    both = load(None, environ={name: '{"URL": "http://all", "APIKey": "a"}', f"{name}_APIKEY": "b"}).current
    assert both.AutoTranslationSettings.LibreTranslate.APIKey == "b"
    assert both.AutoTranslationSettings.LibreTranslate.URL == "http://all"
    assert "must be a table" in complaint(None, {name: "nonsense", f"{name}_APIKEY": "b"})


def test_mmpy_data_names_the_data_directory() -> None:
    store = load(None, environ={"MMPY_DATA": "/srv/mmpy"})
    assert str(store.current.data_directory) == "/srv/mmpy"
    assert store.where("Data", "Directory") == "environment MMPY_DATA"


def test_the_file_is_the_named_one_or_the_one_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert configured_file({}) is None
    written(tmp_path, "")
    assert configured_file({}) == Path("config.toml")
    assert configured_file({"MM_CONFIG": "/etc/mmpy.toml"}) == Path("/etc/mmpy.toml")


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('[ServiceSettings]\nSiteUrl = ""', '2: ServiceSettings.SiteUrl: unknown key; did you mean "SiteURL"?'),
        ("[ServiceSettings]\nXyzzyPlugh = 1", "2: ServiceSettings.XyzzyPlugh: unknown key"),
        ("\n[ServiceSetings]\nx = 1", '2: ServiceSetings: unknown section; did you mean "ServiceSettings"?'),
        ('SiteURL = ""', "1: SiteURL: stands outside of a section; it belongs under [ServiceSettings]"),
        ("Xyzzy = 1", "1: Xyzzy: unknown key, outside of any section"),
        ("TeamSettings = 1", "1: is a section: write [TeamSettings] on a line of its own"),
        ("[EmailSettings]\nSMTPPort = 25", "2: EmailSettings.SMTPPort: must be text in quotes, not 25"),
        ("[EmailSettings]\nSMTPPort = true", "2: EmailSettings.SMTPPort: must be text in quotes, not true"),
        ('[Passwords]\nHash = "md5"', '2: Passwords.Hash: must be one of "auto", "argon2id", "pbkdf2", not \'md5\''),
        ('[Workers]\nApiWorkers = "4"', "2: Workers.ApiWorkers: must be a whole number, not '4'"),
        ("[Workers]\nApiWorkers = -1", "2: Workers.ApiWorkers: must be from 0 to 256"),
        ("[SqlSettings]\nDataSource = 5", "2: SqlSettings.DataSource: must be text in quotes"),
        (
            '[TeamSettings]\nRestrictDirectMessage = "all"',
            '2: TeamSettings.RestrictDirectMessage: must be one of "any", "team"',
        ),
        (
            '[AutoTranslationSettings]\nLibreTranslate = { Url = "" }',
            '2: AutoTranslationSettings.LibreTranslate.Url: unknown key; did you mean "URL"?',
        ),
        (
            '[PluginSettings.PluginStates]\na = { Enable = "x" }',
            "1: PluginSettings.PluginStates.a.Enable: must be true or false, not 'x'",
        ),
        ("[TeamSettings]\nSiteName = [", "2: not TOML: Invalid value"),
        ('{"ServiceSettings": {}}', "1: not TOML: Invalid statement; a config.json of Mattermost is converted by"),
    ],
)
def test_a_mistake_in_the_file_is_one_line_with_file_line_and_key(tmp_path: Path, text: str, line: str) -> None:
    file = written(tmp_path, text)
    said = complaint(file)
    assert said.startswith(f"{file}:{line}")
    assert "\n" not in said


def test_every_mistake_is_named(tmp_path: Path) -> None:
    file = written(tmp_path, "[ServiceSettings]\nReadTimeout = 0\nWriteTimeout = 0\n")
    assert complaint(file).splitlines() == [
        f"{file}:2: ServiceSettings.ReadTimeout: must be 1 or more",
        f"{file}:3: ServiceSettings.WriteTimeout: must be 1 or more",
    ]


def test_mistakes_in_variables_and_options_name_their_place() -> None:
    assert complaint(None, {"MM_SERVICESETTINGS_SITEURLL": ""}) == (
        'environment MM_SERVICESETTINGS_SITEURLL: unknown variable; did you mean "MM_SERVICESETTINGS_SITEURL"?'
    )
    said = complaint(None, {"MM_SERVICESETTINGS_READTIMEOUT": "soon"})
    assert said == (
        "environment MM_SERVICESETTINGS_READTIMEOUT: ServiceSettings.ReadTimeout: must be a whole number, not 'soon'"
    )
    said = complaint(None, {"MM_SERVICESETTINGS_ENABLETESTING": "yes"})
    assert said.endswith("must be true or false, not 'yes'")
    said = complaint(None, overrides={"ServiceSettings": {"Listen": ":1"}})
    assert said.startswith("command line: ServiceSettings.Listen: unknown key")
    said = complaint(None, overrides={"ServiceSettings": {"ListenAddress": "8065"}})
    assert said.startswith("command line: ServiceSettings.ListenAddress: must be HOST:PORT")
    said = complaint(None, saved={"ServiceSettings": {"ReadTimeout": "x"}})
    assert said.startswith("saved value: ServiceSettings.ReadTimeout")
    said = complaint(None, {"MM_EMBEDDED_ENABLE": "false"})
    assert said.startswith("default value: SqlSettings.DataSource: must be set")


def test_foreign_variables_are_left_alone() -> None:
    load(None, environ={"MM_INSTALL_TYPE": "docker", "MM_FEATUREFLAGS_LONGGONE": "true", "MMX": "1", "HOME": "/"})


def test_a_secret_is_not_repeated_in_a_complaint() -> None:
    said = complaint(None, saved={"EmailSettings": {"SMTPPassword": ["hunter2"]}})
    assert "hunter2" not in said
    long = complaint(None, saved={"TeamSettings": {"SiteName": ["x" * 500]}})
    assert len(long) < 200


def test_a_file_that_cannot_be_read_is_one_line(tmp_path: Path) -> None:
    missing = tmp_path / "none.toml"
    assert complaint(missing) == f"{missing}: cannot be read: No such file or directory"
    binary = tmp_path / "binary.toml"
    binary.write_bytes(b"\xff\xfe")
    assert complaint(binary) == f"{binary}: is not UTF-8 text"


def test_saved_values_of_other_versions_and_boot_keys_are_passed_over() -> None:
    saved: dict[str, Any] = {
        "Gone": {"Key": 1},
        "TeamSettings": {"Removed": 1, "SiteName": "Kept", "CustomBrandText": None},
        "SqlSettings": {"DataSource": "postgres://old/one", "MaxOpenConns": 7},
        "Workers": {"ApiWorkers": 9},
    }
    store = load(None, environ={}, saved=saved)
    assert store.saved == {"TeamSettings": {"SiteName": "Kept"}, "SqlSettings": {"MaxOpenConns": 7}}
    assert store.current.SqlSettings.DataSource == ""
    assert store.current.Workers.ApiWorkers == 1


def test_reload_reads_the_file_again_and_tells_listeners(tmp_path: Path) -> None:
    file = written(tmp_path, '[TeamSettings]\nSiteName = "Before"\n')
    store = load(file, environ={})
    heard: list[tuple[str, str]] = []

    def listener(old: Settings, new: Settings) -> None:
        heard.append((old.TeamSettings.SiteName, new.TeamSettings.SiteName))

    store.subscribe(listener)
    store.reload()
    written(tmp_path, '[TeamSettings]\nSiteName = "After"\n')
    store.reload()
    store.reload(saved={"TeamSettings": {"MaxUsersPerTeam": 9}})
    assert heard == [("Before", "After"), ("After", "After")]
    assert store.current.TeamSettings.MaxUsersPerTeam == 9


def test_a_broken_file_leaves_the_snapshot_as_it_was(tmp_path: Path) -> None:
    file = written(tmp_path, '[TeamSettings]\nSiteName = "Good"\n')
    store: ConfigStore = load(file, environ={})
    written(tmp_path, "[TeamSettings]\nSiteName = 5\n")
    with pytest.raises(ConfigError):
        store.reload()
    assert store.current.TeamSettings.SiteName == "Good"


def test_keys_that_act_after_a_restart_are_known() -> None:
    before = load(None, environ={}).current
    after = load(
        None,
        environ={
            "MM_SERVICESETTINGS_LISTENADDRESS": ":1",
            "MM_WORKERS_APIWORKERS": "2",
            "MM_LOGGING_FORMAT": "json",
            "MM_LOGGING_LEVEL": "debug",
            "MM_WEBCLIENT_DIRECTORY": "/srv/client",
            "MM_WEBPUSH_ENABLE": "false",
            "MM_SQLSETTINGS_ATRESTENCRYPTKEY": "k" * 32,  # filled by the first start
        },
    ).current
    assert restart_keys(before, after) == ["ServiceSettings.ListenAddress", "Workers.ApiWorkers"]


def test_lines_of_keys_are_found_in_every_way_to_write_toml() -> None:
    lines = [
        "# [Comment]",
        "top.inner = 1",
        "[ Section ]  # header",
        'text = """',
        "hidden = 1",
        '[no] "" """ # end',
        "list = [ # ]",
        "  1, '[', # [",
        "]",
        "raw = '''",
        "[no]'''",
        "'quoted key' = { a = 1 }",
        "[Section.'sub']",
        'one = "a # \\" ["',
        "two = 2",
        "[[Many]]",
        "x = 1",
    ]
    assert key_lines("\n".join(lines)) == {
        ("top", "inner"): 2,
        ("Section",): 3,
        ("Section", "text"): 4,
        ("Section", "list"): 7,
        ("Section", "raw"): 10,
        ("Section", "quoted key"): 12,
        ("Section", "sub"): 13,
        ("Section", "sub", "one"): 14,
        ("Section", "sub", "two"): 15,
        ("Many",): 16,
        ("Many", "x"): 17,
    }


@pytest.mark.parametrize(
    ("setting", "folder"),
    [
        ("./export", "export"),
        ("/a/b/", "a/b"),
        ("deep//er", "deep/er"),
        (".", "export"),
        ("/", "export"),
    ],
)
def test_archives_have_a_folder_of_their_own(setting: str, folder: str) -> None:
    read = load(None, environ={}, overrides={"ExportSettings": {"Directory": setting}}).current
    assert (read.export_folder, read.import_folder) == (folder, "import")
