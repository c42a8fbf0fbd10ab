"""Handing mail to the SMTP server of the settings."""

import asyncio
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import formatdate
from functools import lru_cache
from urllib.parse import urlsplit

import aiosmtplib

from mattermost_py.config import Settings
from mattermost_py.infra.mail.letters import Letter, one_line, site_url

PERMANENT = range(500, 600)
STEPS = 4  # what has to be answered in turn, each within the time limit of the settings


class MailError(Exception):
    """The mail was not taken this time; a later try may do."""


class Refused(MailError):
    """The server will never take this mail."""


@dataclass(frozen=True, slots=True)
class Mail:
    """A letter with an address on it; `id` is the same at every try, so that receivers can tell a repetition."""

    id: str
    recipient: str
    letter: Letter


def is_configured(settings: Settings) -> bool:
    """Whether there is a server to send by; without one mail is dropped."""
    return bool(settings.EmailSettings.SMTPServer and settings.EmailSettings.SMTPPort)


@asynccontextmanager
async def connected(settings: Settings) -> AsyncIterator[aiosmtplib.SMTP]:
    """A connection, secured and signed in as the settings say. Raises: MailError."""
    email, context = settings.EmailSettings, None
    if email.ConnectionSecurity:  # reading all trusted certificates takes a while
        context = await asyncio.to_thread(_tls, skip_verify=email.SkipServerCertificateVerification)
    client = aiosmtplib.SMTP(
        hostname=email.SMTPServer,
        port=_port(email.SMTPPort),
        timeout=email.SMTPServerTimeout,
        use_tls=email.ConnectionSecurity == "TLS",
        start_tls=email.ConnectionSecurity == "STARTTLS",
        tls_context=context,
        local_hostname=_own_name(settings),
    )
    try:
        async with asyncio.timeout(STEPS * email.SMTPServerTimeout):
            await client.connect()
            if email.EnableSMTPAuth:
                await client.login(email.SMTPUsername, email.SMTPPassword)
    except (aiosmtplib.SMTPException, OSError, TimeoutError, ValueError) as exc:
        client.close()
        raise MailError(f"{type(exc).__name__}: {exc}") from exc
    try:
        yield client
    finally:
        with suppress(aiosmtplib.SMTPException, OSError, TimeoutError):
            await client.quit()
        client.close()


async def send(client: aiosmtplib.SMTP, settings: Settings, mail: Mail) -> None:
    """Raises: Refused, MailError."""
    email = settings.EmailSettings
    try:
        message = written(settings, mail)
        async with asyncio.timeout(STEPS * email.SMTPServerTimeout):
            await client.send_message(message, sender=email.FeedbackEmail, recipients=[mail.recipient])
    except aiosmtplib.SMTPRecipientsRefused as exc:
        is_final = all(each.code in PERMANENT for each in exc.recipients)
        raise (Refused if is_final else MailError)(str(exc)) from exc
    except aiosmtplib.SMTPDataError as exc:
        raise (Refused if exc.code in PERMANENT else MailError)(str(exc)) from exc
    except ValueError as exc:  # an address that no header can hold
        raise Refused(str(exc)) from exc
    except (aiosmtplib.SMTPException, OSError, TimeoutError) as exc:
        raise MailError(f"{type(exc).__name__}: {exc}") from exc


async def send_now(settings: Settings, mail: Mail) -> None:
    """One mail on a connection of its own, for those who want to know at once. Raises: MailError."""
    async with connected(settings) as client:
        await send(client, settings, mail)


def written(settings: Settings, mail: Mail) -> EmailMessage:
    """The message with its headers; names with umlauts are encoded, line breaks cannot smuggle headers in."""
    email, letter = settings.EmailSettings, mail.letter
    message = EmailMessage()
    name = one_line(email.FeedbackName or settings.site_name)
    message["From"] = Address(display_name=name, addr_spec=email.FeedbackEmail)
    message["To"] = Address(addr_spec=mail.recipient)
    if email.ReplyToAddress:
        message["Reply-To"] = Address(addr_spec=email.ReplyToAddress)
    message["Subject"] = one_line(letter.subject)
    message["Date"] = formatdate(localtime=False)
    message["Message-ID"] = f"<{mail.id}@{_own_name(settings)}>"
    message["Auto-Submitted"] = "auto-generated"
    message["Precedence"] = "bulk"
    message.set_content(letter.plain, cte="quoted-printable")
    message.add_alternative(letter.html, subtype="html", cte="quoted-printable")
    return message


def _own_name(settings: Settings) -> str:
    """How we introduce ourselves; asking the resolver for it would block."""
    return urlsplit(site_url(settings)).hostname or "localhost"


def _port(text: str) -> int:
    """Raises: MailError."""
    if not text.isdecimal() or not 0 < int(text) < 65536:
        raise MailError(f"{text!r} is no port")
    return int(text)


@lru_cache(maxsize=2)
def _tls(*, skip_verify: bool) -> ssl.SSLContext:
    context = ssl.create_default_context()
    if skip_verify:
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
    return context
