"""What people see and may do: teams, names, links, notices, languages, apps."""

from mattermost_py.config.sections.base import Section


class TeamSettings(Section):
    """The site name, team limits and what members may do."""

    SiteName: str = "Mattermost"
    MaxUsersPerTeam: int = 50
    EnableJoinLeaveMessageByDefault: bool = True
    EnableUserCreation: bool = True
    EnableOpenServer: bool = False
    EnableUserDeactivation: bool = False
    RestrictCreationToDomains: str = ""
    EnableCustomUserStatuses: bool = True
    EnableCustomBrand: bool = False
    CustomBrandText: str = ""
    CustomDescriptionText: str = ""
    RestrictDirectMessage: str = "any"
    EnableLastActiveTime: bool = True
    UserStatusAwayTimeout: int = 300
    MaxChannelsPerTeam: int = 2000
    MaxNotificationsPerChannel: int = 1000
    EnableConfirmNotificationsToChannel: bool = True
    TeammateNameDisplay: str = "username"
    ExperimentalViewArchivedChannels: bool = True
    ExperimentalEnableAutomaticReplies: bool = False
    LockTeammateNameDisplay: bool = False
    ExperimentalPrimaryTeam: str = ""
    ExperimentalDefaultChannels: tuple[str, ...] = ()


class PrivacySettings(Section):
    """Which personal details members see of each other."""

    ShowEmailAddress: bool = True
    ShowFullName: bool = True
    UseAnonymousURLs: bool = False


class SupportSettings(Section):
    """Links for help, legal texts and reporting problems."""

    TermsOfServiceLink: str = "https://mattermost.com/pl/terms-of-use/"
    PrivacyPolicyLink: str = "https://mattermost.com/pl/privacy-policy/"
    AboutLink: str = "https://mattermost.com/pl/about-mattermost"
    HelpLink: str = "https://mattermost.com/pl/help/"
    ReportAProblemLink: str = "https://mattermost.com/pl/report-a-bug"
    ReportAProblemType: str = "default"
    ReportAProblemMail: str = ""
    AllowDownloadLogs: bool = True
    ForgotPasswordLink: str = ""
    SupportEmail: str = ""
    CustomTermsOfServiceEnabled: bool = False
    CustomTermsOfServiceReAcceptancePeriod: int = 365
    EnableAskCommunityLink: bool = True


class AnnouncementSettings(Section):
    """The banner above every page, and product notices."""

    EnableBanner: bool = False
    BannerText: str = ""
    BannerColor: str = "#f2a93b"
    BannerTextColor: str = "#333333"
    AllowBannerDismissal: bool = True
    AdminNoticesEnabled: bool = True
    UserNoticesEnabled: bool = True
    NoticesURL: str = "https://notices.mattermost.com/"
    NoticesFetchFrequency: int = 3600
    NoticesSkipCache: bool = False


class ThemeSettings(Section):
    """Which themes people may choose."""

    EnableThemeSelection: bool = True
    DefaultTheme: str = "default"
    AllowCustomThemes: bool = True
    AllowedThemes: tuple[str, ...] = ()


class LocalizationSettings(Section):
    """Languages of server and clients."""

    DefaultServerLocale: str = "en"
    DefaultClientLocale: str = "en"
    AvailableLocales: str = ""
    EnableExperimentalLocales: bool = False


class DisplaySettings(Section):
    """Limits on how messages are drawn."""

    CustomURLSchemes: tuple[str, ...] = ()
    MaxMarkdownNodes: int = 0


class WranglerSettings(Section):
    """Who may move threads, and where to."""

    PermittedWranglerRoles: tuple[str, ...] = ()
    AllowedEmailDomain: tuple[str, ...] = ()
    MoveThreadMaxCount: int = 100
    MoveThreadToAnotherTeamEnable: bool = False
    MoveThreadFromPrivateChannelEnable: bool = False
    MoveThreadFromDirectMessageChannelEnable: bool = False
    MoveThreadFromGroupMessageChannelEnable: bool = False


class ClientRequirements(Section):
    """The oldest and newest mobile app versions."""

    AndroidLatestVersion: str = ""
    AndroidMinVersion: str = ""
    IosLatestVersion: str = ""
    IosMinVersion: str = ""


class NativeAppSettings(Section):
    """Download links and protection of desktop and mobile apps."""

    AppCustomURLSchemes: tuple[str, ...] = ("mmauth://", "mmauthbeta://")
    AppDownloadLink: str = "https://mattermost.com/pl/download-apps"
    AndroidAppDownloadLink: str = "https://mattermost.com/pl/android-app/"
    IosAppDownloadLink: str = "https://mattermost.com/pl/ios-app/"
    MobileExternalBrowser: bool = False
    MobileEnableBiometrics: bool = False
    MobilePreventScreenCapture: bool = False
    MobileJailbreakProtection: bool = False
    MobileEnableSecureFilePreview: bool = False
    MobileAllowPdfLinkNavigation: bool = False
    EnableIntuneMAM: bool = False
