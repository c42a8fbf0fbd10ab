"""The sockets of one worker and who hears what: an event costs its audience, not the number of open sockets."""

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from mattermost_py.infra.hub.connection import Connection
from mattermost_py.infra.hub.packet import Packet
from mattermost_py.kernel.clock import now_ms
from mattermost_py.kernel.events import Audience, ChannelMembership, SessionsRevoked, Signal, TeamMembership

log = logging.getLogger(__name__)

RESUMABLE_MS = 5 * 60 * 1000  # how long a stream without socket waits for its client
_ABOUT_PEOPLE = frozenset({"user_updated", "new_user"})


@dataclass(slots=True)
class _Index:
    """Group id → the connections in it."""

    members: dict[str, set[Connection]] = field(default_factory=dict[str, set[Connection]])

    def add(self, group_id: str, connection: Connection) -> None:
        self.members.setdefault(group_id, set()).add(connection)

    def drop(self, group_id: str, connection: Connection) -> None:
        group = self.members.get(group_id)
        if group is not None:
            group.discard(connection)
            if not group:
                del self.members[group_id]

    def of(self, group_id: str) -> set[Connection]:
        return self.members.get(group_id, _NOBODY)


_NOBODY: set[Connection] = set()


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

    def register(self, connection: Connection, *, team_ids: Iterable[str], channel_ids: Iterable[str]) -> None:
        """Makes a stream reachable. Its memberships are those read after `_users` knew it (see `track`)."""
        self.track(connection)
        for team_id in team_ids:
            self._join(self._teams, connection.team_ids, team_id, connection)
        for channel_id in channel_ids:
            self._join(self._channels, connection.channel_ids, channel_id, connection)

    def track(self, connection: Connection) -> None:
        """Lets membership signals reach a stream while its memberships are being read, so none is lost between."""
        self._by_id[connection.id] = connection
        self._users.add(connection.actor.user_id, connection)

    def remove(self, connection: Connection) -> None:
        self._by_id.pop(connection.id, None)
        self._users.drop(connection.actor.user_id, connection)
        for team_id in connection.team_ids:
            self._teams.drop(team_id, connection)
        for channel_id in connection.channel_ids:
            self._channels.drop(channel_id, connection)

    def find(self, connection_id: str) -> Connection | None:
        return self._by_id.get(connection_id)

    def is_online(self, user_id: str) -> bool:
        """Whether the user has a live socket on this worker."""
        return any(each.link is not None for each in self._users.of(user_id))

    def of_user(self, user_id: str) -> list[Connection]:
        return list(self._users.of(user_id))

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
                for each in self._users.of(user_id):
                    self._move(self._channels, each.channel_ids, channel_id, each, joined=joined)
            case TeamMembership(user_id, team_id, joined):
                for each in self._users.of(user_id):
                    self._move(self._teams, each.team_ids, team_id, each, joined=joined)
            case SessionsRevoked(user_id, session_id):
                for each in list(self._users.of(user_id)):
                    if not session_id or each.actor.session_id == session_id:
                        self.remove(each)
                        each.close(1000, "session revoked")
            case _:
                log.warning("unknown signal", extra={"signal": type(signal).__name__})

    def _move(self, index: _Index, own: set[str], group_id: str, connection: Connection, *, joined: bool) -> None:
        if joined:
            self._join(index, own, group_id, connection)
        else:
            own.discard(group_id)
            index.drop(group_id, connection)

    def _join(self, index: _Index, own: set[str], group_id: str, connection: Connection) -> None:
        own.add(group_id)
        index.add(group_id, connection)

    # --- events ---------------------------------------------------------------------------------------------------

    def broadcast(self, packet: Packet) -> None:
        """Delivers an event to the connections it is for, in the official order of filters."""
        audience = packet.audience
        hears = _filter(audience)
        for connection in list(self._candidates(audience)):
            if hears(connection) and (packet.name not in _ABOUT_PEOPLE or self.is_visible(connection, packet)):
                self._deliver(connection, packet)

    def send_to(self, connection: Connection, packet: Packet) -> None:
        """An event for one stream only, such as its hello."""
        self._deliver(connection, packet)

    def _deliver(self, connection: Connection, packet: Packet) -> None:
        self.delivered += 1
        if not connection.deliver(packet):
            self.cut_off += 1
            self.remove(connection)
            connection.close(1013, "too slow")

    def _candidates(self, audience: Audience) -> Iterable[Connection]:
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


def _filter(audience: Audience) -> Callable[[Connection], bool]:
    """What is left to check once the index chose the candidates."""
    omits, omitted_connection = audience.omit_users, audience.omit_connection_id
    if audience.user_id:
        omits = frozenset[str]()
    if not (audience.sanitized or audience.sensitive or omitted_connection or omits):
        return lambda _connection: True

    def hears(connection: Connection) -> bool:
        if audience.sanitized and connection.sees_private:
            return False
        if audience.sensitive and not connection.sees_private:
            return False
        return connection.id != omitted_connection and connection.actor.user_id not in omits

    return hears
