"""What the counters of channels, members, threads and teams should say after a history: a ledger of its own."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

Calls = int | Literal["channel"] | None  # whom a text mentions: one person, everybody, nobody


@dataclass(slots=True)
class Message:
    """A post as the ledger knows it. Histories are sequential, so `number` orders posts as time does."""

    number: int
    author: int
    room: "Room"
    root: "Message | None" = None
    calls: Calls = None
    is_urgent: bool = False
    is_counted: bool = True  # messages of coming and going are not
    is_deleted: bool = False
    post_id: str = ""


@dataclass(slots=True)
class Membership:
    """What one person knows of a room: how much they have seen, and how often they were mentioned since."""

    seen: int = 0
    seen_roots: int = 0
    mentions: int = 0
    root_mentions: int = 0
    urgent: int = 0
    is_muted: bool = False


@dataclass(slots=True)
class Follower:
    """What one person knows of a thread: everything up to a number was read."""

    is_following: bool = True
    read_to: int = -1
    mentions: int = 0


@dataclass(slots=True)
class Room:
    """A channel."""

    channel_id: str
    is_direct: bool = False
    messages: list[Message] = field(default_factory=list[Message])
    members: dict[int, Membership] = field(default_factory=dict[int, Membership])
    followers: dict[tuple[int, int], Follower] = field(
        default_factory=dict[tuple[int, int], Follower]
    )  # (root, person)

    @property
    def total(self) -> int:
        return sum(each.is_counted for each in self.messages)

    @property
    def total_roots(self) -> int:
        return sum(each.is_counted and each.root is None for each in self.messages)

    def roots(self) -> list[Message]:
        """Whose threads one can follow and answer in."""
        return [each for each in self.messages if each.root is None and each.is_counted and not each.is_deleted]

    def replies(self, root: Message) -> list[Message]:
        return [each for each in self.messages if each.root is root and not each.is_deleted]

    def had_replies(self, root: Message) -> bool:
        return any(each.root is root for each in self.messages)

    def unread_replies(self, root: Message, person: int) -> int:
        read_to = self.followers[root.number, person].read_to
        return sum(each.number > read_to for each in self.replies(root))

    def threads_of(self, person: int) -> list[tuple[Message, Follower]]:
        """The threads in somebody's inbox."""
        roots = {each.number: each for each in self.roots() if self.had_replies(each)}
        return [
            (roots[number], follower)
            for (number, who), follower in self.followers.items()
            if who == person and number in roots and follower.is_following
        ]


