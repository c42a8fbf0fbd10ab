"""Lets the package build make the web client first, so that `pip install` is all it takes."""

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

sys.path.insert(0, str(Path(__file__).parent))

import web_client


class WebClientHook(BuildHookInterface):  # pyright: ignore[reportMissingTypeArgument] - the builder's configuration is of no interest
    """Builds `mattermost_py/web/dist` unless it is that of the sources."""

    def dependencies(self) -> list[str]:
        """Node for the build, only where there is something to build and none on the PATH."""
        if web_client.is_current():
            return []
        try:
            web_client.node_environment()
        except web_client.NoNode:
            return [web_client.NODE_WHEEL]
        return []

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Called before the files are collected, for editable installs too."""
        if not web_client.is_current():
            web_client.build()
