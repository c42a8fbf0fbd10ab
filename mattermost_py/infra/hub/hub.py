"""The sockets of one worker and who hears what: an event costs its audience, not the number of open sockets."""

import logging
from collections.abc import Callable, Collection, Iterable
from dataclasses import replace

from mattermost_py.infra.hub.connection import Connection, Group
from mattermost_py.infra.hub.packet import Packet
from mattermost_py.kernel.clock import now_ms
from mattermost_py.kernel.events import (
    Audience,
    ChannelMembership,
    GuestStanding,
    JobsWaiting,
    SecondFactorSet,
    SessionsRevoked,
    Signal,
    TeamMembership,
)

log = logging.getLogger(__name__)

RESUMABLE_MS = 5 * 60 * 1000  # how long a stream without socket waits for its client
_ABOUT_PEOPLE = frozenset({"user_updated", "new_user"})


class _Index:
    """Groups of one kind by id."""

    __slots__ = ("_groups",)

    def __init__(self) -> None:
        self._groups: dict[str, Group] = {}

    def join(self, group_id: str, connection: Connection) -> None:
        group = self._groups.get(group_id)
        if group is None:
            group = self._groups[group_id] = Group(group_id, self._groups)
        if connection not in group.connections:
            group.connections.add(connection)
            connection.groups.append(group)

    def leave(self, group_id: str, connection: Connection) -> None:
        group = self._groups.get(group_id)
        if group is not None and connection in group.connections:
            connection.groups.remove(group)
            group.drop(connection)

    def holds(self, group: Group) -> bool:
        return group.home is self._groups

    def of(self, group_id: str) -> Collection[Connection]:
        group = self._groups.get(group_id)
        return group.connections if group is not None else ()


