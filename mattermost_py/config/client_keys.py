"""Which settings clients are told, by section; `Name=Key` where the client knows a key by another name."""

ClientKeys = dict[str, dict[str, str]]  # section -> client's name -> key


def _keys(table: dict[str, str]) -> ClientKeys:
    return {section: dict(_pair(word) for word in words.split()) for section, words in table.items()}


def _pair(word: str) -> tuple[str, str]:
    name, _, key = word.partition("=")
    return name, key or name


# Told to everybody, before signing in.
LIMITED: ClientKeys = _keys(
    {
        "ServiceSettings": """
            EnableBotAccountCreation EnableCustomEmoji EnableDesktopLandingPage EnableMultifactorAuthentication
            EnableUserStatuses EnforceMultifactorAuthentication WebsocketPort WebsocketSecurePort
        """,
        "LogSettings": """
            DiagnosticsEnabled=EnableDiagnostics EnableDiagnostics EnableFile FileLevel
        """,
        "TeamSettings": """
            CustomBrandText CustomDescriptionText EnableCustomBrand EnableJoinLeaveMessageByDefault
            EnableOpenServer EnableUserCreation SiteName
        """,
        "ClientRequirements": """
            AndroidLatestVersion AndroidMinVersion IosLatestVersion IosMinVersion
        """,
        "MetricsSettings": """
            EnableClientMetrics
        """,
        "MessageExportSettings": """
            EnableComplianceExport=EnableExport
        """,
        "EmailSettings": """
            EmailLoginButtonBorderColor=LoginButtonBorderColor EmailLoginButtonColor=LoginButtonColor
            EmailLoginButtonTextColor=LoginButtonTextColor EnableSignInWithEmail EnableSignInWithUsername
            EnableSignUpWithEmail
        """,
        "SupportSettings": """
            AboutLink AllowDownloadLogs CustomTermsOfServiceReAcceptancePeriod EnableAskCommunityLink
            EnableCustomTermsOfService=CustomTermsOfServiceEnabled ForgotPasswordLink HelpLink PrivacyPolicyLink
            ReportAProblemLink ReportAProblemMail ReportAProblemType SupportEmail TermsOfServiceLink
        """,
        "LocalizationSettings": """
            DefaultClientLocale
        """,
        "NativeAppSettings": """
            AndroidAppDownloadLink AppDownloadLink IosAppDownloadLink MobileEnableBiometrics
            MobileExternalBrowser MobileJailbreakProtection MobilePreventScreenCapture
        """,
        "ImageProxySettings": """
            HasImageProxy=Enable
        """,
        "PluginSettings": """
            PluginsEnabled=Enable
        """,
        "PasswordSettings": """
            PasswordEnableForgotLink=EnableForgotLink PasswordMinimumLength=MinimumLength
            PasswordRequireLowercase=Lowercase PasswordRequireNumber=Number PasswordRequireSymbol=Symbol
            PasswordRequireUppercase=Uppercase
        """,
        "LdapSettings": """
            EnableLdap=Enable LdapLoginButtonBorderColor=LoginButtonBorderColor
            LdapLoginButtonColor=LoginButtonColor LdapLoginButtonTextColor=LoginButtonTextColor
            LdapLoginFieldName=LoginFieldName
        """,
        "SamlSettings": """
            EnableSaml=Enable SamlLoginButtonBorderColor=LoginButtonBorderColor
            SamlLoginButtonColor=LoginButtonColor SamlLoginButtonText=LoginButtonText
            SamlLoginButtonTextColor=LoginButtonTextColor
        """,
        "GoogleSettings": """
            EnableSignUpWithGoogle=Enable
        """,
        "Office365Settings": """
            EnableSignUpWithOffice365=Enable
        """,
        "OpenIdSettings": """
            EnableSignUpWithOpenId=Enable OpenIdButtonColor=ButtonColor OpenIdButtonText=ButtonText
        """,
        "GuestAccountsSettings": """
            EnableGuestAccounts=Enable EnableGuestMagicLink
            GuestAccountsEnforceMultifactorAuthentication=EnforceMultifactorAuthentication
            HideGuestTags=HideTags
        """,
        "GitLabSettings": """
            EnableSignUpWithGitLab=Enable GitLabButtonColor=ButtonColor GitLabButtonText=ButtonText
        """,
    }
)

