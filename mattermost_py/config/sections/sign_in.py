"""How people prove who they are: passwords, LDAP, SAML, OpenID, guests."""

from mattermost_py.config.sections.base import Section


class PasswordSettings(Section):
    """What a password must contain."""

    MinimumLength: int = 8
    Lowercase: bool = False
    Number: bool = False
    Uppercase: bool = False
    Symbol: bool = False
    EnableForgotLink: bool = True


class GuestAccountsSettings(Section):
    """Guests: people who see only the channels they are in."""

    Enable: bool = False
    HideTags: bool = False
    AllowEmailAccounts: bool = True
    EnforceMultifactorAuthentication: bool = False
    RestrictCreationToDomains: str = ""
    EnableGuestMagicLink: bool = False


class LdapSettings(Section):
    """Sign-in and synchronisation with an LDAP directory."""

    Enable: bool = False
    EnableSync: bool = False
    LdapServer: str = ""
    LdapPort: int = 389
    ConnectionSecurity: str = ""
    BaseDN: str = ""
    BindUsername: str = ""
    BindPassword: str = ""
    MaximumLoginAttempts: int = 10
    UserFilter: str = ""
    GroupFilter: str = ""
    GuestFilter: str = ""
    EnableAdminFilter: bool = False
    AdminFilter: str = ""
    GroupDisplayNameAttribute: str = ""
    GroupIdAttribute: str = ""
    FirstNameAttribute: str = ""
    LastNameAttribute: str = ""
    EmailAttribute: str = ""
    UsernameAttribute: str = ""
    NicknameAttribute: str = ""
    IdAttribute: str = ""
    PositionAttribute: str = ""
    LoginIdAttribute: str = ""
    PictureAttribute: str = ""
    SyncIntervalMinutes: int = 60
    ReAddRemovedMembers: bool = False
    SkipCertificateVerification: bool = False
    PublicCertificateFile: str = ""
    PrivateKeyFile: str = ""
    QueryTimeout: int = 60
    MaxPageSize: int = 0
    LoginFieldName: str = ""
    LoginButtonColor: str = "#0000"
    LoginButtonBorderColor: str = "#2389D7"
    LoginButtonTextColor: str = "#2389D7"


class SamlSettings(Section):
    """Sign-in through a SAML 2.0 identity provider."""

    Enable: bool = False
    EnableSyncWithLdap: bool = False
    EnableSyncWithLdapIncludeAuth: bool = False
    IgnoreGuestsLdapSync: bool = False
    Verify: bool = True
    Encrypt: bool = True
    SignRequest: bool = False
    IdpURL: str = ""
    IdpDescriptorURL: str = ""
    IdpMetadataURL: str = ""
    ServiceProviderIdentifier: str = ""
    AssertionConsumerServiceURL: str = ""
    SignatureAlgorithm: str = "RSAwithSHA256"
    CanonicalAlgorithm: str = "Canonical1.0"
    ScopingIDPProviderId: str = ""
    ScopingIDPName: str = ""
    IdpCertificateFile: str = ""
    PublicCertificateFile: str = ""
    PrivateKeyFile: str = ""
    IdAttribute: str = ""
    GuestAttribute: str = ""
    EnableAdminAttribute: bool = False
    AdminAttribute: str = ""
    FirstNameAttribute: str = ""
    LastNameAttribute: str = ""
    EmailAttribute: str = ""
    UsernameAttribute: str = ""
    NicknameAttribute: str = ""
    LocaleAttribute: str = ""
    PositionAttribute: str = ""
    LoginButtonText: str = "SAML"
    LoginButtonColor: str = "#34a28b"
    LoginButtonBorderColor: str = "#2389D7"
    LoginButtonTextColor: str = "#ffffff"


class GitLabSettings(Section):
    """Sign-in through GitLab."""

    Enable: bool = False
    Secret: str = ""
    Id: str = ""
    Scope: str = ""
    AuthEndpoint: str = ""
    TokenEndpoint: str = ""
    UserAPIEndpoint: str = ""
    DiscoveryEndpoint: str = ""
    ButtonText: str = ""
    ButtonColor: str = ""
    UsePreferredUsername: bool = False


class GoogleSettings(Section):
    """Sign-in through Google."""

    Enable: bool = False
    Secret: str = ""
    Id: str = ""
    Scope: str = "profile email"
    AuthEndpoint: str = "https://accounts.google.com/o/oauth2/v2/auth"
    TokenEndpoint: str = "https://www.googleapis.com/oauth2/v4/token"
    UserAPIEndpoint: str = (
        "https://people.googleapis.com/v1/people/me?personFields=names,emailAddresses,nicknames,metadata"
    )
    DiscoveryEndpoint: str = ""
    ButtonText: str = ""
    ButtonColor: str = ""
    UsePreferredUsername: bool = False


class Office365Settings(Section):
    """Sign-in through Microsoft Entra ID."""

    Enable: bool = False
    Secret: str = ""
    Id: str = ""
    Scope: str = "User.Read"
    AuthEndpoint: str = "https://login.microsoftonline.com/common/oauth2/v2.0/authorize"
    TokenEndpoint: str = "https://login.microsoftonline.com/common/oauth2/v2.0/token"
    UserAPIEndpoint: str = "https://graph.microsoft.com/v1.0/me"
    DiscoveryEndpoint: str = ""
    DirectoryId: str = ""
    UsePreferredUsername: bool = False


class OpenIdSettings(Section):
    """Sign-in through any OpenID Connect provider."""

    Enable: bool = False
    Secret: str = ""
    Id: str = ""
    Scope: str = "profile openid email"
    AuthEndpoint: str = ""
    TokenEndpoint: str = ""
    UserAPIEndpoint: str = ""
    DiscoveryEndpoint: str = ""
    ButtonText: str = ""
    ButtonColor: str = "#145DBF"
    UsePreferredUsername: bool = False


class IntuneSettings(Section):
    """Mobile apps managed by Microsoft Intune."""

    Enable: bool = False
    TenantId: str = ""
    ClientId: str = ""
    AuthService: str = ""


class AccessControlSettings(Section):
    """Channel access decided by attributes of users."""

    EnableAttributeBasedAccessControl: bool = False
    EnableUserManagedAttributes: bool = False
