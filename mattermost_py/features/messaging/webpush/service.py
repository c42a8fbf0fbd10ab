"""Browsers that want to be called, whom a post calls, and when a note is to be taken away."""

import ipaddress
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from mattermost_py.features.channels.channels import service as channels
from mattermost_py.features.channels.channels.models import Channel
from mattermost_py.features.channels.members import service as channel_members
from mattermost_py.features.channels.members.models import Recipient
from mattermost_py.features.identity.hours import service as hours
from mattermost_py.features.identity.statuses import service as statuses
from mattermost_py.features.identity.users import service as users
from mattermost_py.features.messaging.posts import service as posts
from mattermost_py.features.messaging.posts.events import Posted
from mattermost_py.features.messaging.posts.models import Post
from mattermost_py.features.messaging.webpush import keys, outbox_store, rules, store, wording
from mattermost_py.features.messaging.webpush.courier import CLEARING_MS, SHOWS_EVERYTHING, Courier
from mattermost_py.features.messaging.webpush.models import ENDPOINT_MOST, NewSubscription, Note, Subscription
from mattermost_py.features.messaging.webpush.rules import Concern
from mattermost_py.infra.db import Db, Tx
from mattermost_py.infra.fetch.addresses import allowed
from mattermost_py.infra.push.encryption import SECRET_BYTES, BadKeys, public_key, unpacked
from mattermost_py.kernel.actor import Actor
from mattermost_py.kernel.clock import HOUR_MS, now_ms
from mattermost_py.kernel.errors import Invalid, NotFound, Unsupported
from mattermost_py.kernel.events import Signal
from mattermost_py.kernel.ids import new_id

if TYPE_CHECKING:
    from mattermost_py.config import Settings
    from mattermost_py.infra.runtime import Runtime

TEST_MS = 10 * 60_000
OBJECTION_S = 0.4  # how long other workers may take to say that somebody is looking already


@dataclass(frozen=True, slots=True)
class Calling(Signal):
    """These people are about to be called; whose window shows the channel in another worker is not."""

    user_ids: list[str]
    channel_id: str
    post_id: str


async def prepare(runtime: "Runtime") -> None:
    """Once a worker: knows the subscribers before the first post, and hears what other workers are about to do."""
    runtime.hear(Calling, lambda calling: _object(runtime, calling))
    await store.subscribers(runtime.db())


# --- browsers ---------------------------------------------------------------------------------------------------------


async def server_key(db: Db) -> str:
    """The key a browser needs for subscribing. Raises: Unsupported."""
    require_enabled(db.settings)
    return (await keys.sender(db)).public_key


def require_enabled(settings: "Settings") -> None:
    """Raises: Unsupported"""
    if not settings.WebPush.Enable:
        raise Unsupported("api.web_push.disabled.app_error")


async def subscribe(tx: Tx, actor: Actor, wanted: NewSubscription) -> Subscription:
    """Calls this browser from now on, as long as its session lasts. Raises: Invalid, Unsupported."""
    require_enabled(tx.settings)
    browser_key, secret = _keys(wanted)
    subscription = Subscription(
        id=new_id(),
        user_id=actor.user_id,
        session_id=actor.session_id,
        endpoint=_endpoint(tx.settings, wanted.endpoint),
        public_key=browser_key,
        secret=secret,
        created_at=now_ms(),
    )
    await store.delete_others_endpoint(tx, subscription.endpoint, actor.user_id)
    await store.upsert(tx, subscription)
    await store.delete_beyond(tx, actor.user_id, tx.settings.WebPush.BrowsersPerUser)
    tx.forget(store.SUBSCRIBERS)
    return subscription


async def unsubscribe(tx: Tx, actor: Actor, endpoint: str) -> None:
    """Calls this browser no more; without an endpoint, none of this session."""
    if await store.delete_of_session(tx, actor.session_id, endpoint):
        tx.forget(store.SUBSCRIBERS)


async def sessions_ended(db: Db) -> int:
    """Forgets browsers whose session or account is gone. Returns how many."""
    gone = await store.delete_ended(db, now_ms())
    if gone:
        db.forget(store.SUBSCRIBERS)
    return gone


async def anybody(db: Db, user_ids: Iterable[str]) -> bool:
    """Whether one of these has a browser that wants to be called."""
    return not (await store.subscribers(db)).isdisjoint(user_ids)


