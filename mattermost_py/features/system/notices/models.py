"""Notices of a site, as administrators write them and as every client is told them."""

from dataclasses import dataclass
from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field, StringConstraints

from mattermost_py.kernel.inputs import Input

EVERYBODY, ADMINS = "all", "admins"


@dataclass(frozen=True, slots=True)
class Notice:
    """A row of `mmpy.notices`."""

    id: str
    title: str
    description: str  # Markdown
    audience: str  # all, admins
    action_text: str  # of the button below; empty for none
    action_url: str
    creator_id: str
    create_at: int  # ms since epoch, UTC
    ends_at: int  # nobody is shown it any more; 0 = for ever

    def told(self) -> dict[str, Any]:
        """As official clients read it."""
        told = {
            "id": self.id,
            "sysAdminOnly": self.audience == ADMINS,
            "teamAdminOnly": False,
            "title": self.title,
            "description": self.description,
        }
        if self.action_url:
            told |= {"action": "url", "actionParam": self.action_url, "actionText": self.action_text}
        return told


@dataclass(frozen=True, slots=True)
class NoticeShape(Notice):
    """A notice with how many have seen it, for administrators."""

    views: int


class NewNotice(Input):
    """Body of POST /system/notices."""

    body_name: ClassVar[str] = "notice"
    title: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=128)]
    description: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=4000)]
    audience: Literal["all", "admins"] = EVERYBODY
    action_text: Annotated[str, StringConstraints(strip_whitespace=True, max_length=64)] = ""
    action_url: Annotated[
        str, StringConstraints(strip_whitespace=True, max_length=1024, pattern=r"^(https?://\S+)?$")
    ] = ""
    ends_at: int = Field(default=0, ge=0)
