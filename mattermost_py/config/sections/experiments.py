"""What is still being tried out: experimental settings and feature flags."""

from mattermost_py.config.sections.base import Section


class ExperimentalSettings(Section):
    """Settings that may still change."""

    ClientSideCertEnable: bool = False
    LinkMetadataTimeoutMilliseconds: int = 5000
    RestrictSystemAdmin: bool = False
    EnableSharedChannels: bool = False
    EnableRemoteClusterService: bool = False
    DisableAppBar: bool = False
    DisableRefetchingOnBrowserFocus: bool = False
    DelayChannelAutocomplete: bool = False
    DisableWakeUpReconnectHandler: bool = False
    UsersStatusAndProfileFetchingPollIntervalMilliseconds: int = 3000
    YoutubeReferrerPolicy: bool = False
    ExperimentalChannelCategorySorting: bool = False


class FeatureFlags(Section):
    """Switches for features that are new or on trial."""

    TestFeature: str = "off"
    TestBoolFeature: bool = False
    EnableRemoteClusterService: bool = False
    EnableSharedChannelsDMs: bool = False
    EnableSharedChannelsPlugins: bool = True
    EnableSharedChannelsMemberSync: bool = False
    EnableSyncAllUsersForRemoteCluster: bool = False
    AppsEnabled: bool = False
    PermalinkPreviews: bool = False
    NormalizeLdapDNs: bool = False
    WysiwygEditor: bool = False
    OnboardingTourTips: bool = True
    DeprecateCloudFree: bool = False
    EnableExportDirectDownload: bool = False
    MoveThreadsEnabled: bool = False
    StreamlinedMarketplace: bool = True
    CloudIPFiltering: bool = False
    ConsumePostHook: bool = False
    CloudAnnualRenewals: bool = False
    CloudDedicatedExportUI: bool = False
    ChannelBookmarks: bool = True
    WebSocketEventScope: bool = True
    NotificationMonitoring: bool = True
    ExperimentalAuditSettingsSystemConsoleUI: bool = True
    CustomProfileAttributes: bool = True
    AttributeBasedAccessControl: bool = True
    ContentFlagging: bool = True
    InteractiveDialogAppsForm: bool = True
    EnableMattermostEntry: bool = True
    MobileSSOCodeExchange: bool = False
    AutoTranslation: bool = True
    BurnOnRead: bool = True
    EnableAIPluginBridge: bool = False
    EnableAIRecaps: bool = False
    CJKSearch: bool = False