# Told to whoever is signed in, besides.
FULL_ONLY: ClientKeys = _keys(
    {
        "TeamSettings": """
            EnableConfirmNotificationsToChannel EnableCustomUserStatuses EnableJoinLeaveMessageByDefault
            EnableLastActiveTime EnableUserDeactivation ExperimentalEnableAutomaticReplies
            ExperimentalPrimaryTeam LockTeammateNameDisplay MaxNotificationsPerChannel RestrictDirectMessage
            TeammateNameDisplay
        """,
        "ServiceSettings": """
            AllowPersistentNotifications AllowPersistentNotificationsForGuests AllowSyncedDrafts
            BurnOnReadDurationSeconds BurnOnReadMaximumTimeToLiveSeconds CollapsedThreads DeleteAccountLink
            EnableBotAccountCreation EnableBurnOnRead EnableChannelViewedMessages
            EnableClientPerformanceDebugging EnableCommands EnableCrossTeamSearch EnableCustomGroups
            EnableDesktopLandingPage EnableDeveloper EnableEmailInvitations EnableEmojiPicker EnableGifPicker
            EnableIncomingWebhooks EnableInlineLatex EnableLatex EnableLinkPreviews EnableOAuthServiceProvider
            EnableOnboardingFlow EnableOutgoingOAuthConnections EnableOutgoingWebhooks EnablePermalinkPreviews
            EnablePostIconOverride EnablePostUsernameOverride EnableSVGs EnableTesting EnableTutorial
            EnableUserAccessTokens EnableUserTypingMessages ExperimentalEnableAuthenticationTransfer
            ExperimentalEnableDefaultChannelLeaveJoinMessages ExperimentalGroupUnreadChannels
            ExtendSessionLengthWithActivity FeatureFlagExperimentalCrossTeamSearch=EnableCrossTeamSearch
            GoogleDeveloperKey ManagedResourcePaths MinimumHashtagLength PersistentNotificationIntervalMinutes
            PersistentNotificationMaxCount PersistentNotificationMaxRecipients PostEditTimeLimit PostPriority
            ScheduledPosts TimeBetweenUserTypingUpdatesMilliseconds UniqueEmojiReactionLimitPerPost
        """,
        "PluginSettings": """
            EnableMarketplace
        """,
        "ExperimentalSettings": """
            DelayChannelAutocomplete DisableAppBar DisableRefetchingOnBrowserFocus DisableWakeUpReconnectHandler
            ExperimentalChannelCategorySorting UsersStatusAndProfileFetchingPollIntervalMilliseconds
            YoutubeReferrerPolicy
        """,
        "EmailSettings": """
            EmailNotificationContentsType EnableEmailBatching EnablePreviewModeBanner RequireEmailVerification
            SendEmailNotifications SendPushNotifications
        """,
        "PrivacySettings": """
            ShowEmailAddress ShowFullName UseAnonymousURLs
        """,
        "FileSettings": """
            EnableFileAttachments EnableMobileFileDownload=EnableMobileDownload
            EnableMobileFileUpload=EnableMobileUpload EnablePublicLink MaxFileSize
        """,
        "LocalizationSettings": """
            AvailableLocales EnableExperimentalLocales
        """,
        "SqlSettings": """
            SQLDriverName=DriverName
        """,
        "JobSettings": """
            RunJobs
        """,
        "CloudSettings": """
            CWSURL
        """,
        "ComplianceSettings": """
            EnableCompliance=Enable
        """,
        "ClusterSettings": """
            EnableCluster=Enable
        """,
        "MetricsSettings": """
            EnableMetrics=Enable
        """,
        "AnnouncementSettings": """
            AllowBannerDismissal BannerColor BannerText BannerTextColor EnableBanner
        """,
        "ThemeSettings": """
            AllowCustomThemes DefaultTheme EnableThemeSelection
        """,
        "DataRetentionSettings": """
            DataRetentionEnableFileDeletion=EnableFileDeletion
            DataRetentionEnableMessageDeletion=EnableMessageDeletion
        """,
        "DisplaySettings": """
            MaxMarkdownNodes
        """,
        "ConnectedWorkspacesSettings": """
            ExperimentalSharedChannels=EnableSharedChannels
        """,
        "AccessControlSettings": """
            EnableAttributeBasedAccessControl EnableUserManagedAttributes
        """,
        "WranglerSettings": """
            WranglerMoveThreadFromDirectMessageChannelEnable=MoveThreadFromDirectMessageChannelEnable
            WranglerMoveThreadFromGroupMessageChannelEnable=MoveThreadFromGroupMessageChannelEnable
            WranglerMoveThreadFromPrivateChannelEnable=MoveThreadFromPrivateChannelEnable
            WranglerMoveThreadMaxCount=MoveThreadMaxCount
            WranglerMoveThreadToAnotherTeamEnable=MoveThreadToAnotherTeamEnable
        """,
        "NativeAppSettings": """
            MobileAllowPdfLinkNavigation MobileEnableBiometrics MobileEnableSecureFilePreview
            MobileJailbreakProtection MobilePreventScreenCapture
        """,
        "AutoTranslationSettings": """
            RestrictDMAndGMAutotranslation=RestrictDMAndGM
        """,
    }
)

# Told is only whether the setting is there at all.
ATTRIBUTES_SET: ClientKeys = _keys(
    {
        "LdapSettings": """
            LdapNicknameAttributeSet=NicknameAttribute LdapFirstNameAttributeSet=FirstNameAttribute
            LdapLastNameAttributeSet=LastNameAttribute LdapPictureAttributeSet=PictureAttribute
            LdapPositionAttributeSet=PositionAttribute
        """,
        "SamlSettings": """
            SamlFirstNameAttributeSet=FirstNameAttribute SamlLastNameAttributeSet=LastNameAttribute
            SamlNicknameAttributeSet=NicknameAttribute SamlPositionAttributeSet=PositionAttribute
        """,
    }
)
