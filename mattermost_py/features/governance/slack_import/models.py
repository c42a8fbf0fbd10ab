"""What is in a Slack export, as far as it is taken over, and the account of what became of it."""

from dataclasses import dataclass, field
from typing import Any

from pydantic import ConfigDict, Field

from mattermost_py.kernel.inputs import Input


class Loose(Input):
    """Exports are years old and of many makers: what can be understood is."""

    model_config = ConfigDict(strict=False, extra="ignore", frozen=True, coerce_numbers_to_str=True)


class Profile(Loose):
    first_name: str = ""
    last_name: str = ""
    real_name: str = ""
    display_name: str = ""
    title: str = ""
    email: str = ""


class SlackUser(Loose):
    """One of `users.json`."""

    id: str
    name: str = ""
    deleted: bool = False
    is_bot: bool = False
    profile: Profile = Field(default_factory=Profile)


class Note(Loose):
    """A topic or a purpose."""

    value: str = ""


class Room(Loose):
    """One of `channels.json`, `groups.json`, `mpims.json` or `dms.json`."""

    id: str
    name: str = ""
    members: list[str] = Field(default_factory=list[str])
    topic: Note = Field(default_factory=Note)
    purpose: Note = Field(default_factory=Note)
    is_archived: bool = False

    @property
    def folder(self) -> str:
        """Where its messages are; direct messages have no name."""
        return self.name or self.id


class SlackFile(Loose):
    id: str
    name: str = ""
    title: str = ""


class Icons(Loose):
    image_48: str = ""
    image_64: str = ""
    image_72: str = ""


class Comment(Loose):
    """What somebody said about a file, in exports of long ago."""

    user: str = ""
    comment: str = ""


class SlackPost(Loose):
    """One message."""

    type: str = ""
    subtype: str = ""
    user: str = ""
    username: str = ""
    bot_id: str = ""
    text: str = ""
    ts: str = ""
    thread_ts: str = ""
    files: list[SlackFile] = Field(default_factory=list[SlackFile])
    file: SlackFile | None = None
    comment: Comment | None = None
    icons: Icons | None = None
    attachments: list[dict[str, Any]] = Field(default_factory=list[dict[str, Any]])

    @property
    def at_ms(self) -> int:
        """When it was written; 0 if nobody knows. The fraction tells messages of one second apart."""
        seconds, _, fraction = self.ts.partition(".")
        if not (seconds.isdecimal() and len(seconds) <= 11):
            return 0
        return int(seconds) * 1000 + (int(fraction[:6].ljust(6, "0")) // 1000 if fraction.isdecimal() else 0)

    @property
    def all_files(self) -> list[SlackFile]:
        return [*self.files, *([self.file] if self.file and self.file.id not in {f.id for f in self.files} else ())]


@dataclass(slots=True)
class Report:
    """What was done, line by line, for whoever started it. Belongs to one import."""

    lines: list[str] = field(default_factory=list[str])

    def heading(self, text: str) -> None:
        self.lines += ["", text, "-" * len(text)]

    def say(self, text: str) -> None:
        self.lines.append(text)

    @property
    def text(self) -> str:
        return "\n".join(self.lines) + "\n"
