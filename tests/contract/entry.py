"""How the table of routes is written: one entry a route, with the request that succeeds and who may ask it."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.contract import facts
from tests.contract.line import Ask, Caller

if TYPE_CHECKING:
    from tests.contract.stage import Stage

Builder = Callable[["Stage", Caller], Ask | Awaitable[Ask]]

# The columns of the matrix: who asks. Each role is one letter of its line of marks.
ROLES = (
    "anonymous",
    "guest",
    "member",
    "channel_admin",
    "team_admin",
    "system_admin",
    "bot",
    "deactivated",
    "outsider",  # a member of another team
)

# What a mark promises. `.`: the case does not exist, such as the own post of somebody without a session.
MARKS = {"+": 0, "u": 401, "f": 403, "n": 404, "i": 400, "x": 501}

# Lines that many routes share, in the order of ROLES: agmctsbdo.
PUBLIC = "+++++++++"  # a dead session does not matter on an open door
SIGNED_IN = "u++++++u+"
MINE = ".++++++.+"  # the same where the caller's own things are asked for
MINE_INSIDE = ".++++++.."  # an outsider can have none there
MINE_NO_GUEST = ".f+++++.+"
NOT_GUESTS = "uf+++++u+"
ADMIN = "uffff+fuf"
INSIDE = "u++++++uf"  # whoever belongs to the place; system admins everywhere
INSIDE_NO_GUEST = "uf+++++uf"
CHANNEL_ADMINS = "uff+++fuf"
TEAM_ADMINS = "ufff++fuf"
NOWHERE = "u........"  # answers an error to everybody, which the entry's `fails` names


@dataclass(frozen=True, slots=True)
class Entry:
    """One route of the product.

    route:   method and path; below `/api/v4` unless it begins with `//`.
    build:   makes the request that succeeds, about things of the given owner.
    own:     the marks when the owner is the caller.
    other:   the marks when the owner is `Stage.owner`, an ordinary member of the team and of the channels.
    spends:  a success uses up what was asked for, so the next caller needs a new one.
    unknown: status per path variable (without braces) when it names nothing; 404 unless said otherwise.
    fails:   error id of the right answer, where success needs what no test has.
    by:      role of the caller of the happy path; the least mighty one that may, unless said otherwise.
    after:   tidies up the stage after a success.
    status:  of a success, where the facts name none or several.
    """

    route: str
    build: Builder
    own: str = ""
    other: str = ""
    spends: bool = False
    unknown: dict[str, int] | None = None
    fails: str = ""
    status: int = 0
    by: str = ""
    after: "Callable[[Stage], Awaitable[None]] | None" = None

    @property
    def method(self) -> str:
        return self.route.partition(" ")[0]

    @property
    def path(self) -> str:
        path = self.route.partition(" ")[2]
        return path[1:] if path.startswith("//") else facts.API + path

    @property
    def facts(self) -> facts.RouteFacts | None:
        """What is known of the official route; None for the few routes of our own."""
        return facts.routes().get((self.method, facts.shape(self.path)))

    @property
    def good(self) -> int:
        """The status of a success."""
        return self.status or (self.facts.status[0] if self.facts else 200)

    def __str__(self) -> str:
        return self.route