def _endpoint(settings: "Settings", endpoint: str) -> str:
    """Push services are reached by HTTPS; without it, those inside that the admin names. Raises: Invalid"""
    wrong = Invalid("api.web_push.endpoint.app_error")
    try:
        parts = urlsplit(endpoint)
        host, port = parts.hostname or "", parts.port
    except ValueError as exc:
        raise wrong from exc
    if not host or port == 0 or len(endpoint) > ENDPOINT_MOST or not endpoint.isascii() or parts.username:
        raise wrong
    if parts.scheme != "https" and not (parts.scheme == "http" and _is_allowed_inside(settings, host)):
        raise wrong
    return endpoint


def _is_allowed_inside(settings: "Settings", host: str) -> bool:
    permitted = allowed(settings.ServiceSettings.AllowedUntrustedInternalConnections)
    if permitted.has_host(host):
        return True
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return False
    return any(address in network for network in permitted.networks if network.version == address.version)


def _keys(wanted: NewSubscription) -> tuple[bytes, bytes]:
    try:
        browser_key, secret = unpacked(wanted.keys.p256dh), unpacked(wanted.keys.auth)
        public_key(browser_key)
    except BadKeys as exc:
        raise Invalid("api.web_push.keys.app_error") from exc
    if len(secret) != SECRET_BYTES:
        raise Invalid("api.web_push.keys.app_error")
    return browser_key, secret


# --- calling ----------------------------------------------------------------------------------------------------------


async def posted(db: Db, news: Posted) -> None:
    """Calls everybody who wants to be called for a new post."""
    if not rules.may_call(news.post):
        return
    called: list[tuple[Recipient, Concern]] = []
    for recipient in await _subscribed(db, news.channel.id):
        concern = Concern(recipient.user_id in news.mentioned, recipient.user_id in news.following)
        is_called = rules.calls(recipient, news.post, concern)
        if is_called and not await _sees_apart(db, news.post, recipient.user_id, concern):
            called.append((recipient, concern))
    await _call(db, news.post, news.channel, called, sender=news.sender_name, place_name=news.channel_display_name)


async def called_again(db: Db, user_id: str, post_id: str, told: Mapping[str, Any]) -> None:
    """Calls one person again for a post nobody has answered; `told` is what `posted` told of it."""
    if not await anybody(db, [user_id]) or not (found := await posts.by_ids(db, [post_id])):
        return
    post = found[0]
    channel = await channels.known(db, post.channel_id)
    called = [
        (each, Concern(is_mentioned=True, is_followed=False))
        for each in await _subscribed(db, channel.id)
        if each.user_id == user_id and rules.calls(each, post, Concern(is_mentioned=True, is_followed=False))
    ]
    await _call(db, post, channel, called, sender=told["sender_name"], place_name=told["channel_display_name"])


async def _subscribed(db: Db, channel_id: str) -> list[Recipient]:
    """Members of the channel with a browser that wants to be called."""
    subscribers = await store.subscribers(db) if db.settings.WebPush.Enable else frozenset[str]()
    if not subscribers:
        return []
    return [each for each in await channel_members.recipients(db, channel_id) if each.user_id in subscribers]


async def _sees_apart(db: Db, post: Post, user_id: str, concern: Concern) -> bool:
    """Whether it is a reply in a thread that this person does not follow and does not see in the channel."""
    if not post.root_id or concern.is_mentioned or concern.is_followed:
        return False
    return await posts.collapses_for(db, user_id)


async def _call(
    db: Db,
    post: Post,
    channel: Channel,
    called: Sequence[tuple[Recipient, Concern]],
    *,
    sender: str,
    place_name: str,
) -> None:
    """Writes down what those are told who can be reached now, and sends it."""
    reached = await _reached(db, called, channel.id)
    if not reached:
        return
    badges = {each.user_id: each.mentions for each in await store.badges(db, [each.user_id for each, _ in reached])}
    notes = {
        each.user_id: replace(
            _note(db.settings, post, channel, each, concern, sender=sender, place_name=place_name),
            badge=badges.get(each.user_id, 0),
        )
        for each, concern in reached
    }
    grace_s = OBJECTION_S if db.runtime.bus is not None else 0
    now = now_ms()
    await outbox_store.put(
        db,
        user_ids=list(notes),
        places=[each.place for each in notes.values()],
        payloads=[wording.packed(each.wire()) for each in notes.values()],
        urgent=[each.is_urgent for each in notes.values()],
        now=now,
        next_at=now + int(grace_s * 1000),
        expires_at=now + db.settings.WebPush.TimeToLiveHours * HOUR_MS,
    )
    if grace_s:
        db.publish(Calling(list(notes), channel.id, post.id))
    db.runtime.part(Courier).call(grace_s)


