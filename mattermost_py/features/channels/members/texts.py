"""Memberships of one user as one JSON text: clients ask for hundreds of them at every start.

What reading and writing change are numbers, which PostgreSQL writes. The rest of each object (roles, flags,
notification settings: the *manner*) is remembered, and so is the channel's team: it changes when somebody comes into a
channel or leaves it, when a channel, its scheme or its roles change, and when the member sets it.
"""

from collections.abc import Mapping

from mattermost_py.features.access.gate import service as gate
from mattermost_py.features.access.gate.models import Dependent
from mattermost_py.features.channels.members import queries
from mattermost_py.features.channels.members.models import Manner
from mattermost_py.infra.cache import CacheSpec
from mattermost_py.infra.db import Db
from mattermost_py.kernel.json import dumps_text

Ends = Mapping[str, tuple[str, str]]  # channel id → the channel's team ('' for direct and group messages), the text

_ENDS = CacheSpec[Dependent[Ends]]("member_manners", size=2000)  # by user id


async def of_user_in_team(db: Db, user_id: str, team_id: str, *, to_themselves: bool) -> bytes:
    """Memberships in the team's channels and in direct and group messages, as a JSON list."""
    counted = await queries.counted_of_user(db, user_id, to_themselves=to_themselves)
    ids, starts = (counted.channel_ids.splitlines(), counted.starts.splitlines()) if counted else ([], [])
    ends = await gate.remembered(db, _ENDS, user_id, lambda: _ends(db, user_id))
    found = list(map(ends.get, ids))
    if None in found:  # news of some of them is still on the way
        found = list(map((await _ends(db, user_id)).get, ids))
    wanted = ("", team_id)
    # Without an end it has ended meanwhile.
    parts = [start + end[1] for start, end in zip(starts, found, strict=True) if end is not None and end[0] in wanted]
    return f"[{','.join(parts)}]".encode()


def forget(db: Db, *user_ids: str) -> None:
    """After users changed their own settings in channels; all else is known by their standings."""
    db.forget(_ENDS, *user_ids)


async def _ends(db: Db, user_id: str) -> Ends:
    """The ends of the objects of all the user's memberships."""
    shared: dict[str, str] = {}  # nearly all of them are the same
    ends: dict[str, tuple[str, str]] = {}
    for each in await queries.manners_of_user(db, user_id):
        end = _end(each)
        ends[each.channel_id] = (each.team_id, shared.setdefault(end, end))
    return ends


def _end(manner: Manner) -> str:
    fields = {
        "roles": manner.roles,
        "notify_props": manner.notify_props,
        "scheme_guest": manner.scheme_guest,
        "scheme_user": manner.scheme_user,
        "scheme_admin": manner.scheme_admin,
        "explicit_roles": manner.explicit_roles,
        "autotranslation_disabled": manner.autotranslation_disabled,
    }
    return dumps_text(fields)[1:]
