"""What posts show of their links: the page or picture behind the first one, and the sizes of all pictures."""

import asyncio
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from mattermost_py.features.messaging.posts import memory
from mattermost_py.features.messaging.posts.links import found_in, linked_post_id, original, proxied, with_proxy
from mattermost_py.features.messaging.posts.loose import as_dicts, texts_of
from mattermost_py.features.messaging.posts.models import BURN_ON_READ, Post
from mattermost_py.features.messaging.previews import service as previews
from mattermost_py.features.messaging.previews.domains import is_allowed
from mattermost_py.features.messaging.previews.models import NOTHING, Finding, Link, image_url
from mattermost_py.infra.db import Db
from mattermost_py.kernel.clock import now_ms
from mattermost_py.kernel.json import loads

if TYPE_CHECKING:
    from mattermost_py.config import Settings

Json = dict[str, Any]

PATIENCE_S = 1.0  # a new post waits so long for its links; what is found later follows by an event of its own
_ATTACHED = ("author_icon", "image_url", "thumb_url", "footer_icon")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What one post shows of the outside.

    link:   the first link that may be previewed; '' = none.
    images: pictures in its texts, as they are written.
    """

    at_ms: int
    link: str = ""
    images: tuple[str, ...] = ()

    def links(self, settings: "Settings") -> Iterator[Link]:
        """What must be looked up; the site itself is not asked."""
        site = settings.ServiceSettings.SiteURL.rstrip("/")
        restricted = settings.ServiceSettings.RestrictLinkPreviews
        for url in (self.link, *(original(image, site) for image in self.images)):
            is_ours = bool(site) and (url == site or url.startswith(f"{site}/"))
            if url.startswith(("http://", "https://")) and not is_ours and is_allowed(url, restricted):
                yield Link.of(url, self.at_ms)


def wanted_by(post: Post, settings: "Settings") -> Wanted | None:
    """What the post shows of the outside; None if nothing."""
    service = settings.ServiceSettings
    if not service.EnableLinkPreviews or post.type == BURN_ON_READ or post.props.get("unsafe_links") == "true":
        return None
    found, attachments = found_in(post.message), post.attachments
    images = dict.fromkeys(found.images)
    for attachment in attachments:
        images.update(dict.fromkeys(_attached(attachment)))
    link = next((each for each in found.links if is_allowed(each, service.RestrictLinkPreviews)), "")
    if attachments or linked_post_id(link, service.SiteURL):
        link = ""
    return Wanted(post.create_at, link, tuple(images)) if link or images else None


def _attached(attachment: Json) -> Iterator[str]:
    """Pictures of a message attachment."""
    values = [each.get("value") for each in as_dicts(attachment.get("fields"))]
    for text in texts_of([attachment.get("pretext"), attachment.get("text"), *values]):
        yield from found_in(text).images
    yield from texts_of([attachment.get(name) for name in _ATTACHED])


class Previews:
    """What a list of posts shows of its links."""

    def __init__(
        self, settings: "Settings", wanted: Mapping[str, Wanted], findings: Mapping[Link, Finding] | None = None
    ) -> None:
        self._site = settings.ServiceSettings.SiteURL
        self._has_proxy = settings.ImageProxySettings.Enable and bool(self._site)
        self._wanted = wanted  # by post id
        self._findings = findings or {}

    def _at(self, url: str, at_ms: int) -> Finding:
        return self._findings.get(Link.of(url, at_ms), NOTHING)

    def message(self, message: str) -> str:
        """The text as it goes out."""
        return with_proxy(message, self._site) if self._has_proxy else message

    def embed(self, post_id: str) -> Json | None:
        """The first link, with what its page tells of itself."""
        wanted = self._wanted.get(post_id)
        if wanted is None or not wanted.link:
            return None
        finding = self._at(wanted.link, wanted.at_ms)
        if finding.page is not None:
            return {"type": "opengraph", "url": wanted.link, "data": self._page(finding.page)}
        return {"type": "image" if finding.image else "link", "url": wanted.link}

    def images(self, post_id: str) -> dict[str, Json]:
        """The size of each picture that is known, by its address as clients see it."""
        wanted = self._wanted.get(post_id)
        if wanted is None:
            return {}
        first = self._at(wanted.link, wanted.at_ms) if wanted.link else NOTHING
        found = {wanted.link: first.image} if first.image else {}
        for image in (*wanted.images, *first.image_urls()):
            size = self._at(original(image, self._site), wanted.at_ms).image
            if size is not None:
                found[proxied(image, self._site) if self._has_proxy else image] = size
        return found

    def _page(self, page: Json) -> Json:
        """The page's own description, its pictures coming through the proxy if there is one."""
        if not self._has_proxy or not page.get("images"):
            return page
        images = [{**each, "url": "", "secure_url": proxied(image_url(each), self._site)} for each in page["images"]]
        return {**page, "images": images}