class Hub:
    """Every stream of this process, by id, user, channel and team. Only the event loop's thread touches it."""

    def __init__(self) -> None:
        self._by_id: dict[str, Connection] = {}
        self._users = _Index()
        self._channels = _Index()
        self._teams = _Index()
        self.is_visible: Callable[[Connection, Packet], bool] = lambda _connection, _packet: True
        self.delivered = 0
        self.cut_off = 0

    # --- streams come and go --------------------------------------------------------------------------------------

    def track(self, connection: Connection) -> None:
        """Lets events for the user, and membership signals, reach a stream while its memberships are being read."""
        self._by_id[connection.id] = connection
        self._users.join(connection.actor.user_id, connection)

    def register(self, connection: Connection, *, team_ids: Iterable[str], channel_ids: Iterable[str]) -> None:
        """Makes a tracked stream reachable by its memberships. What it joined or left meanwhile counts more."""
        if self._by_id.get(connection.id) is not connection:
            return  # its session was revoked meanwhile
        moves, connection.moves = connection.moves or {}, None
        for index, group_ids in ((self._teams, team_ids), (self._channels, channel_ids)):
            for group_id in group_ids:
                if moves.get(group_id, True):
                    index.join(group_id, connection)

    def remove(self, connection: Connection) -> None:
        self._by_id.pop(connection.id, None)
        for group in connection.groups:
            group.drop(connection)
        connection.groups = []

    def find(self, connection_id: str) -> Connection | None:
        return self._by_id.get(connection_id)

    def is_online(self, user_id: str) -> bool:
        """Whether the user has a live socket on this worker."""
        return any(each.link is not None for each in self._users.of(user_id))

    def knows(self, user_id: str) -> bool:
        """Whether the user has a stream here, with or without a socket at the moment."""
        return bool(self._users.of(user_id))

    def has_audience(self, audience: Audience) -> bool:
        """Whether any stream here may hear such an event."""
        return bool(self._candidates(audience))

    def of_user(self, user_id: str) -> list[Connection]:
        return list(self._users.of(user_id))

    def share_channel(self, connection: Connection, user_id: str) -> bool:
        """Whether a stream of the user hears a channel that this one hears, as far as this worker knows."""
        theirs = {group for each in self._users.of(user_id) for group in each.groups}
        return any(self._channels.holds(group) for group in connection.groups if group in theirs)

    def views(self, user_id: str, channel_id: str) -> bool:
        """Whether one of the user's live sockets shows this channel."""
        return any(each.link and each.active_channel == channel_id for each in self._users.of(user_id))

    def sweep(self) -> None:
        """Drops streams whose client did not come back in time; runs every few minutes."""
        limit = now_ms() - RESUMABLE_MS
        for each in [c for c in self._by_id.values() if c.link is None and 0 < c.inactive_since_ms < limit]:
            self.remove(each)

    def close_all(self) -> None:
        """The server goes down: clients reconnect elsewhere."""
        for each in list(self._by_id.values()):
            each.close(1001, "going away")

    def start_over(self) -> None:
        """Events may have been lost: clients connect again and load afresh instead of resuming."""
        for each in list(self._by_id.values()):
            self.remove(each)
            each.close(1012, "start over")

    @property
    def open_sockets(self) -> int:
        return sum(1 for each in self._by_id.values() if each.link is not None)

    # --- signals --------------------------------------------------------------------------------------------------

    def apply(self, signal: Signal) -> None:
        match signal:
            case ChannelMembership(user_id, channel_id, joined):
                self._move(self._channels, channel_id, user_id, joined=joined)
            case TeamMembership(user_id, team_id, joined):
                self._move(self._teams, team_id, user_id, joined=joined)
            case GuestStanding(user_id, is_guest):
                for each in self._users.of(user_id):
                    each.actor = replace(each.actor, is_guest=is_guest)
            case SecondFactorSet(user_id):
                for each in self._users.of(user_id):
                    each.needs_mfa = False
            case SessionsRevoked(user_id, session_id):
                for each in list(self._users.of(user_id)):
                    if not session_id or each.actor.session_id == session_id:
                        self.remove(each)
                        each.close(1000, "session revoked")
            case JobsWaiting():
                pass  # this process does none
            case _:
                log.warning("unknown signal", extra={"signal": type(signal).__name__})

    def _move(self, index: _Index, group_id: str, user_id: str, *, joined: bool) -> None:
        for each in self._users.of(user_id):
            if each.moves is not None:
                each.moves[group_id] = joined
            if joined:
                index.join(group_id, each)
            else:
                index.leave(group_id, each)

    # --- events ---------------------------------------------------------------------------------------------------

    def broadcast(self, packet: Packet) -> None:
        """Delivers an event to the connections it is for, in the official order of filters.

        Everybody's number is given here; the sockets write later, a few at a time (`infra/http/outbox.py`).
        """
        hears = _filter(packet.audience)
        candidates = self._candidates(packet.audience)
        if packet.name in _ABOUT_PEOPLE:
            candidates = [each for each in candidates if self.is_visible(each, packet)]
        if hears is not None:
            candidates = [each for each in candidates if hears(each)]
        self.delivered += len(candidates)
        behind = [each for each in candidates if not each.deliver(packet)]
        for each in behind:
            self._cut(each)

    def _cut(self, connection: Connection) -> None:
        """A stream too far behind: its socket closes; if it has none, it is forgotten."""
        self.cut_off += 1
        if connection.link is None:
            self.remove(connection)
        else:
            connection.close(1013, "too slow")

    def _candidates(self, audience: Audience) -> Collection[Connection]:
        if audience.connection_id:
            found = self._by_id.get(audience.connection_id)
            return (found,) if found else ()
        if audience.user_id:
            return self._users.of(audience.user_id)
        if audience.channel_id:
            return self._channels.of(audience.channel_id)
        if audience.team_id:
            return self._teams.of(audience.team_id)
        return self._by_id.values()


def _filter(audience: Audience) -> Callable[[Connection], bool] | None:
    """What is left to check once the index chose the candidates; None for nothing."""
    omits, omitted_connection = audience.omit_users, audience.omit_connection_id
    if audience.user_id:
        omits = frozenset[str]()
    if not (audience.sanitized or audience.sensitive or omitted_connection or omits):
        return None

    def hears(connection: Connection) -> bool:
        if audience.sanitized and connection.sees_private:
            return False
        if audience.sensitive and not connection.sees_private:
            return False
        return connection.id != omitted_connection and connection.actor.user_id not in omits

    return hears
