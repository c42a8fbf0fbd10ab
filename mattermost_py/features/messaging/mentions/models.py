"""Keywords of a channel's members, and what a text mentions."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Member:
    """What notification rules need to know of one member of a channel."""

    user_id: str
    username: str
    first_name: str = ""
    notify_props: Mapping[str, str] = field(default_factory=dict[str, str])  # of the user
    channel_props: Mapping[str, str] = field(default_factory=dict[str, str])  # of the membership
    is_bot: bool = False
    is_active: bool = True

    @property
    def takes_channel_mentions(self) -> bool:
        """Whether @channel, @all and @here reach this member."""
        if self.notify_props.get("channel", "true") != "true":
            return False
        ignores = self.channel_props.get("ignore_channel_mentions", "default")
        if ignores == "default":
            return self.channel_props.get("mark_unread", "all") != "mention"
        return ignores != "on"


@dataclass(frozen=True, slots=True)
class Keywords:
    """Lookup of a whole channel, made once and used for every post in it."""

    folded: Mapping[str, tuple[str, ...]]  # lower-case word → user ids
    exact: Mapping[str, tuple[str, ...]]  # first names, as written
    inside: tuple[tuple[str, str], ...]  # (lower-case multibyte key, user id), matched anywhere in a word
    has_words: bool  # whether anything but a name after @ mentions somebody


@dataclass(slots=True)
class Mentions:
    """What one text mentions."""

    users: set[str] = field(default_factory=set[str])
    all: bool = False  # @all
    channel: bool = False  # @channel
    here: bool = False  # @here
    unknown: list[str] = field(default_factory=list[str])  # lower-case names after @ that no member has

    @property
    def is_broad(self) -> bool:
        return self.all or self.channel or self.here
