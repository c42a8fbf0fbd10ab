"""Arranging channels in categories. Favourites are also a preference, muting a category mutes its channels."""

from collections.abc import Sequence
from dataclasses import replace

from mattermost_py.features.access.gate import service as gate
from mattermost_py.features.access.gate.models import Dependent
from mattermost_py.features.channels.members import settings
from mattermost_py.features.channels.sidebar import store
from mattermost_py.features.channels.sidebar.events import (
    CategoriesUpdated,
    CategoryCreated,
    CategoryDeleted,
    OrderUpdated,
)
from mattermost_py.features.channels.sidebar.models import (
    BUILT_IN,
    CUSTOM,
    FAVORITES,
    ORDER_STEP,
    SORTINGS,
    Categories,
    Category,
    CategoryInput,
)
from mattermost_py.features.identity.preferences import service as preferences
from mattermost_py.features.identity.preferences.models import Preference
from mattermost_py.infra.cache import CacheSpec
from mattermost_py.infra.db import Db, Tx
from mattermost_py.kernel.actor import Actor
from mattermost_py.kernel.errors import Invalid, NotFound, invalid_body
from mattermost_py.kernel.ids import new_id
from mattermost_py.kernel.json import dumps
from mattermost_py.kernel.permissions import Permission

FAVORITE = "favorite_channel"  # category of preferences; the name is the channel id
NAME_MOST = 64

_TEXTS = CacheSpec[Dependent[dict[str, bytes]]]("sidebars", size=2000)  # by user id; then by team id


# --- reading ------------------------------------------------------------------------------------------------------


async def arranger(db: Db, actor: Actor, user_id: str, team_id: str) -> None:
    """Raises: Forbidden unless the actor may arrange this user's sidebar in the team."""
    await gate.require_user(db, actor, user_id)
    await gate.require(db, actor, Permission.VIEW_TEAM, team_id=team_id)


async def text_of_user(db: Db, user_id: str, team_id: str) -> bytes:
    """The whole sidebar as JSON; clients ask for it after any change of a preference, too."""

    async def nothing_yet() -> dict[str, bytes]:
        return {}

    known = await gate.remembered(db, _TEXTS, user_id, nothing_yet)
    text = known.get(team_id)
    if text is None:  # put where nobody finds it any more, should the sidebar change meanwhile
        text = known[team_id] = dumps(await of_user(db, user_id, team_id))
    return text


def forget(db: Db, *user_ids: str) -> None:
    """After sidebars changed; what comes and goes with channels is known by their owners' standings."""
    if user_ids:
        db.forget(_TEXTS, *user_ids)


async def of_user(db: Db, user_id: str, team_id: str) -> Categories:
    """The whole sidebar; the built-in categories are made when they are first asked for."""
    found = await store.of_user(db, user_id, team_id)
    if len({each.type for each in found if not each.is_custom}) < len(BUILT_IN):
        await store.create_built_in(db, user_id, team_id)
        forget(db, user_id)
        found = await store.of_user(db, user_id, team_id)
    return Categories(found, [each.id for each in found])


async def one(db: Db, user_id: str, team_id: str, category_id: str) -> Category:
    """Raises: NotFound."""
    sidebar = await of_user(db, user_id, team_id)
    return _pick(sidebar, category_id)


def _pick(sidebar: Categories, category_id: str) -> Category:
    for each in sidebar.categories:
        if each.id == category_id:
            return each
    raise NotFound("app.channel.sidebar_categories.app_error")


# --- changing -----------------------------------------------------------------------------------------------------


async def create(tx: Tx, user_id: str, team_id: str, wanted: CategoryInput) -> Category:
    """A new category behind the favourites, with channels moved into it."""
    _check(wanted)
    before = await of_user(tx, user_id, team_id)
    category = Category(
        id=new_id(),
        user_id=user_id,
        team_id=team_id,
        sort_order=ORDER_STEP,
        sorting=wanted.sorting,
        type=CUSTOM,
        display_name=wanted.display_name,
        muted=wanted.muted,
        collapsed=wanted.collapsed,
        channel_ids=await _own(tx, user_id, team_id, wanted.channel_ids),
    )
    await store.insert(tx, category)
    await store.place(tx, user_id, team_id, [category])
    first = 1 if before.categories[0].type == FAVORITES else 0
    order = [*before.order[:first], category.id, *before.order[first:]]
    await store.set_order(tx, user_id, team_id, order)
    await _follow(tx, user_id, team_id, before)
    forget(tx, user_id)
    tx.publish(CategoryCreated(user_id, team_id, category.id))
    return replace(category, sort_order=first * ORDER_STEP)


