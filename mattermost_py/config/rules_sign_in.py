"""Rules for LDAP, SAML and Intune."""

from mattermost_py.config.rules import (
    at_least,
    broken,
    is_http_url,
    is_ldap_filter,
    is_uuid,
    matching,
    not_empty,
    one_of,
    positive,
    rule,
)
from mattermost_py.config.settings import Settings


def _pair(value: str) -> bool:
    return value.count("=") == 1


def _ldap(s: Settings) -> bool:
    return s.LdapSettings.Enable


def _saml(s: Settings) -> bool:
    return s.SamlSettings.Enable


def _intune(s: Settings) -> bool:
    return s.IntuneSettings.Enable


LDAP = (
    one_of("LdapSettings.ConnectionSecurity", "ldap_security", "", "TLS", "STARTTLS"),
    positive("LdapSettings.SyncIntervalMinutes", "ldap_sync_interval"),
    at_least("LdapSettings.MaxPageSize", "ldap_max_page_size", 0),
    not_empty("LdapSettings.LdapServer", "ldap_server!", when=_ldap),
    positive("LdapSettings.MaximumLoginAttempts", "ldap_max_login_attempts", when=_ldap),
    not_empty("LdapSettings.BaseDN", "ldap_basedn!", when=_ldap),
    not_empty("LdapSettings.EmailAttribute", "ldap_email!", when=_ldap),
    not_empty("LdapSettings.UsernameAttribute", "ldap_username!", when=_ldap),
    not_empty("LdapSettings.IdAttribute", "ldap_id!", when=_ldap),
    not_empty("LdapSettings.LoginIdAttribute", "ldap_login_id!", when=_ldap),
    *(
        matching(
            f"LdapSettings.{key}", f"ent.ldap.validate_{name}.app_error", "an LDAP filter", is_ldap_filter, when=_ldap
        )
        for key, name in (("UserFilter", "filter"), ("GuestFilter", "guest_filter"), ("AdminFilter", "admin_filter"))
    ),
)


SAML = (
    rule("SamlSettings.IdpURL", "saml_idp_url", "an http or https URL", is_http_url, when=_saml),
    not_empty("SamlSettings.IdpDescriptorURL", "saml_idp_descriptor_url", when=_saml),
    not_empty("SamlSettings.IdpCertificateFile", "saml_idp_cert", when=_saml),
    not_empty("SamlSettings.EmailAttribute", "saml_email_attribute", when=_saml),
    not_empty("SamlSettings.UsernameAttribute", "saml_username_attribute", when=_saml),
    not_empty("SamlSettings.ServiceProviderIdentifier", "saml_spidentifier_attribute", when=_saml),
    rule(
        "SamlSettings.AssertionConsumerServiceURL",
        "saml_assertion_consumer_service_url",
        "an http or https URL",
        is_http_url,
        when=lambda s: _saml(s) and s.SamlSettings.Verify,
    ),
    not_empty("SamlSettings.PrivateKeyFile", "saml_private_key", when=lambda s: _saml(s) and s.SamlSettings.Encrypt),
    not_empty(
        "SamlSettings.PublicCertificateFile", "saml_public_cert", when=lambda s: _saml(s) and s.SamlSettings.Encrypt
    ),
    one_of(
        "SamlSettings.SignatureAlgorithm",
        "saml_signature_algorithm",
        "RSAwithSHA1",
        "RSAwithSHA256",
        "RSAwithSHA512",
        when=_saml,
    ),
    one_of("SamlSettings.CanonicalAlgorithm", "saml_canonical_algorithm", "Canonical1.0", "Canonical1.1", when=_saml),
    matching("SamlSettings.GuestAttribute", "saml_guest_attribute", "of the form name=value", _pair, when=_saml),
    matching("SamlSettings.AdminAttribute", "saml_admin_attribute", "of the form name=value", _pair, when=_saml),
)


INTUNE = (
    not_empty("IntuneSettings.TenantId", "intune_tenant_id", when=_intune),
    matching("IntuneSettings.TenantId", "intune_tenant_id_format", "a UUID", is_uuid, when=_intune),
    not_empty("IntuneSettings.ClientId", "intune_client_id", when=_intune),
    matching("IntuneSettings.ClientId", "intune_client_id_format", "a UUID", is_uuid, when=_intune),
    not_empty("IntuneSettings.AuthService", "intune_auth_service", when=_intune),
    rule(
        "IntuneSettings.AuthService",
        "intune_auth_service_invalid",
        'one of "office365", "saml"',
        lambda name: name in ("", "office365", "saml"),
        when=_intune,
        allowed=("office365", "saml"),
    ),
    rule(
        "Office365Settings.Enable",
        "intune_requires_office365",
        "true while Intune signs in through it",
        bool,
        when=lambda s: _intune(s) and s.IntuneSettings.AuthService == "office365",
    ),
    rule(
        "SamlSettings.Enable",
        "intune_requires_saml",
        "true while Intune signs in through it",
        bool,
        when=lambda s: _intune(s) and s.IntuneSettings.AuthService == "saml",
    ),
)


def is_intune_configured(settings: Settings) -> bool:
    """Whether apps may sign in through Intune."""
    return settings.IntuneSettings.Enable and not broken(INTUNE, settings)
