"""A named fact, and those that clients are told."""

from dataclasses import dataclass

DIAGNOSTIC_ID = "DiagnosticId"
INSTALLATION_DATE = "InstallationDate"
SIGNING_KEY = "AsymmetricSigningKey"
COOKIE_SECRET = "PostActionCookieSecret"
FIRST_ADMIN_SETUP = "FirstAdminSetupComplete"
FIRST_MARKETPLACE_VISIT = "FirstAdminVisitMarketplace"


@dataclass(frozen=True, slots=True)
class Fact:
    """A row of `systems`."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class Migration:
    """A schema step that was taken."""

    version: int
    name: str


@dataclass(frozen=True, slots=True)
class Installation:
    """What was decided once, when the server first ran, and how far the schema is."""

    telemetry_id: str
    installation_date_ms: int
    signing_public_key: str  # base64 of DER
    schema_version: int