async def update(tx: Tx, user_id: str, team_id: str, wanted: Sequence[CategoryInput]) -> list[Category]:
    """Replaces settings and channels of the given categories. Built-in ones keep their name."""
    before = await of_user(tx, user_id, team_id)
    changed: list[Category] = []
    for each in wanted:
        _check(each)
        old = _pick(before, each.id)
        changed.append(
            replace(
                old,
                display_name=each.display_name if old.is_custom else old.display_name,
                sorting=each.sorting,
                muted=each.muted and old.type != FAVORITES,
                collapsed=each.collapsed,
                channel_ids=await _own(tx, user_id, team_id, each.channel_ids),
            )
        )
    await store.save(tx, changed)
    await store.place(tx, user_id, team_id, changed)
    after = await _follow(tx, user_id, team_id, before)
    saved = [_pick(after, each.id) for each in changed]
    forget(tx, user_id)
    tx.publish(CategoriesUpdated(user_id, team_id, saved))
    return saved


def _check(wanted: CategoryInput) -> None:
    if wanted.sorting not in SORTINGS or len(wanted.display_name) > NAME_MOST:
        raise invalid_body("category")


async def _own(tx: Tx, user_id: str, team_id: str, channel_ids: Sequence[str]) -> list[str]:
    """The channels in the order sent, without those that cannot be in this sidebar."""
    own = set(await store.joined(tx, user_id, team_id, channel_ids))
    return [each for each in dict.fromkeys(channel_ids) if each in own]


async def _follow(tx: Tx, user_id: str, team_id: str, before: Categories) -> Categories:
    """Brings preferences and muting in line with how the sidebar is now."""
    after = await of_user(tx, user_id, team_id)
    await _mirror_favorites(tx, user_id, before, after)
    await _mirror_muting(tx, user_id, before, after)
    return after


async def _mirror_favorites(tx: Tx, user_id: str, before: Categories, after: Categories) -> None:
    old, new = _favorites(before), _favorites(after)
    if added := [Preference(user_id, FAVORITE, each, "true") for each in sorted(new - old)]:
        await preferences.upsert(tx, user_id, added)
    if removed := [Preference(user_id, FAVORITE, each, "") for each in sorted(old - new)]:
        await preferences.delete(tx, user_id, removed)


def _favorites(sidebar: Categories) -> set[str]:
    return {channel_id for each in sidebar.categories if each.type == FAVORITES for channel_id in each.channel_ids}


async def _mirror_muting(tx: Tx, user_id: str, before: Categories, after: Categories) -> None:
    """A channel that came under another muting than before takes it over; others keep what they were set to."""
    old, new = _muting(before), _muting(after)
    for is_muted, level in ((True, "mention"), (False, "all")):
        changed = [each for each, muted in new.items() if muted is is_muted and old.get(each, False) is not is_muted]
        if changed:
            await settings.merge_notify_props(tx, user_id, changed, {"mark_unread": level})


def _muting(sidebar: Categories) -> dict[str, bool]:
    return {channel_id: each.muted for each in sidebar.categories for channel_id in each.channel_ids}


async def delete(tx: Tx, user_id: str, team_id: str, category_id: str) -> None:
    """Removes a custom category; its channels fall back to the built-in ones. Raises: Invalid, NotFound."""
    before = await of_user(tx, user_id, team_id)
    if not _pick(before, category_id).is_custom:
        raise Invalid("app.channel.sidebar_categories.app_error")
    await store.delete(tx, user_id, category_id)
    await _follow(tx, user_id, team_id, before)
    forget(tx, user_id)
    tx.publish(CategoryDeleted(user_id, team_id, category_id))


async def set_order(tx: Tx, user_id: str, team_id: str, order: Sequence[str]) -> None:
    """Raises: Invalid unless it names every category exactly once."""
    sidebar = await of_user(tx, user_id, team_id)
    if sorted(order) != sorted(sidebar.order):
        raise Invalid("app.channel.sidebar_categories.app_error")
    await store.set_order(tx, user_id, team_id, order)
    forget(tx, user_id)
    tx.publish(OrderUpdated(user_id, team_id, order))
