"""Encryption by the server itself: what the settings ask for, and whether the files can be used."""

import ssl
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from mattermost_py.config import Settings

_TLS_VERSIONS = {"1.2": ssl.TLSVersion.TLSv1_2, "1.3": ssl.TLSVersion.TLSv1_3}


@dataclass(frozen=True, slots=True)
class Tls:
    """Encryption by the server itself."""

    certificate: str
    key: str
    least: ssl.TLSVersion = ssl.TLSVersion.TLSv1_2

    @classmethod
    def of(cls, settings: Settings) -> Self | None:
        """What ServiceSettings asks for; None for plain HTTP."""
        service = settings.ServiceSettings
        if service.ConnectionSecurity != "TLS":
            return None
        return cls(service.TLSCertFile, service.TLSKeyFile, _TLS_VERSIONS[service.TLSMinVer])

    def problem(self) -> str:
        """The setting of a wrong file and what is wrong with it; empty if nothing is."""
        for setting, path in (("TLSCertFile", self.certificate), ("TLSKeyFile", self.key)):
            try:
                Path(path).read_bytes()
            except OSError as exc:
                return f"ServiceSettings.{setting}: {path}: {exc.strerror}"
        try:
            ssl.create_default_context(ssl.Purpose.CLIENT_AUTH).load_cert_chain(self.certificate, self.key)
        except (OSError, ValueError):  # its own words name a line of OpenSSL
            return (
                f"ServiceSettings.TLSCertFile: {self.certificate} and {self.key} "
                "are no certificate and key that belong together"
            )
        return ""
