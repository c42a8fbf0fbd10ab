"""The licence clients are shown: everything is unlocked, for everybody, for ever."""

# Clients compare dates in milliseconds and warn of a near end: 2020-01-01 and 2999-12-31.
_START_MS = "1577836800000"
_END_MS = "32503593600000"

_FEATURES = (
    "LDAP",
    "LDAPGroups",
    "MFA",
    "SAML",
    "Cluster",
    "Metrics",
    "GoogleOAuth",
    "Office365OAuth",
    "OpenId",
    "Compliance",
    "MHPNS",
    "Announcement",
    "Elasticsearch",
    "DataRetention",
    "IDLoadedPushNotifications",
    "EmailNotificationContents",
    "MessageExport",
    "CustomPermissionsSchemes",
    "GuestAccounts",
    "GuestAccountsPermissions",
    "CustomTermsOfService",
    "LockTeammateNameDisplay",
    "SharedChannels",
    "RemoteClusterService",
    "OutgoingOAuthConnections",
)

_ANYBODY = {
    "IsLicensed": "true",
    "SkuShortName": "advanced",
    "Users": "1000000",
    "Company": "",
    "Cloud": "false",
    "IsTrial": "false",
    "IsGovSku": "false",
} | dict.fromkeys(_FEATURES, "true")

_WHOM_IT_CONCERNS = {
    "Id": "mmpyallfeaturesforeveryone",
    "SkuName": "Enterprise Advanced",
    "IssuedAt": _START_MS,
    "StartsAt": _START_MS,
    "ExpiresAt": _END_MS,
    "Name": "",
    "Email": "",
}


def license_client(*, sanitized: bool = False) -> dict[str, str]:
    """The map for GET /api/v4/license/client; every value is a string.

    sanitized:  for callers without `read_license_information`: what names the licence is left out.
    """
    return dict(_ANYBODY) if sanitized else _ANYBODY | _WHOM_IT_CONCERNS
