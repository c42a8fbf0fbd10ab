"""What the command line asked for, in a form that travels to other processes."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mattermost_py.config import ConfigStore, load


@dataclass(frozen=True, slots=True)
class Plan:
    """Where the configuration comes from; every process loads it for itself."""

    file: Path | None
    overrides: Mapping[str, Mapping[str, Any]]

    def load(self, saved: Mapping[str, Mapping[str, Any]] | None = None) -> ConfigStore:
        """Raises: ConfigError"""
        return load(self.file, saved=saved, overrides=self.overrides)
