"""How the server is run and watched: logs, limits, cluster, metrics, jobs, plugins."""

from mattermost_py.config.sections.base import EMPTY, FrozenDict, FrozenMap, JsonValue, Part, Section


class PluginState(Part):
    """Whether one plugin runs."""

    Enable: bool = False


class LogSettings(Section):
    """Where the log goes and how much it tells."""

    EnableConsole: bool = True
    ConsoleLevel: str = "DEBUG"
    ConsoleJson: bool = True
    EnableColor: bool = False
    EnableFile: bool = True
    FileLevel: str = "INFO"
    FileJson: bool = True
    FileLocation: str = ""
    EnableWebhookDebugging: bool = True
    EnableDiagnostics: bool = True
    EnableSentry: bool = True
    AdvancedLoggingJSON: FrozenMap[str, JsonValue] = EMPTY
    MaxFieldSize: int = 2048


class ExperimentalAuditSettings(Section):
    """The audit log."""

    FileEnabled: bool = False
    FileName: str = ""
    AdvancedLoggingJSON: FrozenMap[str, JsonValue] = EMPTY
    Certificate: str = ""


class RateLimitSettings(Section):
    """How many requests a client may send."""

    Enable: bool = False
    PerSec: int = 10
    MaxBurst: int = 100
    MemoryStoreSize: int = 10000
    VaryByRemoteAddr: bool = True
    VaryByUser: bool = False
    VaryByHeader: str = ""


class ClusterSettings(Section):
    """Several servers acting as one."""

    Enable: bool = False
    ClusterName: str = ""
    OverrideHostname: str = ""
    NetworkInterface: str = ""
    BindAddress: str = ""
    AdvertiseAddress: str = ""
    UseIPAddress: bool = True
    EnableGossipCompression: bool = True
    EnableExperimentalGossipEncryption: bool | None = None
    EnableGossipEncryption: bool = True
    ReadOnlyConfig: bool = True
    GossipPort: int = 8074


class MetricsSettings(Section):
    """Measurements for Prometheus."""

    Enable: bool = False
    BlockProfileRate: int = 0
    ListenAddress: str = ":8067"
    EnableClientMetrics: bool = True
    EnableNotificationMetrics: bool = True
    ClientSideUserIds: tuple[str, ...] = ()


class JobSettings(Section):
    """Background jobs."""

    RunJobs: bool = True
    RunScheduler: bool = True
    CleanupJobsThresholdDays: int = -1
    CleanupConfigThresholdDays: int = -1


class AnalyticsSettings(Section):
    """Site statistics."""

    MaxUsersForStatistics: int = 2500


class PluginSettings(Section):
    """Server and web plugins."""

    Enable: bool = True
    EnableUploads: bool = False
    AllowInsecureDownloadURL: bool = False
    EnableHealthCheck: bool = True
    Directory: str = "./plugins"
    ClientDirectory: str = "./client/plugins"
    Plugins: FrozenMap[str, FrozenMap[str, JsonValue]] = EMPTY
    PluginStates: FrozenMap[str, PluginState] = FrozenDict(
        {
            "com.mattermost.nps": PluginState(Enable=True),
            "com.mattermost.calls": PluginState(Enable=True),
            "playbooks": PluginState(Enable=True),
            "mattermost-ai": PluginState(Enable=True),
        }
    )
    EnableMarketplace: bool = True
    EnableRemoteMarketplace: bool = True
    AutomaticPrepackagedPlugins: bool = True
    RequirePluginSignature: bool = False
    MarketplaceURL: str = "https://api.integrations.mattermost.com"
    SignaturePublicKeyFiles: tuple[str, ...] = ()
    ChimeraOAuthProxyURL: str = ""


class CloudSettings(Section):
    """Addresses of the hosted service; without effect here."""

    CWSURL: str = "https://customers.mattermost.com"
    CWSAPIURL: str = "https://portal.internal.prod.cloud.mattermost.com"
    CWSMock: bool = False
    Disable: bool = False
    PreviewModalBucketURL: str = ""
