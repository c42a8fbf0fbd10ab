"""`mmpy config`: look at the configuration, check it, change the file, take over Mattermost's."""

import json
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

import psycopg
import typer

from mattermost_py.cli.options import DataDirectory, load_with
from mattermost_py.cli.saved import saved_settings
from mattermost_py.config import ConfigError, ConfigStore, Problem, configured_file, load
from mattermost_py.config.conversion import from_mattermost
from mattermost_py.config.layers import file_layer, unknown_names
from mattermost_py.config.loading import is_secret
from mattermost_py.config.settings import SECTIONS
from mattermost_py.config.shapes import annotation_of, did_you_mean, from_text
from mattermost_py.config.store import DEFAULT_FILE
from mattermost_py.config.toml_text import example as example_text
from mattermost_py.config.toml_text import toml_value, with_value, write_safely
from mattermost_py.config.tree import keys_of, plain
from mattermost_py.infra.db.conninfo import BadDataSource
from mattermost_py.infra.postgres import PostgresError, database, embedded

app = typer.Typer(help="Look at the configuration, check it, change it.", no_args_is_help=True)

File = Annotated[
    Path | None,
    typer.Option("--config", "-c", help="The TOML file; else MM_CONFIG names it, else config.toml here."),
]
BAD_CONFIGURATION = 2


@contextmanager
def clear_errors() -> Generator[None]:
    """Prints what is wrong with the configuration, a line a problem, and ends with exit code 2."""
    try:
        yield
    except ConfigError as exc:
        for problem in exc.problems:
            typer.echo(str(problem), err=True)
        raise typer.Exit(BAD_CONFIGURATION) from exc


@app.command()
def show(
    config: File = None,
    data: DataDirectory = None,
    *,
    origin: Annotated[bool, typer.Option("--origin", help="Also where each value comes from.")] = False,
    section: Annotated[str | None, typer.Option(help="One section only.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False,
) -> None:
    """Print the configuration in use, without secrets."""
    with clear_errors():
        _known_section(section)
        store = load_with(config, data)
    _add_saved(store)
    shown = {name: _shown_section(store, name) for name in SECTIONS if section in (None, name)}
    if as_json:
        typer.echo(json.dumps(shown, indent=2, ensure_ascii=False))
        return
    for name, keys in shown.items():
        typer.echo(f"[{name}]")
        for key, value in keys.items():
            typer.echo(_line(store, name, key, value, with_origin=origin))
        typer.echo("")


def _add_saved(store: ConfigStore) -> None:
    """With what administrators saved, if the database can tell."""
    try:
        cluster = embedded(store.current)
        if cluster is not None and not cluster.exists:
            return  # no server ran here yet
        with database(store.current) as conninfo:
            store.reload(saved_settings(conninfo))
    except (ConfigError, PostgresError, BadDataSource, psycopg.Error, OSError) as exc:
        reason = str(exc).partition("\n")[0]
        typer.echo(f"Note: without the values saved by administrators: {reason}", err=True)


def _known_section(name: str | None) -> None:
    if name is not None and name not in SECTIONS:
        raise ConfigError([Problem(f"unknown section{did_you_mean(name, list(SECTIONS))}", name)])


def _shown_section(store: ConfigStore, section: str) -> dict[str, Any]:
    keys = plain(store.current.section(section))
    return {key: "(secret)" if value and is_secret(section, key) else value for key, value in keys.items()}


def _line(store: ConfigStore, section: str, key: str, value: Any, *, with_origin: bool) -> str:
    text = f"{key} = {toml_value(value)}" if value is not None else f"# {key} is not set"
    if not with_origin:
        return text
    place = store.where(section, key)
    return f"{text}  # {store.origin(section, key)}{f', {place}' if place else ''}"


@app.command()
def validate(config: File = None) -> None:
    """Check file and environment; exit code 2 tells that something is wrong."""
    with clear_errors():
        store = load(config)
    changed = sum(store.origin(section, key) != "default" for section, key, _ in keys_of(store.current.to_tree()))
    place = store.file or "no file"
    typer.echo(f"The configuration is right: {place}; settings that are not at their default: {changed}.")


@app.command("set")
def set_value(
    name: Annotated[str, typer.Argument(help="Section.Key, such as TeamSettings.SiteName.")],
    value: Annotated[str, typer.Argument(help="The new value; lists as words or JSON, tables as JSON.")],
    config: File = None,
) -> None:
    """Change one key in the file; comments stay."""
    with clear_errors():
        section, key = _address(name)
        path = config or configured_file() or Path(DEFAULT_FILE)
        before = _current_text(path)
        wanted = with_value(before, section, key, from_text(annotation_of(section, key), value))
        _write_checked(path, wanted)
    shown = "(secret)" if is_secret(section, key) else wanted_value(section, key, value)
    typer.echo(f"{path}: {name} = {shown}")


def wanted_value(section: str, key: str, text: str) -> str:
    """The value as it stands in the file now."""
    return toml_value(from_text(annotation_of(section, key), text))


def _address(name: str) -> tuple[str, str]:
    section, dot, key = name.partition(".")
    if not dot:
        raise ConfigError([Problem("write it as Section.Key, such as TeamSettings.SiteName", name)])
    problems = unknown_names({section: {key: None}}, lambda *_: "")
    if problems:
        raise ConfigError(problems)
    return section, key


def _current_text(path: Path) -> str:
    if not path.exists():
        return ""
    # A file that is no TOML is reported with its line; wrong values may be what is being mended.
    file_layer(path)
    return path.read_text(encoding="utf-8")


def _write_checked(path: Path, text: str) -> None:
    """Writes the file only if the configuration with it is right."""
    draft = path.with_name(f".{path.name}.draft")
    try:
        write_safely(draft, text)
        load(draft)
        write_safely(path, text)
    except OSError as exc:
        raise ConfigError([Problem(f"cannot be written: {exc.strerror}", where=str(path))]) from exc
    except ConfigError as exc:
        # The draft's name would puzzle; its lines are the file's.
        problems = [problem.at(problem.where.replace(str(draft), str(path))) for problem in exc.problems]
        raise ConfigError(problems) from exc
    finally:
        draft.unlink(missing_ok=True)


@app.command("from-mattermost")
def convert(
    source: Annotated[Path, typer.Argument(metavar="CONFIG.JSON", help="Mattermost's own configuration file.")],
    output: Annotated[Path | None, typer.Option("--output", "-o", help="Write here instead of printing.")] = None,
    force: Annotated[bool, typer.Option("--force", help="Replace the output if it exists.")] = False,
) -> None:
    """Turn a config.json of Mattermost into TOML; the report goes to standard error."""
    with clear_errors():
        converted = from_mattermost(source)
        if output is not None and output.exists() and not force:
            raise ConfigError([Problem("exists already; --force replaces it", where=str(output))])
        if output is None:
            typer.echo(converted.toml, nl=False)
        else:
            _write(output, converted.toml)
    typer.echo(f"{len(converted.differences)} settings differ from the default:", err=True)
    for line in converted.differences:
        typer.echo(f"  {line}", err=True)
    for line in converted.left_out:
        typer.echo(f"  left out: {line}", err=True)
    typer.echo("Relative folders now lie in the data directory.", err=True)


def _write(path: Path, text: str) -> None:
    try:
        write_safely(path, text)
    except OSError as exc:
        raise ConfigError([Problem(f"cannot be written: {exc.strerror}", where=str(path))]) from exc


@app.command()
def example() -> None:
    """Print config.example.toml: every setting with its default."""
    typer.echo(example_text(), nl=False)
