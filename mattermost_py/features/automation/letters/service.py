"""Writing to people in the name of a bot, or of nobody."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from mattermost_py.features.channels.directs import service as directs
from mattermost_py.features.identity.bots import service as bots
from mattermost_py.features.identity.bots.models import Bot
from mattermost_py.features.identity.tokens.models import EndingToken
from mattermost_py.features.identity.users import service as users
from mattermost_py.features.identity.users.models import User
from mattermost_py.features.messaging.posts import service as posts
from mattermost_py.features.messaging.posts.models import NewPost
from mattermost_py.infra.db import Db, Tx
from mattermost_py.kernel.actor import Actor
from mattermost_py.kernel.messages import message

NEW_BOT = "add_bot_teams_channels"
GENERIC = "system_generic"


async def from_system_bot(
    db: Db, user_id: str, text: str, *, props: Mapping[str, Any] | None = None, file_ids: Sequence[str] = ()
) -> None:
    """A direct message of the server's own bot. Its files were uploaded to `channel_with` before."""
    async with db.transaction() as tx:
        bot = await bots.system_bot(tx)
        channel = await directs.direct(tx, Actor.system(), [bot.id, user_id])
        if not file_ids:
            await _say(tx, channel.id, bot.id, "", text, props=props)
            return
        author = Actor(user_id=bot.id, roles=bot.role_names, is_bot=True, is_unrestricted=True)
        post = NewPost(channel_id=channel.id, message=text, props=dict(props or {}), file_ids=list(file_ids))
        await posts.create(tx, author, post, set_online=False)


async def channel_with(db: Db, user_id: str) -> tuple[str, str]:
    """Ids of the direct channel of the server's bot and somebody, and of the bot."""
    async with db.transaction() as tx:
        bot = await bots.system_bot(tx)
        return (await directs.direct(tx, Actor.system(), [bot.id, user_id])).id, bot.id


async def introduce(tx: Tx, bot: Bot) -> None:
    """A new bot asks its owner, if that is a person, to be let into teams and channels."""
    found = await users.by_ids(tx, [bot.owner_id])
    if not found or found[0].is_bot:
        return
    channel = await directs.direct(tx, Actor.system(), [bot.user_id, bot.owner_id])
    await _say(tx, channel.id, bot.user_id, NEW_BOT, worded("letters.new_bot", found[0]))


async def tell_of_orphans(tx: Tx, owner: User, orphans: Sequence[Bot], *, are_disabled: bool) -> None:
    """Every system admin reads in the channel with themselves which bots have lost their owner."""
    names = "\n".join(f"* @{each.username}" for each in orphans)
    kind = "letters.bots_disabled" if are_disabled else "letters.bots_orphaned"
    for admin in await users.by_ids(tx, await bots.admins(tx)):
        channel = await directs.direct(tx, Actor.system(), [admin.id, admin.id])
        text = worded(kind, admin, UserName=owner.username, BotNames=names)
        await _say(tx, channel.id, admin.id, GENERIC, text, is_bot=False)


async def tell_of_ending_token(tx: Tx, token: EndingToken) -> None:
    """The owner of a token, or of the bot that has it, reads when it ends."""
    for reader in await _people(tx, token.reader_id):
        ends = datetime.fromtimestamp(token.expires_at / 1000, UTC).strftime("%Y-%m-%d %H:%M UTC")
        text = worded("letters.token_ending", reader, Description=token.description, Time=ends)
        await from_system_bot(tx, reader.id, text)


async def tell_of_ended_stay(tx: Tx, guest: User, sponsor_id: str) -> None:
    for sponsor in await _people(tx, sponsor_id):
        await from_system_bot(tx, sponsor.id, worded("letters.stay_ended", sponsor, UserName=guest.username))


async def tell_of_request(tx: Tx, reader_ids: Sequence[str], username: str, channel: str, text: str) -> None:
    """Those who run a channel read who wants to be let in."""
    for reader in await users.by_ids(tx, reader_ids):
        letter = worded("letters.channel_request", reader, UserName=username, Channel=channel)
        await from_system_bot(tx, reader.id, letter + _quoted(text))


async def tell_of_answer(tx: Tx, reader_id: str, channel: str, *, approved: bool, reason: str) -> None:
    """Whoever asked reads the answer."""
    kind = "letters.channel_request_approved" if approved else "letters.channel_request_declined"
    for reader in await _people(tx, reader_id):
        await from_system_bot(tx, reader.id, worded(kind, reader, Channel=channel) + _quoted(reason))


def _quoted(text: str) -> str:
    """Somebody's words below our own, as a quotation."""
    return "".join(f"\n> {line}" for line in text.splitlines())


async def _people(tx: Tx, user_id: str) -> list[User]:
    """The one who reads it; nobody when they are gone or a bot."""
    return [each for each in await users.by_ids(tx, [user_id]) if each.is_active and not each.is_bot]


def worded(kind: str, reader: User, **params: object) -> str:
    """One of our texts in the reader's language."""
    return message(kind, 0, params, reader.locale)


async def _say(
    tx: Tx,
    channel_id: str,
    author_id: str,
    kind: str,
    text: str,
    *,
    props: Mapping[str, Any] | None = None,
    is_bot: bool = True,
) -> None:
    marks = {"from_bot": "true"} if is_bot else {}
    await posts.system_post(
        tx, channel_id=channel_id, user_id=author_id, type=kind, message=text, props={**(props or {}), **marks}
    )
