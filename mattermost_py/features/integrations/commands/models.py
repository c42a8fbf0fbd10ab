"""A command, what is typed, and what comes back."""

import re
from dataclasses import dataclass, field, fields, replace
from typing import Any, ClassVar
from urllib.parse import urlsplit

from mattermost_py.kernel.errors import Invalid
from mattermost_py.kernel.inputs import Input

GET, POST = "G", "P"
EPHEMERAL, IN_CHANNEL = "ephemeral", "in_channel"
HOOK_LIFETIME_MS = 30 * 60 * 1000
HOOK_USES_MOST = 5

_TRIGGER = re.compile(r"[A-Za-z0-9_./-]{1,128}").fullmatch

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Argument:
    """One word that a command takes: free text, or one of a list."""

    help: str
    hint: str = ""
    choices: tuple[tuple[str, str], ...] = ()  # word and what it means

    def wire(self) -> Json:
        if not self.choices:
            data: Json = {"Hint": self.hint, "Pattern": ""}
        else:
            data = {"PossibleArguments": [{"Item": word, "Hint": "", "HelpText": told} for word, told in self.choices]}
        kind = "StaticList" if self.choices else "TextInput"
        return {"Name": "", "HelpText": self.help, "Type": kind, "Required": False, "Data": data}


@dataclass(frozen=True, slots=True)
class Completion:
    """How a command is completed while it is typed."""

    trigger: str
    hint: str = ""
    help: str = ""
    role_id: str = "system_user"  # system_admin: only for administrators
    arguments: tuple[Argument, ...] = ()
    commands: tuple["Completion", ...] = ()  # words of which one follows

    def wire(self) -> Json:
        return {
            "Trigger": self.trigger,
            "Hint": self.hint,
            "HelpText": self.help,
            "RoleID": self.role_id,
            "Arguments": list(self.arguments),
            "SubCommands": list(self.commands),
        }


@dataclass(frozen=True, slots=True)
class Command:
    """A row of `commands`, or one that the server has built in (then most is empty)."""

    id: str = ""
    token: str = field(default="", repr=False)
    create_at: int = 0  # ms since epoch, UTC
    update_at: int = 0
    delete_at: int = 0
    creator_id: str = ""
    team_id: str = ""
    trigger: str = ""
    method: str = ""  # G or P
    username: str = ""
    icon_url: str = ""
    auto_complete: bool = False
    auto_complete_desc: str = ""
    auto_complete_hint: str = ""
    display_name: str = ""
    description: str = ""
    url: str = ""
    plugin_id: str = ""
    completion: Completion | None = None

    def wire(self) -> Json:
        shown: Json = {each.name: getattr(self, each.name) for each in fields(self) if each.name != "completion"}
        if self.completion is not None:
            shown["autocomplete_data"] = self.completion
        return shown

    def for_users(self) -> "Command":
        """Without what only those who manage it may know."""
        return replace(self, token="", creator_id="", method="", url="", username="", icon_url="")

    def check(self) -> None:
        """Raises: Invalid `model.command.is_valid.*` for a value that may not be stored."""
        for is_wrong, part in (
            (not _TRIGGER(self.trigger) or self.trigger.startswith("/"), "trigger"),
            (not self.url or len(self.url.encode()) > 1024, "url"),
            (not _is_web(self.url), "url_http"),
            (self.method not in (GET, POST), "method"),
            (len(self.display_name.encode()) > 64, "display_name"),
            (len(self.description.encode()) > 128, "description"),
        ):
            if is_wrong:
                raise Invalid(f"model.command.is_valid.{part}.app_error")


def _is_web(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname)


class CommandInput(Input):
    """Body of POST /commands and PUT /commands/{command_id}."""

    body_name: ClassVar[str] = "command"
    id: str = ""
    creator_id: str = ""
    team_id: str = ""
    trigger: str = ""
    method: str = ""
    username: str = ""
    icon_url: str = ""
    auto_complete: bool = False
    auto_complete_desc: str = ""
    auto_complete_hint: str = ""
    display_name: str = ""
    description: str = ""
    url: str = ""

    def texts(self) -> Json:
        """What the one who manages a command may choose."""
        chosen = self.model_dump(exclude={"id", "creator_id", "team_id"})
        return {**chosen, "trigger": self.trigger.lower()}


class Move(Input):
    """Body of PUT /commands/{command_id}/move."""

    body_name: ClassVar[str] = "team_id"
    team_id: str = ""


class Typed(Input):
    """Body of POST /commands/execute."""

    body_name: ClassVar[str] = "command_args"
    channel_id: str = ""
    team_id: str = ""
    root_id: str = ""
    parent_id: str = ""
    command: str = ""


@dataclass(frozen=True, slots=True)
class Hook:
    """A row of `commandwebhooks`: where a program answers later."""

    id: str
    create_at: int
    command_id: str
    user_id: str
    channel_id: str
    root_id: str
    use_count: int


class Answer(Input):
    """What a command returns; also the body that programs answer with."""

    body_name: ClassVar[str] = "command_response"
    response_type: str = ""
    text: str = ""
    username: str = ""
    channel_id: str = ""
    icon_url: str = ""
    type: str = ""
    props: Json | None = None
    goto_location: str = ""
    trigger_id: str = ""
    skip_slack_parsing: bool = False
    attachments: list[Json] | None = None
    extra_responses: list["Answer"] | None = None


def told(text: str) -> Answer:
    """An answer that only the one who asked sees."""
    return Answer(response_type=EPHEMERAL, text=text, skip_slack_parsing=True)


def said(text: str, **more: Any) -> Answer:
    """An answer that everybody in the channel sees, as a message of the one who asked."""
    return Answer(response_type=IN_CHANNEL, text=text, skip_slack_parsing=True, **more)


def gone_to(location: str, text: str = "") -> Answer:
    """The client goes to this address."""
    return Answer(response_type=EPHEMERAL, text=text, goto_location=location, skip_slack_parsing=True)
