"""What posts do when a lower floor tells something."""

from mattermost_py.features.channels.channels.events import ChannelErased
from mattermost_py.features.channels.members.events import CalledIn, Left, Viewing
from mattermost_py.features.channels.notices import Notice
from mattermost_py.features.channels.rooms.events import ChannelMoved
from mattermost_py.features.identity.users.events import UserErased
from mattermost_py.features.messaging.emoji.events import EmojiAdded, EmojiDeleted
from mattermost_py.features.messaging.files import service as files
from mattermost_py.features.messaging.following import service as following
from mattermost_py.features.messaging.posts import service
from mattermost_py.features.messaging.posts.events import Posted, PostEdited, PostsRemoved
from mattermost_py.infra.db import Tx
from mattermost_py.infra.runtime import Listener, Runtime, after, within


async def write_notice(tx: Tx, notice: Notice) -> None:
    """What channels and teams want to be told becomes a post in the same transaction."""
    await service.system_post(
        tx,
        channel_id=notice.channel_id,
        user_id=notice.user_id,
        type=notice.type,
        message=notice.message,
        props=notice.props,
    )


async def read_threads(tx: Tx, viewing: Viewing) -> None:
    """Who does not collapse threads reads them with the channel, and so does who uses a client that cannot."""
    if not tx.settings.ServiceSettings.ThreadAutoFollow:
        return
    if not viewing.collapsed_threads or not await service.collapses_for(tx, viewing.user_id):
        await following.read_channels(tx, viewing.user_id, viewing.channel_ids)


async def leave_threads(tx: Tx, left: Left) -> None:
    await following.left(tx, left.user_id, left.channel_ids)


async def follow_called_in(tx: Tx, called: CalledIn) -> None:
    """People who were added to the channel from a thread follow it."""
    for user_id in called.user_ids:
        await following.follow(tx, called.post_id, user_id, True)


async def move_threads(tx: Tx, moved: ChannelMoved) -> None:
    await following.channel_moved(tx, moved.channel.id, moved.channel.team_id)


async def emoji_changed(tx: Tx, _changed: EmojiAdded | EmojiDeleted) -> None:
    service.emoji_changed(tx)


async def erase_channel(tx: Tx, erased: ChannelErased) -> None:
    """A channel's posts, threads and files go with it."""
    post_ids = await service.erase_of_channel(tx, erased.channel.id)
    await following.channel_erased(tx, erased.channel.id)
    await files.erase_of_posts(tx, post_ids)
    tx.publish(PostsRemoved(tuple(post_ids), permanently=True))


async def erase_user(tx: Tx, erased: UserErased) -> None:
    """A person's posts and threads go with their account."""
    post_ids = await service.erase_of_user(tx, erased.user.id)
    await following.user_erased(tx, erased.user.id, post_ids)
    await files.erase_of_posts(tx, post_ids)
    tx.publish(PostsRemoved(tuple(post_ids), permanently=True))


async def preview_links(runtime: Runtime, news: Posted | PostEdited) -> None:
    """What is found behind links after the post went out follows by itself; nobody waits for it."""
    if service.may_have_links(news.post):
        runtime.spawn(service.preview_late(runtime.db(), news.post, news.shown))


listeners: list[Listener] = [
    after(Posted, preview_links),
    after(PostEdited, preview_links),
    within(UserErased, erase_user),
    within(Notice, write_notice),
    within(Viewing, read_threads),
    within(Left, leave_threads),
    within(CalledIn, follow_called_in),
    within(ChannelMoved, move_threads),
    within(ChannelErased, erase_channel),
    within(EmojiAdded, emoji_changed),
    within(EmojiDeleted, emoji_changed),
]
