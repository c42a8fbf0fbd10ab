"""The messages of an export's channels, in the order in which they were written."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from mattermost_py.features.governance.slack_import import words
from mattermost_py.features.governance.slack_import.archive import Export, NotReadable
from mattermost_py.features.governance.slack_import.models import Report, SlackFile, SlackPost
from mattermost_py.features.governance.slack_import.people import People
from mattermost_py.features.governance.slack_import.rooms import Taken
from mattermost_py.features.governance.slack_import.words import Names
from mattermost_py.features.messaging.files import service as files
from mattermost_py.features.messaging.posts import service as posts
from mattermost_py.features.messaging.posts.adopting import Former
from mattermost_py.features.messaging.posts.models import Post
from mattermost_py.infra.db import Tx
from mattermost_py.infra.runtime import Runtime
from mattermost_py.kernel.errors import AppError

AT_ONCE = 200  # messages of one transaction
_SPOKEN = frozenset({"", "file_share", "thread_broadcast", "me_message", "reply_broadcast"})
_TOLD: Mapping[str, str] = {
    "channel_topic": "system_header_change",
    "group_topic": "system_header_change",
    "channel_purpose": "system_purpose_change",
    "group_purpose": "system_purpose_change",
    "channel_name": "system_displayname_change",
    "group_name": "system_displayname_change",
    "channel_join": "system_join_channel",
    "group_join": "system_join_channel",
    "channel_leave": "system_leave_channel",
    "group_leave": "system_leave_channel",
}


@dataclass(slots=True)
class History:
    """Writes the messages of one channel. Belongs to one import."""

    runtime: Runtime
    export: Export
    taken: Taken
    people: People
    names: Names
    report: Report
    written: int = 0
    _last_ms: int = 0
    _known: dict[tuple[str, int], str] = field(default_factory=dict[tuple[str, int], str])
    _roots: dict[str, Post | str] = field(default_factory=dict[str, "Post | str"])  # by Slack's time

    async def write(self) -> None:
        """Everything that can be understood; what is there already stays as it is."""
        db, channel = self.runtime.db(), self.taken.channel
        found = await self.runtime.work.thread(self.export.posts, self.taken.room.folder)
        found = [each for each in found if each.at_ms and each.type in ("", "message")]
        if not self.taken.is_new and found:
            self._known = await posts.adopted(db, channel.id, found[0].at_ms, found[-1].at_ms + len(found))
        for start in range(0, len(found), AT_ONCE):
            some = found[start : start + AT_ONCE]
            uploads = [await self._uploads(each) for each in some]
            async with db.transaction() as tx:
                for each, file_ids in zip(some, uploads, strict=True):
                    await self._write(tx, each, file_ids)
        self.report.say(f"{self.taken.room.name or self.taken.room.id}: {self.written} messages.")

    async def _write(self, tx: Tx, post: SlackPost, file_ids: list[str]) -> None:
        author_id = self._author(post)
        if not author_id:
            return
        text, kind, props = self._content(post)
        root = await self._root(tx, post)
        for number, part in enumerate(words.pieces(text)):
            if not (part or file_ids or props.get("attachments")):
                continue
            at = self._next_ms(post.at_ms)
            if known := self._known.get((author_id, at)):
                self._roots.setdefault(post.ts, known)
                continue
            former = Former(author_id, at, part, kind, props, file_ids if number == 0 else [], root)
            try:
                async with tx.transaction():
                    made = await posts.adopt(tx, self.taken.channel, former)
            except AppError as exc:
                self.report.say(f"{self.taken.room.name}: a message of {post.ts} was left out ({exc.id}).")
                continue
            if made:
                self.written += number == 0
                self._roots.setdefault(post.ts, made)

    def _next_ms(self, at_ms: int) -> int:
        """Each message has a time of its own, so that the order stays."""
        self._last_ms = max(at_ms, self._last_ms + 1)
        return self._last_ms

    def _author(self, post: SlackPost) -> str:
        """Whose message it is here; '' for messages of nobody."""
        slack_id = post.comment.user if post.subtype == "file_comment" and post.comment else post.user
        if slack_id in self.people.by_slack_id:
            return self.people.by_slack_id[slack_id].id
        is_program = post.subtype == "bot_message" or post.bot_id
        return self.people.programs.id if is_program and self.people.programs else ""

    def _content(self, post: SlackPost) -> tuple[str, str, dict[str, Any]]:
        """Text, type and props."""
        text = words.markdown(post.text, self.names)
        if post.subtype == "file_comment" and post.comment:
            return words.markdown(post.comment.comment, self.names), "", {}
        if post.subtype in _TOLD:
            author = self.people.by_slack_id.get(post.user)
            return text, _TOLD[post.subtype], {"username": author.username if author else ""}
        if post.subtype == "bot_message" or (post.bot_id and post.user not in self.people.by_slack_id):
            return text, "slack_attachment" if post.attachments else "", self._marks(post)
        if post.subtype == "me_message":
            return f"*{text}*", "me", {"message": text}
        return (text, "", {}) if post.subtype in _SPOKEN else ("", "", {})

    def _marks(self, post: SlackPost) -> dict[str, Any]:
        """How a program's message looks."""
        icons = post.icons
        icon = (icons.image_72 or icons.image_64 or icons.image_48) if icons else ""
        attachments = {"attachments": post.attachments} if post.attachments else {}
        look = {"override_icon_url": icon} if icon else {}
        return {"from_webhook": "true", "override_username": post.username or "Slack", **look, **attachments}

    async def _root(self, tx: Tx, post: SlackPost) -> Post | None:
        """The message it answers."""
        if not post.thread_ts or post.thread_ts == post.ts:
            return None
        root = self._roots.get(post.thread_ts)
        if isinstance(root, str):  # it was there before
            found = await posts.by_ids(tx, [root])
            root = found[0] if found else None
            if root is not None:
                self._roots[post.thread_ts] = root
        return root

    async def _uploads(self, post: SlackPost) -> list[str]:
        """Keeps the files of a message that are in the export."""
        author_id = self._author(post)
        wanted = [each for each in post.all_files if self.export.has_upload(each.id)]
        if not author_id or not wanted or (author_id, max(post.at_ms, self._last_ms + 1)) in self._known:
            return []
        found = [await self._upload(each, author_id) for each in wanted[: files.FILES_PER_POST]]
        return [each for each in found if each]

    async def _upload(self, file: SlackFile, author_id: str) -> str:
        most = self.runtime.config.current.FileSettings.MaxFileSize
        name = file.name or file.title or file.id
        with self.runtime.blobs.staged() as path:
            try:
                size = await self.runtime.work.thread(self.export.unpack, file.id, path, most)
                arrival = files.Arrival(path, name, size)
                info = await files.store_upload(
                    self.runtime, arrival, channel_id=self.taken.channel.id, user_id=author_id
                )
            except (NotReadable, AppError) as exc:
                self.report.say(f"{name}: the file was left out ({exc}).")
                return ""
        return info.id
