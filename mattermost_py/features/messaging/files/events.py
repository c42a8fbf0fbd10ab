"""What files announce to the server itself."""

from dataclasses import dataclass

from mattermost_py.kernel.events import Event


@dataclass(frozen=True, slots=True)
class FilesErased(Event):
    """Internal. Rows are gone for good; once that is committed their contents go, too."""

    paths: tuple[str, ...]
