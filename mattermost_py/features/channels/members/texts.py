"""Memberships of one user as one JSON text: clients ask for hundreds of them at every start.

What differs from row to row are numbers. Everything else (roles, flags, notification settings: the *manner*) is the
same in most of them, so each manner's part of the JSON object is made once. PostgreSQL names a manner by a hash of 64
bits: that two of a million manners have the same one is as likely as one in thirty million.
"""

from collections.abc import Sequence

from mattermost_py.features.channels.members import queries
from mattermost_py.features.channels.members.models import HIDDEN, ChannelMember, Counted
from mattermost_py.infra.cache import CacheSpec
from mattermost_py.infra.db import Db
from mattermost_py.kernel.json import dumps

_MANNERS = CacheSpec[bytes]("member_manners", size=2000)  # by manner; nothing else decides it


async def of_user_in_team(db: Db, user_id: str, team_id: str, *, to_themselves: bool) -> bytes:
    """Memberships in the team's channels and in direct and group messages, as a JSON list."""
    rows = await queries.counted_of_user(db, user_id, team_id)
    manners = await _manners(db, user_id, rows)
    parts = [
        b'{"channel_id":"%b","user_id":"%b","last_viewed_at":%d,"msg_count":%d,"mention_count":%d,'
        b'"mention_count_root":%d,"urgent_mention_count":%d,"msg_count_root":%d,"last_update_at":%d,%b'
        % (
            row.channel_id.encode(),
            user_id.encode(),
            row.last_viewed_at if to_themselves else HIDDEN,
            row.msg_count,
            row.mention_count,
            row.mention_count_root,
            row.urgent_mention_count,
            row.msg_count_root,
            row.last_update_at if to_themselves else HIDDEN,
            manners[row.manner or row.channel_id],
        )
        for row in rows
        if (row.manner or row.channel_id) in manners  # else it ended meanwhile
    ]
    return b"[%b]" % b",".join(parts)


async def _manners(db: Db, user_id: str, rows: Sequence[Counted]) -> dict[str, bytes]:
    """The ends of objects by manner; by channel for those under a scheme, whose roles may change behind them."""
    cache = db.cache(_MANNERS)
    found: dict[str, bytes] = {}
    unknown: dict[str, str] = {}  # channel id → manner
    for row in rows:
        if not row.manner:
            unknown[row.channel_id] = row.channel_id
        elif row.manner not in found:
            known = cache.get(row.manner)
            if known is None:
                unknown[row.channel_id] = row.manner
            else:
                found[row.manner] = known
    if unknown:
        version = cache.version
        for member in await queries.of_user_in(db, user_id, list(unknown)):
            manner = unknown[member.channel_id]
            found[manner] = _end(member)
            if manner != member.channel_id:
                cache.put(manner, found[manner], version=version)
    return found


def _end(member: ChannelMember) -> bytes:
    fields = {
        "roles": member.roles,
        "notify_props": member.notify_props,
        "scheme_guest": member.scheme_guest,
        "scheme_user": member.scheme_user,
        "scheme_admin": member.scheme_admin,
        "explicit_roles": member.explicit_roles,
        "autotranslation_disabled": member.autotranslation_disabled,
    }
    return dumps(fields)[1:]
