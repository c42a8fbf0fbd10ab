"""The whole configuration as one typed, frozen snapshot."""

from functools import lru_cache
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import urlsplit

from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict

from mattermost_py.config.sections import (
    delivery,
    experiments,
    governance,
    looks,
    operations,
    ours,
    service,
    sign_in,
    site,
    storage,
)
from mattermost_py.config.sections.base import Part, Section
from mattermost_py.config.tree import Tree, plain


class Settings(BaseSettings):
    """Every setting of the server, read as `settings.ServiceSettings.SiteURL`."""

    model_config = SettingsConfigDict(frozen=True, strict=True, extra="forbid", validate_default=False)

    ServiceSettings: service.ServiceSettings = service.ServiceSettings()
    TeamSettings: site.TeamSettings = site.TeamSettings()
    ClientRequirements: site.ClientRequirements = site.ClientRequirements()
    SqlSettings: storage.SqlSettings = storage.SqlSettings()
    LogSettings: operations.LogSettings = operations.LogSettings()
    ExperimentalAuditSettings: operations.ExperimentalAuditSettings = operations.ExperimentalAuditSettings()
    PasswordSettings: sign_in.PasswordSettings = sign_in.PasswordSettings()
    FileSettings: storage.FileSettings = storage.FileSettings()
    EmailSettings: delivery.EmailSettings = delivery.EmailSettings()
    RateLimitSettings: operations.RateLimitSettings = operations.RateLimitSettings()
    PrivacySettings: site.PrivacySettings = site.PrivacySettings()
    SupportSettings: site.SupportSettings = site.SupportSettings()
    AnnouncementSettings: site.AnnouncementSettings = site.AnnouncementSettings()
    ThemeSettings: site.ThemeSettings = site.ThemeSettings()
    GitLabSettings: sign_in.GitLabSettings = sign_in.GitLabSettings()
    GoogleSettings: sign_in.GoogleSettings = sign_in.GoogleSettings()
    Office365Settings: sign_in.Office365Settings = sign_in.Office365Settings()
    OpenIdSettings: sign_in.OpenIdSettings = sign_in.OpenIdSettings()
    LdapSettings: sign_in.LdapSettings = sign_in.LdapSettings()
    ComplianceSettings: governance.ComplianceSettings = governance.ComplianceSettings()
    LocalizationSettings: site.LocalizationSettings = site.LocalizationSettings()
    SamlSettings: sign_in.SamlSettings = sign_in.SamlSettings()
    NativeAppSettings: site.NativeAppSettings = site.NativeAppSettings()
    IntuneSettings: sign_in.IntuneSettings = sign_in.IntuneSettings()
    CacheSettings: storage.CacheSettings = storage.CacheSettings()
    ClusterSettings: operations.ClusterSettings = operations.ClusterSettings()
    MetricsSettings: operations.MetricsSettings = operations.MetricsSettings()
    ExperimentalSettings: experiments.ExperimentalSettings = experiments.ExperimentalSettings()
    AnalyticsSettings: operations.AnalyticsSettings = operations.AnalyticsSettings()
    ElasticsearchSettings: storage.ElasticsearchSettings = storage.ElasticsearchSettings()
    DataRetentionSettings: governance.DataRetentionSettings = governance.DataRetentionSettings()
    MessageExportSettings: governance.MessageExportSettings = governance.MessageExportSettings()
    JobSettings: operations.JobSettings = operations.JobSettings()
    PluginSettings: operations.PluginSettings = operations.PluginSettings()
    DisplaySettings: site.DisplaySettings = site.DisplaySettings()
    GuestAccountsSettings: sign_in.GuestAccountsSettings = sign_in.GuestAccountsSettings()
    ImageProxySettings: delivery.ImageProxySettings = delivery.ImageProxySettings()
    CloudSettings: operations.CloudSettings = operations.CloudSettings()
    FeatureFlags: experiments.FeatureFlags = experiments.FeatureFlags()
    ImportSettings: storage.ImportSettings = storage.ImportSettings()
    ExportSettings: storage.ExportSettings = storage.ExportSettings()
    WranglerSettings: site.WranglerSettings = site.WranglerSettings()
    ConnectedWorkspacesSettings: delivery.ConnectedWorkspacesSettings = delivery.ConnectedWorkspacesSettings()
    AccessControlSettings: sign_in.AccessControlSettings = sign_in.AccessControlSettings()
    ContentFlaggingSettings: governance.ContentFlaggingSettings = governance.ContentFlaggingSettings()
    AutoTranslationSettings: delivery.AutoTranslationSettings = delivery.AutoTranslationSettings()

    Branding: looks.Branding = looks.Branding()
    Maintenance: looks.Maintenance = looks.Maintenance()
    Classification: looks.Classification = looks.Classification()

    Data: ours.Data = ours.Data()
    Embedded: ours.Embedded = ours.Embedded()
    Database: ours.Database = ours.Database()
    Workers: ours.Workers = ours.Workers()
    Http: ours.Http = ours.Http()
    WebClient: ours.WebClient = ours.WebClient()
    WebPush: ours.WebPush = ours.WebPush()
    Passwords: ours.Passwords = ours.Passwords()
    Limits: ours.Limits = ours.Limits()
    AccessTokens: ours.AccessTokens = ours.AccessTokens()
    Logging: ours.Logging = ours.Logging()

    __repr_args__ = Part.__repr_args__

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Only what is handed in: the layers are read by `load`, never by accident from a variable named DATA."""
        return (init_settings,)

    def section(self, name: str) -> Section:
        """The section of this name; the caller knows that it exists."""
        return getattr(self, name)

    def value(self, section: str, key: str) -> Any:
        """The value of a key known only by name, as messages and the console need it."""
        return getattr(getattr(self, section), key)

    def to_mattermost(self) -> Tree:
        """The sections Mattermost knows, in its own JSON shape."""
        return {name: plain(self.section(name)) for name in MATTERMOST_SECTIONS}

    def to_tree(self) -> Tree:
        """All sections, ours too, as plain values."""
        return {name: plain(self.section(name)) for name in SECTIONS}

    @property
    def subpath(self) -> str:
        """The path below which the site lives, without a slash at its end; empty at the root of a host."""
        return _path_of(self.ServiceSettings.SiteURL)

    @property
    def site_name(self) -> str:
        """What people call the site; a name nobody chose (empty, or the official default) gives way to ours."""
        chosen = self.TeamSettings.SiteName
        return "mmpy" if chosen in ("", "Mattermost") else chosen

    @property
    def data_directory(self) -> Path:
        """The directory under which the server writes; absolute."""
        return Path(self.Data.Directory).expanduser().absolute()

    def path(self, setting: str) -> Path:
        """The place a path setting means: a relative one lies in the data directory."""
        return self.data_directory / Path(setting).expanduser()

    @property
    def files_directory(self) -> Path:
        """Where uploads are kept when the file driver is `local`."""
        return self.path(self.FileSettings.Directory)

    @property
    def export_folder(self) -> str:
        """Where archives of exports are in the file store; never the whole of it."""
        return _folder(self.ExportSettings.Directory, "export")

    @property
    def import_folder(self) -> str:
        """Where archives wait to be imported, as for exports."""
        return _folder(self.ImportSettings.Directory, "import")


def _folder(setting: str, otherwise: str) -> str:
    return PurePosixPath(setting).as_posix().strip("./") or otherwise


SECTIONS: dict[str, type[Section]] = {
    name: field.annotation
    for name, field in Settings.model_fields.items()
    if isinstance(field.annotation, type) and issubclass(field.annotation, Section)
}
# Sections of ours that are saved through the API beside Mattermost's, and act at once.
OUR_SAVED_SECTIONS = frozenset(name for name, section in SECTIONS.items() if section.__module__ == looks.__name__)
OUR_SECTIONS = OUR_SAVED_SECTIONS | {name for name, section in SECTIONS.items() if section.__module__ == ours.__name__}
MATTERMOST_SECTIONS = tuple(name for name in SECTIONS if name not in OUR_SECTIONS)
SAVED_SECTIONS = frozenset(MATTERMOST_SECTIONS) | OUR_SAVED_SECTIONS


@lru_cache(maxsize=16)
def _path_of(site_url: str) -> str:
    return urlsplit(site_url).path.rstrip("/")
