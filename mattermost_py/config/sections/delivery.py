"""What leaves the server: mail, push, proxied images, other workspaces."""

from mattermost_py.config.sections.base import Part, Section


class LibreTranslateServer(Part):
    """A LibreTranslate server."""

    URL: str = ""
    APIKey: str = ""


class TranslationAgents(Part):
    """Which configured language model translates."""

    LLMServiceID: str = ""


class EmailSettings(Section):
    """Sign-in by mail address, outgoing mail and push notifications."""

    EnableSignUpWithEmail: bool = True
    EnableSignInWithEmail: bool = True
    EnableSignInWithUsername: bool = True
    SendEmailNotifications: bool = True
    UseChannelInEmailNotifications: bool = False
    RequireEmailVerification: bool = False
    FeedbackName: str = ""
    FeedbackEmail: str = "test@example.com"
    ReplyToAddress: str = "test@example.com"
    FeedbackOrganization: str = ""
    EnableSMTPAuth: bool = False
    SMTPUsername: str = ""
    SMTPPassword: str = ""
    SMTPServer: str = "localhost"
    SMTPPort: str = "10025"
    SMTPServerTimeout: int = 10
    ConnectionSecurity: str = ""
    SendPushNotifications: bool = False
    PushNotificationServer: str = "https://push-test.mattermost.com"
    PushNotificationContents: str = "full"
    PushNotificationBuffer: int = 1000
    EnableEmailBatching: bool = False
    EmailBatchingBufferSize: int = 256
    EmailBatchingInterval: int = 30
    EnablePreviewModeBanner: bool = True
    SkipServerCertificateVerification: bool = False
    EmailNotificationContentsType: str = "full"
    LoginButtonColor: str = "#0000"
    LoginButtonBorderColor: str = "#2389D7"
    LoginButtonTextColor: str = "#2389D7"


class ImageProxySettings(Section):
    """Fetching outside images through the server."""

    Enable: bool = False
    ImageProxyType: str = "local"
    RemoteImageProxyURL: str = ""
    RemoteImageProxyOptions: str = ""


class ConnectedWorkspacesSettings(Section):
    """Channels shared with other servers."""

    EnableSharedChannels: bool = False
    EnableRemoteClusterService: bool = False
    DisableSharedChannelsStatusSync: bool = False
    SyncUsersOnConnectionOpen: bool = False
    GlobalUserSyncBatchSize: int = 25
    MaxPostsPerSync: int = 50
    MemberSyncBatchSize: int = 20


class AutoTranslationSettings(Section):
    """Automatic translation of messages."""

    Enable: bool = False
    RestrictDMAndGM: bool = False
    Provider: str = ""
    TargetLanguages: tuple[str, ...] = ("en",)
    Workers: int = 6
    TimeoutMs: int = 5000
    LibreTranslate: LibreTranslateServer = LibreTranslateServer()
    Agents: TranslationAgents = TranslationAgents()
