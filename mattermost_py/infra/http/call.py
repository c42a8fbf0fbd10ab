"""One request as handlers see it: who calls, what they sent, the database, and how to answer."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable, Mapping
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, TypeVar, cast
from urllib.parse import parse_qsl

from isal import isal_zlib
from pydantic import BaseModel, TypeAdapter, ValidationError

from mattermost_py.infra.db import Db, Tx
from mattermost_py.infra.http.exchange import TEXTS
from mattermost_py.infra.http.reply import JSON_TYPE, HeaderList, Response
from mattermost_py.infra.http.router import Limit, Route
from mattermost_py.kernel.actor import ANONYMOUS, Actor
from mattermost_py.kernel.errors import Invalid, TooLarge, invalid_body, invalid_url
from mattermost_py.kernel.ids import is_id
from mattermost_py.kernel.json import JsonError, dumps, loads
from mattermost_py.kernel.messages import preferred
from mattermost_py.kernel.version import OFFICIAL_VERSION

if TYPE_CHECKING:
    from mattermost_py.config import Settings
    from mattermost_py.infra.runtime import Runtime

B = TypeVar("B", bound=BaseModel)
T = TypeVar("T")

_TRUE = frozenset({"1", "t", "T", "true", "TRUE", "True"})
_OK = b'{"status":"OK"}'
_ids = TypeAdapter(list[str])
PER_PAGE_DEFAULT, PER_PAGE_MAX = 60, 200
UNDERSTOOD_MOST = 1024
REMEMBERED_MOST = 1024  # characters of headers that are worth remembering
_understood: dict[tuple[Callable[["Call"], Any], bytes], Any] = {}  # clients ask for the same again and again
DRAINED_MOST, DRAIN_S = 1024 * 1024, 5.0


@dataclass(frozen=True, slots=True)
class Page:
    """Which part of a list is wanted; pages count from 0."""

    page: int = 0
    per_page: int = PER_PAGE_DEFAULT

    @property
    def offset(self) -> int:
        return self.page * self.per_page


@dataclass(frozen=True, slots=True)
class Principal:
    """What a token proved: the caller and the secret that guards their cookie against forged requests."""

    actor: Actor
    csrf: str = ""
    needs_mfa: bool = False  # must set up a second factor before anything else
    refresh_cookies: tuple[tuple[bytes, bytes], ...] = ()  # the session was extended


@lru_cache(maxsize=1024)
def _query(text: bytes) -> Mapping[str, str]:
    """Clients ask for the same few things again and again."""
    found: dict[str, str] = {}
    for name, value in parse_qsl(text.decode("latin-1"), keep_blank_values=True):
        found.setdefault(name, value)
    return MappingProxyType(found)


def _cookies(sent: str) -> Mapping[str, str]:
    pairs = (part.strip().partition("=") for part in sent.split(";")) if sent else ()
    return {name: value.strip('"') for name, equals, value in pairs if equals}


@lru_cache(maxsize=4096)
def _token(cookie: str, authorization: str) -> tuple[str, bool]:
    """The session token that these headers show, and whether it came by cookie. Clients send the same ones for days."""
    if token := _cookies(cookie).get("MMAUTHTOKEN"):
        return token[:50], True
    kind, _, token = authorization.partition(" ")
    if kind.lower() in ("bearer", "token") and token:
        return token.strip()[:50], False
    return "", False


def _texts(headers: Iterable[tuple[bytes, bytes]]) -> dict[str, str]:
    return {name.decode("latin-1"): value.decode("latin-1") for name, value in headers}


class Call:
    """One HTTP request. Made by the application, used by one handler, gone afterwards."""

    __slots__ = (
        "_body",
        "_db",
        "_is_read",
        "_is_touched",
        "_query",
        "actor",
        "headers",
        "late_headers",
        "path",
        "principal",
        "receive",
        "request_id",
        "route",
        "runtime",
        "scope",
    )

    def __init__(self, runtime: "Runtime", scope: dict[str, Any], receive: Any, request_id: str) -> None:
        self.runtime = runtime
        self.scope = scope
        self.receive = receive
        self.request_id = request_id
        self.actor: Actor = ANONYMOUS
        self.principal: Principal | None = None
        self.route: Route | None = None
        self.path: Mapping[str, str] = {}
        self.late_headers: HeaderList = []  # for the answer, whatever it will be
        texts: dict[str, str] | None = scope.get(TEXTS)
        self.headers = _texts(scope["headers"]) if texts is None else texts  # by lower-case name; the last one wins
        self._body: bytes | None = None
        self._query: Mapping[str, str] | None = None
        self._db: Db | None = None
        self._is_read = False
        self._is_touched = False

    # --- what was sent -------------------------------------------------------------------------------------------

    def header(self, name: str) -> str:
        return self.headers.get(name, "")

    @property
    def locale(self) -> str:
        """The language the caller wants to read, as far as it is spoken here; else the server's own."""
        return preferred(self.header("accept-language"), self.settings.LocalizationSettings.DefaultServerLocale)

    @property
    def cookies(self) -> Mapping[str, str]:
        return _cookies(self.header("cookie"))

    @property
    def query(self) -> Mapping[str, str]:
        """Query values by name; the first one wins, as in Go."""
        if self._query is None:
            self._query = _query(self.scope["query_string"])
        return self._query

    def query_bool(self, name: str) -> bool:
        """Go's ParseBool; anything else is false."""
        return self.query.get(name, "") in _TRUE

    def query_int(self, name: str, default: int = 0) -> int:
        """A whole number of 64 bits; the default when it is absent or anything else."""
        try:
            found = int(self.query.get(name, ""))
        except ValueError:
            return default
        return found if -(2**63) <= found < 2**63 else default

    def query_id(self, name: str, *, optional: bool = True) -> str:
        """An identifier in the query. Raises: Invalid `invalid_url_param`."""
        value = self.query.get(name, "")
        if (value or not optional) and not is_id(value):
            raise invalid_url(name)
        return value

    @property
    def page(self) -> Page:
        """`page` and `per_page` with the official bounds: at least 0, 1 to 200, default 60."""
        return self.page_of("page", "per_page")

    def page_of(self, page: str, per_page: str, *, default: int = PER_PAGE_DEFAULT, most: int = PER_PAGE_MAX) -> Page:
        wanted = self.query_int(per_page, default)
        return Page(max(self.query_int(page), 0), default if wanted < 0 else min(wanted, most))

    def path_id(self, name: str) -> str:
        """An identifier of the path; `me` in `user_id` is the caller. Raises: Invalid `invalid_url_param`."""
        value = self.path[name]
        if name == "user_id" and value == "me":
            return self.actor.user_id
        if not is_id(value):
            raise invalid_url(name)
        return value

    async def body(self) -> bytes:
        """The whole body, read once. Raises: TooLarge above the route's limit."""
        if self._body is None:
            self._is_touched = True
            message = await self.receive()
            if message["type"] == "http.request" and not message.get("more_body", False):  # it came as one piece
                self._is_read = True
                self._body = self._bounded(message.get("body", b""))
            else:
                self._body = b"".join([part async for part in self._parts(message)])
        return self._body

    def _bounded(self, body: bytes) -> bytes:
        if len(body) > self.body_limit:
            raise TooLarge("api.context.request_body_too_large.app_error")
        return body

    @property
    def is_repeatable(self) -> bool:
        """Whether the handler can run again: the body is kept, or was not touched."""
        return self._body is not None or not self._is_touched

    async def body_parts(self) -> AsyncIterator[bytes]:
        """The body as it arrives, counted against the route's limit."""
        self._is_touched = True
        async for part in self._parts(await self.receive()):
            yield part

    async def _parts(self, message: dict[str, Any]) -> AsyncIterator[bytes]:
        """What this first message and those after it hold."""
        most, seen, more = self.body_limit, 0, True
        while more:
            if message["type"] == "http.disconnect":
                raise ClientGone
            part, more = message.get("body", b""), message.get("more_body", False)
            self._is_read = not more
            seen += len(part)
            if seen > most:
                raise TooLarge("api.context.request_body_too_large.app_error")
            if part:
                yield part
            if more:
                message = await self.receive()

    @property
    def is_drained(self) -> bool:
        """Whether nothing of a body is left."""
        return self._is_read or self.scope["method"] in ("GET", "HEAD")

    async def drain(self) -> None:
        """Takes the rest of a short body nobody read: closing on unread bytes would cost the caller the answer."""
        left = DRAINED_MOST
        with suppress(TimeoutError):
            async with asyncio.timeout(DRAIN_S):
                while left > 0 and not self._is_read:
                    message = await self.receive()
                    left -= len(message.get("body", b""))
                    self._is_read = not message.get("more_body", False)

    @property
    def body_limit(self) -> int:
        """Bytes; the official server grants 512 more than the setting."""
        if self.route is not None and self.route.limit is Limit.FILE:
            return self.settings.FileSettings.MaxFileSize + 512
        return self.settings.ServiceSettings.MaximumPayloadSizeBytes + 512

    async def read(self, model: type[B]) -> B:
        """The body as `model`. Raises: Invalid `invalid_body_param`, naming the first wrong field."""
        try:
            return model.model_validate_json(await self.body())
        except ValidationError as exc:
            raise invalid_body(_blamed(exc, getattr(model, "body_name", "body")), str(exc)) from exc

    async def read_as(self, adapter: TypeAdapter[T], name: str) -> T:
        """A body that is not an object, e.g. a list. Raises: Invalid `invalid_body_param` with this name."""
        try:
            return adapter.validate_json(await self.body())
        except ValidationError as exc:
            raise invalid_body(name, str(exc)) from exc

    async def read_texts(self) -> list[str]:
        """A list of strings as it was sent. Raises: Invalid for anything else."""
        try:
            return _ids.validate_json(await self.body())
        except ValidationError as exc:
            raise Invalid("api.payload.parse.error", detail=str(exc)) from exc

    async def read_sorted(self) -> list[str]:
        """As `read_texts`, sorted and without repeats. Raises: Invalid."""
        return sorted(set(await self.read_texts()))

    async def read_ids(self, name: str, *, most: int = 0) -> list[str]:
        """As `read_sorted`; empty lists are refused, too. Raises: Invalid."""
        ids = await self.read_sorted()
        if not ids or (most and len(ids) > most):
            raise invalid_body(name)
        return ids

    async def read_strings(self) -> dict[str, str]:
        """The text values of a JSON object; whatever else was sent counts as absent, as the official server does."""
        try:
            sent: Any = loads(await self.body())
        except JsonError:
            return {}
        pairs = cast("dict[str, Any]", sent).items() if isinstance(sent, dict) else ()
        return {name: value for name, value in pairs if isinstance(value, str)}

    def understood(self, read: Callable[["Call"], T]) -> T:
        """What `read` makes of the query, and of nothing else."""
        key = (read, self.scope["query_string"])
        found = _understood.get(key)
        if found is None:
            found = read(self)
            if len(_understood) >= UNDERSTOOD_MOST:
                _understood.clear()
            _understood[key] = found
        return found

    # --- the world ------------------------------------------------------------------------------------------------

    @property
    def settings(self) -> "Settings":
        return self.runtime.config.current

    def db(self) -> Db:
        """Single statements, each committed by itself."""
        if self._db is None:
            self._db = Db(self.runtime)
        return self._db

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[Tx]:
        """Statements that commit together; events leave after COMMIT."""
        async with self.db().transaction() as tx:
            yield tx

    @property
    def client_ip(self) -> str:
        """The caller's address; headers of `ServiceSettings.TrustedProxyIPHeader` win, as the admin chose."""
        for name in self.settings.ServiceSettings.TrustedProxyIPHeader or ():
            if value := self.header(name.lower()):
                return value.split(",")[0].strip()
        client = self.scope.get("client")
        return client[0] if client else ""

    @property
    def is_https(self) -> bool:
        return self.scope.get("scheme") == "https" or self.header("x-forwarded-proto") == "https"

    @property
    def token(self) -> tuple[str, bool]:
        """The session token and whether it came by cookie (a cookie beats every header)."""
        cookie, authorization = self.headers.get("cookie", ""), self.headers.get("authorization", "")
        if len(cookie) + len(authorization) > REMEMBERED_MOST:  # strangers must not fill the memory
            return _token.__wrapped__(cookie, authorization)
        return _token(cookie, authorization)

    @property
    def query_token(self) -> str:
        """The token in the address, which only applications of OAuth may send."""
        return self.query.get("access_token", "")[:50] if b"access_token=" in self.scope["query_string"] else ""

    # --- answers --------------------------------------------------------------------------------------------------

    def json(self, value: Any, *, status: int = 200, etag: str = "") -> Response:
        return self.json_bytes(dumps(value), status=status, etag=etag)

    def json_bytes(self, body: bytes, *, status: int = 200, etag: str = "") -> Response:
        """A JSON text that is ready already."""
        reply = Response(body, status=status, headers=[JSON_TYPE])
        if etag:
            reply.set("etag", etag)
        return reply

    def ok(self, *, status: int = 200) -> Response:
        return Response(_OK, status=status, headers=[JSON_TYPE])

    def matches(self, etag: str) -> Response | None:
        """The 304 answer if the caller already has this version, else None."""
        if self.header("if-none-match") != etag:
            return None
        return Response(status=304, headers=[(b"etag", etag.encode("latin-1"))])


def versioned_etag(*parts: object) -> str:
    """The official form: server version and parts, joined by dots."""
    return ".".join([OFFICIAL_VERSION, *map(str, parts)])


def content_etag(body: bytes) -> str:
    """For a text of which nothing else is known.

    Two sums that have little in common: nobody forges what only they read, and a hash would cost more than the text.
    """
    crc, adler = isal_zlib.crc32(body), isal_zlib.adler32(body)  # pyright: ignore[reportUnknownMemberType] - stub without types
    return versioned_etag(f"{crc:08x}{adler:08x}", len(body))


def _blamed(exc: ValidationError, whole: str) -> str:
    first = exc.errors(include_url=False, include_context=False, include_input=False)[0]
    return str(first["loc"][0]) if first["loc"] else whole


class ClientGone(Exception):
    """The caller closed the connection while sending; nobody is left to answer."""