async def of(db: Db, posts: Iterable[Post]) -> Previews:
    """What is known of the posts' links. What is not known yet is looked up meanwhile, for those who read next."""
    kept = list(posts)
    wanted = {post.id: found for post in kept if (found := wanted_by(post, db.settings)) is not None}
    if not wanted:
        return Previews(db.settings, wanted)
    findings, missing = await _known(db, wanted.values())
    if missing:
        _look_up_for_readers(db, missing, {post.channel_id for post in kept if post.id in wanted})
    return Previews(db.settings, wanted, findings)


async def _known(db: Db, wanted: Collection[Wanted]) -> tuple[dict[Link, Finding], set[Link]]:
    """What was found, also of the pictures that pages show; and what nobody looked at yet."""
    links = {link for each in wanted for link in each.links(db.settings)}
    findings = await previews.known(db, links)
    pictures = {Link(url, link.hour_ms) for link, found in findings.items() for url in found.image_urls()}
    more = pictures - links
    if more:
        findings = {**findings, **await previews.known(db, more)}
    return findings, (links | more) - findings.keys()


def _look_up_for_readers(db: Db, missing: Collection[Link], channel_ids: Collection[str]) -> None:
    """Pages that were drawn without these links are drawn again once something is found."""
    tasks = previews.look_up(db.runtime, missing)

    async def forget() -> None:
        await asyncio.wait(tasks)
        if await _any_found(db.runtime.db(), missing):
            for channel_id in channel_ids:
                memory.forget(db.runtime.db(), channel_id)

    if tasks:
        db.runtime.spawn(forget())


async def _any_found(db: Db, links: Collection[Link]) -> bool:
    return any(finding != NOTHING for finding in (await previews.known(db, links)).values())


async def awaited(db: Db, post: Post) -> Post:
    """Gives a new post's links a moment, so that most posts go out with their previews. Not in a transaction."""
    wanted = wanted_by(post, db.settings)
    if wanted is None:
        return post
    before = now_ms()
    _, missing = await _known(db, [wanted])
    tasks = previews.look_up(db.runtime, missing)
    if not tasks:
        return post
    await asyncio.wait(tasks, timeout=PATIENCE_S)
    # Who asks what changed since a time in between must not miss it.
    return replace(post, update_at=post.update_at + now_ms() - before)


async def found_late(db: Db, post: Post, shown: str) -> bool:
    """Waits for what is still looked up for a post. Returns whether it shows more now than in this JSON."""
    wanted = wanted_by(post, db.settings)
    if wanted is None:
        return False
    findings, missing = await _known(db, [wanted])
    if tasks := previews.look_up(db.runtime, missing):
        await asyncio.wait(tasks)
        findings, _ = await _known(db, [wanted])
    now, before = Previews(db.settings, {post.id: wanted}, findings), loads(shown)["metadata"]
    embed = now.embed(post.id)
    return now.images(post.id) != before.get("images", {}) or embed not in (None, *before.get("embeds", ()))


def may_have_links(post: Post) -> bool:
    """Whether anything may have to be looked up; cheap."""
    return "://" in post.message or "www." in post.message or "attachments" in post.props
