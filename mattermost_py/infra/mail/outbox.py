"""The outbox: mail is written down in the transaction of its cause, and sent after it."""

import logging
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from aiosmtplib import SMTP

from mattermost_py.infra.db import Db
from mattermost_py.infra.mail import smtp
from mattermost_py.infra.mail.letters import Letter, compose
from mattermost_py.infra.mail.smtp import Mail, MailError, Refused
from mattermost_py.infra.runtime import Runtime, after
from mattermost_py.kernel.clock import DAY_MS, HOUR_MS, now_ms
from mattermost_py.kernel.events import Event

log = logging.getLogger(__name__)

AT_ONCE = 10
PATIENCE_MS = DAY_MS  # then a mail that nobody takes is given up
FIRST_PAUSE_MS, LONGEST_PAUSE_MS = 30_000, HOUR_MS


@dataclass(frozen=True, slots=True)
class MailWaiting(Event):
    """Mail was put into the outbox. Internal: no name."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A mail of the outbox that is ours to send now."""

    id: int
    recipient: str
    subject: str
    plain: str
    html: str
    created_at: int  # ms since epoch, UTC
    attempts: int  # this one included

    def mail(self) -> Mail:
        return Mail(f"mmpy.{self.created_at}.{self.id}", self.recipient, Letter(self.subject, self.plain, self.html))


async def put(db: Db, name: str, *, to: str, locale: str, link: str = "", quote: str = "", **values: str) -> None:
    """Sends the letter of this name, once the transaction has committed. Arguments: see `compose`."""
    if smtp.is_configured(db.settings):
        await put_letters(db, [(to, compose(db.settings, name, locale, link=link, quote=quote, **values))])


async def put_letters(db: Db, addressed: Iterable[tuple[str, Letter]]) -> None:
    """Sends letters to their addresses with one statement. Nothing happens where no mail server is set."""
    pairs = list(addressed)
    if not pairs or not smtp.is_configured(db.settings):
        return
    await db.run(
        """
        INSERT INTO mmpy.outbox (recipient, subject, plain, html, created_at, next_at)
        SELECT recipient, subject, plain, html, %(now)s::bigint, %(now)s::bigint
          FROM unnest(%(recipients)s::text[], %(subjects)s::text[], %(plains)s::text[], %(htmls)s::text[])
               AS mail (recipient, subject, plain, html)
        """,
        recipients=[recipient for recipient, _ in pairs],
        subjects=[letter.subject for _, letter in pairs],
        plains=[letter.plain for _, letter in pairs],
        htmls=[letter.html for _, letter in pairs],
        now=now_ms(),
    )
    db.publish(MailWaiting())


class Postman:
    """One worker's way to the mail server: goes one time at once. Only the event loop's thread touches it."""

    def __init__(self, runtime: Runtime) -> None:
        self._runtime = runtime
        self._is_out = False
        self._is_wanted = False

    def call(self) -> None:
        """Sends what waits, soon; returns at once."""
        self._is_wanted = True
        if not self._is_out:
            self._runtime.spawn(self._go())

    async def _go(self) -> None:
        try:
            await self.deliver()
        except Exception:
            log.exception("outbox was not looked at")  # the chore comes by again

    async def deliver(self) -> int:
        """Sends everything that is due. Returns how many mails were taken; 0 when this worker is at it already."""
        if self._is_out:
            return 0
        self._is_out, taken = True, 0
        try:
            while True:
                self._is_wanted = False
                batch = await _claim(self._runtime.db())
                if not batch and not self._is_wanted:
                    return taken
                try:
                    taken += await self._send(batch)
                except MailError as exc:  # the rest would fare no better
                    await self._later(batch, exc)
                    return taken
        finally:
            self._is_out = False

    async def _send(self, batch: list[Waiting]) -> int:
        """Sends mails on one connection and takes them off the list. Raises: MailError when it is of no more use."""
        taken = 0
        if not batch:
            return taken
        async with smtp.connected(self._runtime.config.current) as client:
            while batch:
                taken += await self._sent(client, batch[0])
                batch.pop(0)
        return taken

    async def _sent(self, client: SMTP, waiting: Waiting) -> bool:
        """Returns False for a mail that was not taken. Raises: MailError when the connection is of no use any more."""
        try:
            await smtp.send(client, self._runtime.config.current, waiting.mail())
        except Refused as exc:
            log.error("mail was refused", extra={"mail": waiting.id, "to": waiting.recipient, "reason": str(exc)})
            await _drop(self._runtime.db(), [waiting.id])
            return False
        except MailError as exc:
            if not client.is_connected:
                raise
            await self._later([waiting], exc)
            return False
        await _drop(self._runtime.db(), [waiting.id])
        return True

    async def _later(self, mails: Sequence[Waiting], reason: MailError) -> None:
        """Tries again after a pause that grows, until a day has passed."""
        now, db = now_ms(), self._runtime.db()
        late = [each for each in mails if now - each.created_at >= PATIENCE_MS]
        for each in late:
            log.error("mail was given up", extra={"mail": each.id, "to": each.recipient, "reason": str(reason)})
        await _drop(db, [each.id for each in late])
        left = {each.id: now + _pause_ms(each.attempts) for each in mails if each not in late}
        if left:
            log.warning("mail was not sent yet", extra={"mails": len(left), "reason": str(reason)})
            await _postpone(db, left)


def _pause_ms(attempts: int) -> int:
    return min(FIRST_PAUSE_MS * 2 ** min(attempts - 1, 10), LONGEST_PAUSE_MS)


async def call_postman(runtime: Runtime) -> int:
    """Sends everything that is due, at its own pace; for the listener and for the chore that tries again."""
    runtime.part(Postman).call()
    return 0


async def _after_commit(runtime: Runtime, _event: MailWaiting) -> None:
    await call_postman(runtime)


listeners = [after(MailWaiting, _after_commit)]


async def _claim(db: Db) -> list[Waiting]:
    """The oldest mails that are due, ours for a while."""
    now, longest_s = now_ms(), smtp.STEPS * db.settings.EmailSettings.SMTPServerTimeout
    return await db.many(
        Waiting,
        """
        UPDATE mmpy.outbox AS o
           SET next_at = %(lease_until)s, attempts = o.attempts + 1
          FROM (SELECT id FROM mmpy.outbox WHERE next_at <= %(now)s
                 ORDER BY next_at, id LIMIT %(most)s FOR UPDATE SKIP LOCKED) AS due
         WHERE o.id = due.id
        RETURNING o.id, o.recipient, o.subject, o.plain, o.html, o.created_at, o.attempts
        """,
        now=now,
        lease_until=now + 60_000 + (AT_ONCE + 1) * longest_s * 1000,  # more than a batch can take
        most=AT_ONCE,
    )


async def _postpone(db: Db, next_at: Mapping[int, int]) -> None:
    """Mail id → when it is due again."""
    await db.run(
        """
        UPDATE mmpy.outbox AS o
           SET next_at = due.at
          FROM unnest(%(ids)s::bigint[], %(times)s::bigint[]) AS due (id, at)
         WHERE o.id = due.id
        """,
        ids=list(next_at),
        times=list(next_at.values()),
    )


async def _drop(db: Db, mail_ids: Sequence[int]) -> None:
    if mail_ids:
        await db.run("DELETE FROM mmpy.outbox WHERE id = ANY(%(ids)s)", ids=list(mail_ids))
