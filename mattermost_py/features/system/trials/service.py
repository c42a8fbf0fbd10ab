"""A mail that shows whether settings work before they are saved; a message that shows whether devices tell of it."""

from collections.abc import Mapping
from typing import Any, cast

from pydantic import ValidationError

from mattermost_py.config import Settings
from mattermost_py.config.facts import MASK
from mattermost_py.config.sections.delivery import EmailSettings
from mattermost_py.features.automation.letters import service as letters
from mattermost_py.features.identity.users import service as users
from mattermost_py.features.identity.users.models import User
from mattermost_py.infra.db import Db
from mattermost_py.infra.mail import smtp
from mattermost_py.infra.mail.letters import compose
from mattermost_py.infra.mail.smtp import Mail, MailError
from mattermost_py.kernel.actor import Actor
from mattermost_py.kernel.clock import now_ms
from mattermost_py.kernel.errors import AppError, Invalid, invalid_body


def read(settings: Settings, sent: object) -> Settings:
    """The present configuration with the mail settings of what was sent; without any, as it is.

    Raises: Invalid when they are incomplete, or hold the mask of a password for another server.
    """
    if not isinstance(sent, Mapping):
        return settings
    section: object = cast("Mapping[str, Any]", sent).get("EmailSettings")
    if not isinstance(section, Mapping):
        raise Invalid("api.file.test_connection_email_settings_nil.app_error")
    given = {name: value for name, value in cast("Mapping[str, Any]", section).items() if value is not None}
    if not given.keys() >= EmailSettings.model_fields.keys():
        raise Invalid("api.file.test_connection_email_settings_nil.app_error")
    try:
        email = EmailSettings.model_validate({name: given[name] for name in EmailSettings.model_fields})
    except ValidationError as exc:
        raise invalid_body("config", str(exc)) from exc
    if email.SMTPPassword == MASK:
        email = email.model_copy(update={"SMTPPassword": _kept_password(settings, email)})
    return settings.model_copy(update={"EmailSettings": email})


def _kept_password(settings: Settings, email: EmailSettings) -> str:
    """Another server must not be handed the password of the present one."""
    present = settings.EmailSettings
    is_same = (email.SMTPServer, email.SMTPPort) == (present.SMTPServer, present.SMTPPort)
    if not is_same or email.SMTPUsername != present.SMTPUsername:
        raise Invalid("api.admin.test_email.reenter_password")
    return present.SMTPPassword


async def send_test(settings: Settings, user: User) -> None:
    """Mails the admin with these settings, now. Raises: Invalid without a server, AppError with the reason."""
    if not settings.EmailSettings.SMTPServer:
        raise Invalid("api.admin.test_email.missing_server")
    mail = Mail(f"mmpy.test.{now_ms()}", user.email, compose(settings, "test", user.locale))
    try:
        await smtp.send_now(settings, mail)
    except MailError as exc:
        raise AppError("app.admin.test_email.failure", detail=str(exc), Error=str(exc)) from exc


async def send_notification(db: Db, actor: Actor) -> None:
    """Writes to the caller in the name of the server's bot. Raises: AppError on a site without any admin."""
    user = await users.by_id(db, actor.user_id)
    await letters.from_system_bot(db, user.id, letters.worded("letters.notification_test", user))
