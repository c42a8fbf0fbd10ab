"""Lines about messages: with their answers, reactions, files, flags and followers."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from mattermost_py.features.channels.channels.models import Channel
from mattermost_py.features.governance.bulk_import import directs, store
from mattermost_py.features.governance.bulk_import.models import DirectPostData, MessageData, PostData, RootData
from mattermost_py.features.governance.bulk_import.work import Work
from mattermost_py.features.identity.preferences import service as preferences
from mattermost_py.features.identity.preferences.models import Preference
from mattermost_py.features.messaging.files import service as files
from mattermost_py.features.messaging.following import service as following
from mattermost_py.features.messaging.following.models import FormerFollower
from mattermost_py.features.messaging.posts import service as posts
from mattermost_py.features.messaging.posts.adopting import Former
from mattermost_py.features.messaging.posts.models import Post
from mattermost_py.features.messaging.reactions import service as reactions
from mattermost_py.features.messaging.reactions.models import Reaction
from mattermost_py.infra.db import Db, Tx
from mattermost_py.kernel.errors import Invalid

Key = tuple[str, str, int, str]  # channel, author, time, message


@dataclass(slots=True)
class Thread:
    """A line about a root post, and where it belongs."""

    number: int  # of the line
    data: RootData
    channel: Channel
    users: dict[str, str]
    files: dict[int, list[str]] = field(default_factory=dict[int, list[str]])  # by the place of the message

    def messages(self) -> Iterator[tuple[int, MessageData]]:
        """The root and its answers, the earliest first."""
        yield 0, self.data
        answers = sorted(self.data.replies or (), key=lambda each: each.create_at or 0)
        yield from enumerate(answers, 1)

    def key(self, message: MessageData) -> Key:
        return (self.channel.id, self.users[message.user or ""], message.create_at or 0, message.message or "")


async def located(work: Work, db: Db, number: int, data: PostData) -> Thread:
    """A message of a channel. Raises: Invalid when its team, channel or people are not here."""
    team = await work.team(db, data.team or "")
    channel = await work.channel(db, team, data.channel or "")
    if channel is None:
        raise Invalid("app.import.import_post.channel_not_found.error", detail=data.channel or "")
    return Thread(number, data, channel, await work.user_ids(db, _people(data)))


async def located_direct(work: Work, tx: Tx, number: int, data: DirectPostData) -> Thread:
    """A direct or group message; its channel is made if it is missing."""
    users = await work.user_ids(tx, {*_people(data), *(data.channel_members or ())})
    ids = [users[name] for name in data.channel_members or ()]
    return Thread(number, data, await directs.of_people(tx, ids, "import_direct_post"), users)


def _people(data: RootData) -> set[str]:
    """Everybody a line names."""
    found = {each.user for each in data.thread_followers or ()}
    for message in (data, *(data.replies or ())):
        found |= {message.user, *(message.flagged_by or ()), *(each.user for each in message.reactions or ())}
    return {name for name in found if name}


async def known(db: Db, threads: Sequence[Thread]) -> dict[Key, str]:
    """Those of the messages that are here already, with their ids."""
    keys = [thread.key(message) for thread in threads for _, message in thread.messages()]
    found = await store.written(db, [key[:3] for key in keys])
    return {(each.channel_id, each.user_id, each.create_at, each.message): each.id for each in found}


async def unpack(work: Work, thread: Thread, present: dict[Key, str]) -> None:
    """Keeps the files of messages that are new; before the transaction, since that takes its time."""
    for place, message in thread.messages():
        if message.paths and thread.key(message) not in present:
            thread.files[place] = [await _file(work, thread, message, path) for path in message.paths]


async def _file(work: Work, thread: Thread, message: MessageData, path: str) -> str:
    async with work.unpacked(path, "app.import.attachment.bad_file.error") as (file, size):
        arrival = files.Arrival(file, PurePosixPath(path).name, size)
        author = thread.users[message.user or ""]
        return (await files.store_upload(work.runtime, arrival, channel_id=thread.channel.id, user_id=author)).id


async def write(tx: Tx, thread: Thread, present: dict[Key, str]) -> None:
    """The root and its answers; what is here already only gets what it lacks."""
    root: Post | None = None
    root_id, is_new = "", thread.key(thread.data) not in present
    for place, message in thread.messages():
        key = thread.key(message)
        post_id = present.get(key)
        if post_id is None:
            if place and root is None:
                root = (await posts.by_ids(tx, [root_id]) or [None])[0]
            made = await _adopt(tx, thread, message, thread.files.get(place, []), root if place else None)
            post_id = present[key] = made.id
            root = root if place else made
        if place == 0:
            root_id = post_id
        await _around(tx, thread, message, post_id)
    if is_new:  # otherwise they may have read more of it here
        await _follow(tx, thread, root_id)


async def _follow(tx: Tx, thread: Thread, root_id: str) -> None:
    followers = [
        FormerFollower(thread.users[each.user or ""], each.last_viewed, each.unread_mentions)
        for each in thread.data.thread_followers or ()
    ]
    await following.adopt(tx, root_id, followers)


async def _adopt(tx: Tx, thread: Thread, message: MessageData, file_ids: list[str], root: Post | None) -> Post:
    former = Former(
        user_id=thread.users[message.user or ""],
        create_at=message.create_at or 0,
        message=message.message or "",
        type=message.type or "",
        props=message.props or {},
        file_ids=file_ids,
        root=root,
        edit_at=message.edit_at or 0,
        is_pinned=message.is_pinned,
    )
    made = await posts.adopt(tx, thread.channel, former)
    if made is None:
        raise Invalid("app.import.import_post.channel_not_found.error", detail=thread.channel.name)
    return made


async def _around(tx: Tx, thread: Thread, message: MessageData, post_id: str) -> None:
    """Reactions and flags."""
    wanted = [
        Reaction(
            user_id=thread.users[each.user or ""],
            post_id=post_id,
            emoji_name=each.emoji_name or "",
            create_at=each.create_at or 0,
            update_at=each.create_at or 0,
            delete_at=0,
            remote_id="",
            channel_id=thread.channel.id,
        )
        for each in message.reactions or ()
    ]
    await reactions.adopt(tx, wanted)
    for name in message.flagged_by or ():
        user_id = thread.users[name]
        flag = Preference(user_id, preferences.FLAGGED_POST, post_id, "true")
        await preferences.upsert(tx, user_id, [flag], silently=True)
