"""What the bulk import and the bulk export agree on: Mattermost's format, version 1, and archives in a folder."""

from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Final

from mattermost_py.infra.blobs import BlobMissing, BlobStore

VERSION: Final = 1
LINES_NAME: Final = "import.jsonl"
DATA_FOLDER: Final = "data/"  # of the archive; the lines name files relative to it
ENDING: Final = ".zip"

# Field of a person's line → category and name of the preference.
PREFERENCES: Final = {
    "theme": ("theme", ""),
    "military_time": ("display_settings", "use_military_time"),
    "link_previews": ("display_settings", "collapse_previews"),
    "message_display": ("display_settings", "message_display"),
    "collapse_consecutive_messages": ("display_settings", "collapse_consecutive_messages"),
    "colorize_usernames": ("display_settings", "colorize_usernames"),
    "channel_display_mode": ("display_settings", "channel_display_mode"),
    "name_format": ("display_settings", "name_format"),
    "feature_enabled_markdown_preview": ("advanced_settings", "feature_enabled_markdown_preview"),
    "formatting": ("advanced_settings", "formatting"),
    "send_on_ctrl_enter": ("advanced_settings", "send_on_ctrl_enter"),
    "code_block_ctrl_enter": ("advanced_settings", "code_block_ctrl_enter"),
    "show_join_leave": ("advanced_settings", "join_leave"),
    "show_unread_scroll_position": ("advanced_settings", "unread_scroll_position"),
    "sync_drafts": ("advanced_settings", "sync_drafts"),
    "show_unread_section": ("sidebar_settings", "show_unread_section"),
    "limit_visible_dms_gms": ("sidebar_settings", "limit_visible_dms_gms"),
}
TUTORIAL: Final = "tutorial_step"  # field, and category of a preference whose name is the person's id
EMAIL_INTERVAL: Final = ("notifications", "email_interval")
EMAIL_INTERVALS: Final = {"immediately": "30", "fifteen": "900", "hour": "3600"}  # the line's word → seconds


@dataclass(frozen=True, slots=True)
class ArchiveFile:
    """An archive in the file store."""

    name: str
    bytes: int


async def archives(blobs: BlobStore, folder: str) -> list[ArchiveFile]:
    """Those of a folder, by name; not what lies deeper."""
    found = [PurePosixPath(path) for path in await blobs.below(folder)]
    there: list[ArchiveFile] = []
    for path in found:
        if path.parent.as_posix() == folder and path.name.endswith(ENDING):
            try:
                there.append(ArchiveFile(path.name, await blobs.size(path.as_posix())))
            except BlobMissing:  # removed meanwhile
                continue
    return there
