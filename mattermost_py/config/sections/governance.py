"""What must be kept, deleted, exported or reviewed."""

from mattermost_py.config.sections.base import EMPTY, FrozenDict, FrozenMap, Part, Section


class GlobalRelay(Part):
    """The Global Relay mail box that receives exported messages."""

    CustomerType: str = "A9"
    SMTPUsername: str = ""
    SMTPPassword: str = ""
    EmailAddress: str = ""
    SMTPServerTimeout: int = 1800
    CustomSMTPServerName: str = ""
    CustomSMTPPort: str = "25"


class FlaggingNotifications(Part):
    """Who hears of each step of a review."""

    EventTargetMapping: FrozenMap[str, tuple[str, ...]] = FrozenDict(
        {
            "flagged": ("reviewers",),
            "assigned": ("reviewers",),
            "removed": ("reviewers", "author", "reporter"),
            "dismissed": ("reviewers", "reporter"),
        }
    )


class FlaggingRules(Part):
    """Which reasons may be given, which comments are needed, what is hidden meanwhile."""

    Reasons: tuple[str, ...] = (
        "Classified or confidential information",
        "Personal data of others",
        "Harassment or bullying",
        "Threats or violence",
        "Sexual or explicit content",
        "Spam or fraud",
        "Breaks another rule",
    )
    ReporterCommentRequired: bool = True
    ReviewerCommentRequired: bool = True
    HideFlaggedContent: bool = True


class TeamReviewers(Part):
    """The reviewers of one team."""

    Enabled: bool = False
    ReviewerIds: tuple[str, ...] = ()


class Reviewers(Part):
    """Who reviews: the same people everywhere, or others in each team."""

    CommonReviewers: bool = True
    SystemAdminsAsReviewers: bool = False
    TeamAdminsAsReviewers: bool = True
    CommonReviewerIds: tuple[str, ...] = ()
    TeamReviewersSetting: FrozenMap[str, TeamReviewers] = EMPTY


class ComplianceSettings(Section):
    """Daily compliance reports."""

    Enable: bool = False
    Directory: str = "./data/"
    EnableDaily: bool = False
    BatchSize: int = 30000


class DataRetentionSettings(Section):
    """When old messages and files are deleted."""

    EnableMessageDeletion: bool = False
    EnableFileDeletion: bool = False
    EnableBoardsDeletion: bool = False
    MessageRetentionDays: int = 365
    MessageRetentionHours: int = 0
    FileRetentionDays: int = 365
    FileRetentionHours: int = 0
    BoardsRetentionDays: int = 365
    DeletionJobStartTime: str = "02:00"
    BatchSize: int = 3000
    TimeBetweenBatchesMilliseconds: int = 100
    RetentionIdsBatchSize: int = 100
    PreservePinnedPosts: bool = False


class MessageExportSettings(Section):
    """Nightly export of messages for archives."""

    EnableExport: bool = False
    ExportFormat: str = "actiance"
    DailyRunTime: str = "01:00"
    ExportFromTimestamp: int = 0
    BatchSize: int = 10000
    DownloadExportResults: bool = False
    ChannelBatchSize: int = 100
    ChannelHistoryBatchSize: int = 10
    GlobalRelaySettings: GlobalRelay = GlobalRelay()


class ContentFlaggingSettings(Section):
    """Reporting messages to reviewers."""

    EnableContentFlagging: bool = False
    NotificationSettings: FlaggingNotifications = FlaggingNotifications()
    AdditionalSettings: FlaggingRules = FlaggingRules()
    ReviewerSettings: Reviewers = Reviewers()
