"""What somebody searches for, taken apart, and what is found."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from mattermost_py.features.messaging.files.models import FileInfo
from mattermost_py.features.messaging.posts.plain import Outline
from mattermost_py.kernel.inputs import Input
from mattermost_py.kernel.json import Raw

PER_PAGE_DEFAULT, PER_PAGE_MOST = 100, 200


class SearchWish(Input):
    """Body of every search."""

    terms: str = ""
    is_or_search: bool = False
    time_zone_offset: int = 0  # seconds east of UTC
    page: int = 0
    per_page: int = PER_PAGE_DEFAULT
    include_deleted_channels: bool = False

    @property
    def limit(self) -> int:
        return PER_PAGE_DEFAULT if self.per_page <= 0 else min(self.per_page, PER_PAGE_MOST)

    @property
    def offset(self) -> int:
        return max(self.page, 0) * self.limit


@dataclass(frozen=True, slots=True)
class Word:
    """One thing to look for in a text."""

    text: str
    is_phrase: bool = False  # the words in this order
    is_prefix: bool = False  # written with a star
    is_excluded: bool = False

    @property
    def is_hashtag(self) -> bool:
        return self.text.startswith("#")


@dataclass(frozen=True, slots=True)
class Names:
    """Names behind an operator such as `from:`, wanted and excluded."""

    wanted: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Span:
    """Times of creation, ms since epoch: `start` up to, not including, `end`; 0 = open."""

    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True)
class Calls:
    """The words that call somebody; a post with one of the words or likes in it is looked at with the pattern."""

    tsquery: str
    likes: list[str]  # LIKE patterns, for what no index of words knows
    pattern: str  # regular expression of PostgreSQL, in lower case


@dataclass(frozen=True, slots=True)
class Called:
    """Who asks, as far as others may call them."""

    username: str
    first_name: str  # empty unless it calls them
    mention_keys: str  # separated by commas
    groups: list[str]


@dataclass(frozen=True, slots=True)
class Query:
    """A search line, taken apart."""

    words: tuple[Word, ...] = ()
    people: Names = Names()
    channels: Names = Names()
    extensions: Names = Names()
    traits: Names = Names()  # such as `has:link`
    span: Span = Span()
    excluded_spans: tuple[Span, ...] = ()

    @property
    def is_empty(self) -> bool:
        return self == Query()


@dataclass(frozen=True, slots=True)
class Mine:
    """A channel that somebody is in."""

    id: str
    team_id: str  # empty for direct and group messages
    is_archived: bool


@dataclass(frozen=True, slots=True)
class Scope:
    """Where to look, with names already turned into ids. None = anywhere, an empty list = nowhere."""

    user_id: str  # who asks; only their channels are searched
    my_channel_ids: list[str] | None  # those of them that count; None = too many to be named
    team_id: str  # empty = all teams
    with_archived: bool
    channel_ids: list[str] | None
    not_channel_ids: list[str]
    people_ids: list[str] | None
    not_people_ids: list[str]
    start: int
    end: int  # 0 = open
    not_starts: list[int]
    not_ends: list[int]
    traits: tuple[str, ...]
    not_traits: tuple[str, ...]
    calls: Calls | None  # unless nobody asks for mentions
    offset: int
    limit: int


@dataclass(frozen=True, slots=True)
class Texts:
    """The words in PostgreSQL's terms; empty ones set no condition."""

    tsquery: str
    tags: list[str]  # exact hashtags, lower-case
    tag_prefixes: list[str]  # LIKE patterns
    likes: list[str]  # LIKE patterns, for scripts without spaces between words
    not_likes: list[str]
    is_or: bool

    @property
    def is_empty(self) -> bool:
        return not (self.tsquery or self.tags or self.tag_prefixes or self.likes or self.not_likes)


class FoundPost(Outline[str]):
    """A post that matches."""

    __slots__ = ()

    @property
    def marked(self) -> str:
        """Its text with the matching words marked."""
        return self.more


@dataclass(frozen=True, slots=True)
class Marks:
    """When spans of the newest posts began; ms since epoch, spans longer than all of time left out."""

    starts: Sequence[int]
    read_at: int


@dataclass(frozen=True, slots=True)
class ChannelName:
    id: str
    name: str


@dataclass(frozen=True, slots=True)
class PostResults:
    """The answer of a search for posts."""

    order: Sequence[str]
    posts: Raw  # an object by id
    matches: Mapping[str, Sequence[str]]

    def wire(self) -> dict[str, Any]:
        return {
            "order": self.order,
            "posts": self.posts,
            "next_post_id": "",
            "prev_post_id": "",
            "first_inaccessible_post_time": 0,
            "matches": self.matches,
        }


@dataclass(frozen=True, slots=True)
class FileResults:
    """The answer of a search for files."""

    files: Sequence[FileInfo]

    def wire(self) -> dict[str, Any]:
        return {
            "order": [file.id for file in self.files],
            "file_infos": {file.id: file for file in self.files},
            "next_file_info_id": "",
            "prev_file_info_id": "",
            "first_inaccessible_file_time": 0,
        }


NOTHING_FOUND = PostResults((), Raw(b"{}"), {})
NO_FILES = FileResults(())
