"""Options that several commands share."""

from pathlib import Path
from typing import Annotated

import typer

from mattermost_py.config import ConfigStore, configured_file, load

ConfigFile = Annotated[
    Path | None,
    typer.Option("--config", "-c", help="The TOML file; else MM_CONFIG names it, else config.toml here."),
]
DataDirectory = Annotated[
    Path | None,
    typer.Option("--data", help="The data directory; else MMPY_DATA or the configuration names it."),
]


def load_with(config: Path | None, data: Path | None) -> ConfigStore:
    """The configuration, with the data directory of the command line if one was given.

    Raises: ConfigError
    """
    overrides = {"Data": {"Directory": str(data.absolute())}} if data else None
    return load(config or configured_file(), overrides=overrides)