class Ledger:
    """Applies what people do, by the rules of counting."""

    def __init__(self, *, collapses: bool) -> None:
        self.collapses = collapses  # whether people read threads apart from rooms
        self.last = 0
        self.told: list[tuple[int, str, int, int, int]] = []  # person, thread, its replies, unread of them, mentions

    def _number(self) -> int:
        self.last += 1
        return self.last

    # --- coming and going -----------------------------------------------------------------------------------------

    def join(self, room: Room, person: int, *, added_by: int | None = None) -> None:
        """Whoever comes has read nothing; to be added is to be mentioned."""
        room.members[person] = Membership()
        by = person if added_by is None else added_by
        note = Message(self._number(), by, room, calls=None if added_by is None else person, is_counted=False)
        room.messages.append(note)
        if added_by is not None:
            self._mention(room, note, {person})

    def leave(self, room: Room, person: int) -> None:
        """Whoever goes forgets the threads of the room."""
        del room.members[person]
        room.followers = {key: each for key, each in room.followers.items() if key[1] != person}
        room.messages.append(Message(self._number(), person, room, is_counted=False))

    def mute(self, room: Room, person: int, is_muted: bool) -> None:
        room.members[person].is_muted = is_muted

    # --- posts ----------------------------------------------------------------------------------------------------

    def post(self, room: Room, author: int, calls: Calls, *, is_urgent: bool, post_id: str) -> Message:
        """Who writes a root has read the room."""
        message = Message(self._number(), author, room, calls=calls, is_urgent=is_urgent, post_id=post_id)
        room.messages.append(message)
        self._mention(room, message, self._mentioned(room, message))
        self.view(room, author)
        return message

    def reply(self, root: Message, author: int, calls: Calls, *, post_id: str) -> Message:
        """A reply is not shown in a room of collapsed threads, so its author has read the thread only."""
        room = root.room
        is_first = not room.replies(root)
        message = Message(self._number(), author, room, root=root, calls=calls, post_id=post_id)
        room.messages.append(message)
        mentioned = self._mentioned(room, message)
        self._mention(room, message, mentioned)
        joining = {author}
        if is_first:
            joining |= {root.author} & room.members.keys()
            joining |= set() if room.is_direct else self._named(room, root)
        for person in joining | mentioned:
            self._follow(room, root, person, is_mentioned=person in mentioned)
        own = room.followers[root.number, author]
        own.read_to, own.mentions = message.number, 0
        if not self.collapses:
            self.view(room, author)
            return message
        for (number, person), follower in room.followers.items():
            if number == root.number and follower.is_following:
                self._tell(room, root, person)
        return message

    def _tell(self, room: Room, root: Message, person: int) -> None:
        """Followers hear of every reply."""
        unread, mentions = room.unread_replies(root, person), room.followers[root.number, person].mentions
        self.told.append((person, root.post_id, len(room.replies(root)), unread, mentions))

    def _follow(self, room: Room, root: Message, person: int, *, is_mentioned: bool) -> None:
        """An unfollowed thread stays so until the next mention."""
        follower = room.followers.setdefault((root.number, person), Follower())
        follower.mentions += is_mentioned
        follower.is_following = follower.is_following or is_mentioned

    def delete(self, message: Message) -> None:
        """What was counted stays counted; an unread mention in a reply is taken back."""
        room, root = message.room, message.root
        message.is_deleted = True
        if root is None:
            for each in room.messages:
                each.is_deleted = each.is_deleted or each.root is message
            return
        for person in self._mentioned(room, message):
            follower = room.followers.get((root.number, person))
            is_unread = follower is not None and follower.is_following and follower.read_to < message.number
            if follower is not None and is_unread and follower.mentions:
                follower.mentions -= 1
                if self.collapses:
                    self._tell(room, root, person)

    # --- reading --------------------------------------------------------------------------------------------------

    def view(self, room: Room, person: int) -> None:
        member = room.members[person]
        member.seen, member.seen_roots = room.total, room.total_roots
        member.mentions = member.root_mentions = member.urgent = 0
        if not self.collapses:
            for (_, who), follower in room.followers.items():
                if who == person and follower.is_following:
                    follower.read_to, follower.mentions = self.last, 0

    def unread(self, message: Message, person: int) -> None:
        """From this post on nothing was read. The room counts again what is still there."""
        room, member = message.room, message.room.members[person]
        later = [each for each in room.messages if each.number >= message.number and not each.is_deleted]
        counted = [each for each in later if each.is_counted]
        calling = [each for each in later if each.author != person and person in self._mentioned(room, each)]
        roots = [each for each in calling if each.root is None]
        member.seen = max(room.total - len(counted), 0)
        member.seen_roots = max(room.total_roots - sum(each.root is None for each in counted), 0)
        member.mentions, member.root_mentions = len(calling), len(roots)
        member.urgent = sum(each.is_urgent for each in roots)
        root = message.root
        if root is not None and not self.collapses and (root.number, person) in room.followers:
            self.read_thread(root, person, message.number - 1)

    def follow(self, root: Message, person: int, is_following: bool) -> None:
        """Following by hand begins with everything read."""
        follower = root.room.followers.setdefault((root.number, person), Follower())
        follower.is_following = is_following
        if is_following:
            follower.read_to, follower.mentions = self.last, 0

    def read_thread(self, root: Message, person: int, number: int) -> None:
        """Everything up to this number is read; mentions after it are counted again."""
        room = root.room
        follower = room.followers[root.number, person]
        follower.read_to = number
        later = [each for each in room.replies(root) if each.number > number and each.author != person]
        follower.mentions = sum(person in self._mentioned(room, each) for each in later)

    def unread_reply(self, reply: Message, person: int) -> None:
        """A reply and all after it are unread; whoever marks it follows."""
        assert reply.root is not None
        follower = reply.room.followers.get((reply.root.number, person))
        if follower is None or not follower.is_following:
            self.follow(reply.root, person, True)
        self.read_thread(reply.root, person, reply.number - 1)

    def read_all_threads(self, rooms: Iterable[Room], person: int) -> None:
        for room in rooms:
            for (_, who), follower in room.followers.items():
                if who == person:
                    follower.read_to, follower.mentions = self.last, 0

    # --- mentions -------------------------------------------------------------------------------------------------

    def _mention(self, room: Room, message: Message, mentioned: set[int]) -> None:
        for person in mentioned:
            member = room.members[person]
            member.mentions += 1
            member.root_mentions += message.root is None
            member.urgent += message.is_urgent

    def _named(self, room: Room, message: Message) -> set[int]:
        return {message.calls} & room.members.keys() - {message.author} if isinstance(message.calls, int) else set()

    def _mentioned(self, room: Room, message: Message) -> set[int]:
        """The other one of a direct channel; else who is named, or with @channel everybody who has not muted."""
        others = room.members.keys() - {message.author}
        if room.is_direct:
            return others
        if message.calls == "channel":
            return {each for each in others if not room.members[each].is_muted}
        return self._named(room, message)
