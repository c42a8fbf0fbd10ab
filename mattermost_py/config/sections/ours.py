"""Sections that Mattermost does not have: how this server stores, runs and serves itself."""

from typing import Literal

from mattermost_py.config.sections.base import Section


class Data(Section):
    """Where everything the server writes is kept; relative paths elsewhere start here."""

    Directory: str = "data"


class Embedded(Section):
    """The PostgreSQL that comes with the server, used when SqlSettings.DataSource is empty."""

    Enable: bool = True
    Directory: str = "postgres"
    SocketDirectory: str = ""
    BinariesDirectory: str = ""
    MaxConnections: int = 100
    SharedBuffersMB: int = 0
    StartTimeoutSeconds: int = 600


class Database(Section):
    """How each worker uses the database."""

    MaxConnections: int = 10
    ConnectTimeoutSeconds: int = 10
    WaitTimeoutSeconds: int = 10
    LockTimeoutSeconds: int = 10
    IdleInTransactionTimeoutSeconds: int = 60
    SlowStatementMilliseconds: int = 1000


class Workers(Section):
    """Processes; with ApiWorkers = 0 everything runs in one process."""

    ApiWorkers: int = 1
    SlowWorkers: int = 1
    SlowWorkerMemoryMB: int = 1024
    DrainTimeoutSeconds: int = 20


class Http(Section):
    """Connections of clients."""

    FastConnections: bool = True
    MaxConnections: int = 20_000
    Http3: bool = False


class WebClient(Section):
    """The pages served to browsers; an empty Directory means the built-in client."""

    Enable: bool = True
    Directory: str = ""


class WebPush(Section):
    """Notifications to browsers without an open window, by the push services of their makers."""

    Enable: bool = True
    Contact: str = ""
    TimeToLiveHours: int = 24
    BrowsersPerUser: int = 20


class Passwords(Section):
    """How new passwords are hashed; auto is argon2id unless Mattermost created the database."""

    Hash: Literal["auto", "argon2id", "pbkdf2"] = "auto"


class Limits(Section):
    """How much of something there may be, where Mattermost's own settings do not say."""

    GroupMessageMembers: int = 20


class AccessTokens(Section):
    """Personal access tokens of people; bots keep theirs as long as they like."""

    MaxLifetimeDays: int = 0


class Logging(Section):
    """The server's own log on standard error."""

    Format: Literal["human", "json"] = "human"
    Level: Literal["debug", "info", "warning", "error"] = "info"