async def _reached(
    db: Db, called: Sequence[tuple[Recipient, Concern]], channel_id: str
) -> list[tuple[Recipient, Concern]]:
    """Those whom their status and their hours let be called, and who do not look at the channel already."""
    if not called:
        return []
    user_ids = [each.user_id for each, _ in called]
    status = {each.user_id: each.status for each in await statuses.of(db, user_ids)}
    resting = await hours.resting(db, user_ids)
    return [
        (each, concern)
        for each, concern in called
        if rules.is_reached(each, status[each.user_id])
        and each.user_id not in resting
        and not db.runtime.hub.views(each.user_id, channel_id)
    ]


def _note(
    settings: "Settings",
    post: Post,
    channel: Channel,
    recipient: Recipient,
    concern: Concern,
    *,
    sender: str,
    place_name: str,
    contents: str = "",
) -> Note:
    title, body = wording.worded(
        contents or settings.EmailSettings.PushNotificationContents,
        post,
        channel,
        sender=sender,
        place_name=place_name,
        site=settings.site_name,
        locale=recipient.locale,
        is_mentioned=concern.is_mentioned,
    )
    return Note(
        place=post.root_id if concern.is_followed and post.root_id else channel.id,
        channel_id=channel.id,
        post_id=post.id,
        root_id=post.root_id,
        team_id=channel.team_id,
        title=title,
        body=body,
        is_urgent=concern.is_mentioned,
    )


async def _object_to(runtime: "Runtime", user_ids: Sequence[str], post_id: str) -> None:
    await outbox_store.forget_waiting(runtime.db(), user_ids, post_id)


def _object(runtime: "Runtime", calling: Calling) -> None:
    """Another worker is about to call somebody who looks at the channel here."""
    looking = [each for each in calling.user_ids if runtime.hub.views(each, calling.channel_id)]
    if looking:
        runtime.spawn(_object_to(runtime, looking, calling.post_id))


async def loaded(db: Db, actor: Actor, post_id: str) -> Note:
    """What a browser shows of a post whose text did not travel. Raises: NotFound, Forbidden."""
    post = await posts.readable(db, actor, post_id)
    channel = await channels.known(db, post.channel_id)
    everybody = await channel_members.recipients(db, channel.id)
    recipient = next((each for each in everybody if each.user_id == actor.user_id), None)
    if recipient is None:
        raise NotFound("app.channel.get_member.missing.app_error")
    author = await users.by_id(db, post.user_id)
    others = [each.username for each in everybody]
    name = ", ".join(sorted(others)) if channel.type == "G" else channel.display_name
    concern = Concern(is_mentioned=True, is_followed=False)
    return _note(
        db.settings, post, channel, recipient, concern, sender=f"@{author.username}", place_name=name, contents="full"
    )


async def test(db: Db, actor: Actor) -> None:
    """Calls the browsers of this session once. Raises: NotFound without one, Unsupported."""
    require_enabled(db.settings)
    reader, now = await users.by_id(db, actor.user_id), now_ms()
    payload = wording.test(db.settings.site_name, reader.locale)
    if not await outbox_store.put_test(db, actor.session_id, payload, now, now + TEST_MS):
        raise NotFound("api.web_push.none.app_error")
    db.runtime.part(Courier).call()


# --- clearing ---------------------------------------------------------------------------------------------------------


async def read(db: Db, user_id: str, places: Sequence[str]) -> None:
    """Channels or threads were read in one window: notes about them go everywhere else."""
    if not places or not await anybody(db, [user_id]):
        return
    now = now_ms()
    told = await outbox_store.clear(
        db,
        user_id,
        {place: wording.clearing(place) for place in dict.fromkeys(places)},
        unless=SHOWS_EVERYTHING,
        now=now,
        expires_at=now + CLEARING_MS,
    )
    if told:
        db.runtime.part(Courier).call()


async def read_threads(db: Db, user_id: str, *, team_id: str = "", channel_id: str = "") -> None:
    """All threads of a team or channel were read."""
    if await anybody(db, [user_id]):
        await read(db, user_id, await outbox_store.thread_places(db, user_id, team_id=team_id, channel_id=channel_id))
