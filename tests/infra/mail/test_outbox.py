"""Mail leaves once its cause has committed, is tried again while nobody takes it, and is given up after a day."""

import asyncio
import socket
import ssl
from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from mattermost_py.infra.mail import allowances, outbox
from mattermost_py.infra.mail.letters import Letter
from mattermost_py.infra.mail.outbox import Postman
from tests.conftest import NewWorld
from tests.fixtures import smtp
from tests.fixtures.certificate import self_signed
from tests.fixtures.smtp import MailServer, mail_server
from tests.fixtures.world import World, unique

LETTER = Letter("Hello", "plain words\n", "<p>words</p>")


def _address() -> str:
    return f"{unique('reader')}@example.org"


async def _left(world: World) -> int:
    return await world.application.runtime.db().value(int, "SELECT count(*) FROM mmpy.outbox") or 0


async def _deliver(world: World) -> int:
    return await world.application.runtime.part(Postman).deliver()


async def _put_and_fail(world: World, address: str) -> None:
    async with world.application.runtime.db().transaction() as tx:
        await outbox.put_letters(tx, [(address, LETTER)])
        raise ZeroDivisionError


async def test_mail_leaves_after_its_cause_has_committed_and_never_without(new_world: NewWorld) -> None:
    async with mail_server() as mail, new_world(EmailSettings=mail.settings) as world:
        runtime, kept, dropped = world.application.runtime, _address(), _address()
        async with runtime.db().transaction() as tx:
            await outbox.put_letters(tx, [(kept, LETTER)])
        with pytest.raises(ZeroDivisionError):
            await _put_and_fail(world, dropped)
        received = await mail.wait_for(kept)
        await world.drained()
        assert (received.sender, received.recipients) == ("site@example.org", [kept])
        assert (received.subject, received.plain, received.html) == ("Hello", "plain words\n", "<p>words</p>\n")
        assert (await _left(world), len(mail.mails)) == (0, 1)


async def test_no_header_can_be_smuggled_in_and_umlauts_arrive(new_world: NewWorld) -> None:
    async with mail_server() as mail:
        settings = {**mail.settings, "FeedbackName": "Büro\r\nBcc: eve@example.org", "ReplyToAddress": "r@example.org"}
        async with new_world(EmailSettings=settings) as world:
            address, letter = _address(), Letter("Grüße\r\nBcc: eve@example.org", "süß", "<p>süß</p>")
            await outbox.put_letters(world.application.runtime.db(), [(address, letter)])
            received = await mail.wait_for(address)
            assert received.subject == "Grüße Bcc: eve@example.org"
            assert received.message["bcc"] is None
            assert str(received.message["from"]).startswith('"Büro Bcc: eve@example.org" <site@')
            assert received.message["reply-to"] == "r@example.org"
            assert (received.plain.strip(), received.html.strip()) == ("süß", "<p>süß</p>")


async def test_a_mail_that_is_not_taken_is_tried_again_ever_more_rarely(new_world: NewWorld) -> None:
    async with mail_server() as mail, new_world(EmailSettings=mail.settings) as world:
        address, runtime = _address(), world.application.runtime
        mail.refuse = lambda _: "451 come back later"
        await outbox.put_letters(runtime.db(), [(address, LETTER)])
        await world.drained()
        assert (await _left(world), await _deliver(world), mail.connections) == (1, 0, 1)
        start = datetime.now(UTC)
        for seconds, connections in ((31, 2), (60, 2), (95, 3)):  # 30 s, then 60 s after each failure
            with time_machine.travel(start + timedelta(seconds=seconds), tick=True):
                await _deliver(world)
            assert mail.connections == connections, seconds
        mail.refuse = lambda _: None
        with time_machine.travel(start + timedelta(hours=1), tick=True):
            assert await _deliver(world) == 1
        assert (await _left(world), len(mail.to(address))) == (0, 1)


async def test_a_mail_is_given_up_after_a_day_or_when_it_is_refused_for_good(new_world: NewWorld) -> None:
    async with mail_server() as mail, new_world(EmailSettings=mail.settings) as world:
        runtime, never, late, fine = world.application.runtime, _address(), _address(), _address()
        mail.refuse = {never: "550 nobody here", late: "451 later"}.get
        await outbox.put_letters(runtime.db(), [(each, LETTER) for each in (never, late, "no address", fine)])
        await mail.wait_for(fine)
        await world.drained()
        assert await _left(world) == 1  # the late one
        with time_machine.travel(datetime.now(UTC) + timedelta(days=1, minutes=1), tick=True):
            await _deliver(world)
        assert (await _left(world), mail.to(late)) == (0, [])


async def test_without_a_server_mail_waits_and_with_none_set_it_is_dropped(
    new_world: NewWorld, world: World, unused_port: int
) -> None:
    await outbox.put_letters(world.application.runtime.db(), [(_address(), LETTER)])
    assert await _left(world) == 0
    async with new_world(EmailSettings={"SMTPServer": "127.0.0.1", "SMTPPort": str(unused_port)}) as quiet:
        runtime = quiet.application.runtime
        await outbox.put_letters(runtime.db(), [(_address(), LETTER)] * 3)
        await quiet.drained()
        assert await _left(quiet) == 3


async def test_two_workers_do_not_send_a_mail_twice(new_world: NewWorld) -> None:
    async with mail_server() as mail, new_world(EmailSettings=mail.settings) as world:
        runtime, addresses = world.application.runtime, [_address() for _ in range(25)]
        async with runtime.db().transaction() as tx:
            await outbox.put_letters(tx, [(each, LETTER) for each in addresses])
        await asyncio.gather(*(Postman(runtime).deliver() for _ in range(3)))
        await world.drained()
        assert sorted(each.recipients[0] for each in mail.mails) == sorted(addresses)


@pytest.mark.parametrize("security", ["TLS", "STARTTLS"])
async def test_a_secured_connection_needs_a_trusted_certificate_unless_the_admin_says_else(
    new_world: NewWorld, certificate: ssl.SSLContext, security: str
) -> None:
    by = {"tls": certificate} if security == "TLS" else {"starttls": certificate}
    for skips, arrives in ((False, False), (True, True)):
        async with mail_server(**by, auth=True) as mail:
            settings = _signing_in(mail, ConnectionSecurity=security, SkipServerCertificateVerification=skips)
            async with new_world(EmailSettings=settings) as world:
                await outbox.put_letters(world.application.runtime.db(), [(_address(), LETTER)])
                await world.drained()
                assert (len(mail.mails), await _left(world)) == ((1, 0) if arrives else (0, 1))


async def test_a_wrong_password_of_the_server_loses_no_mail(new_world: NewWorld) -> None:
    async with mail_server(auth=True) as mail:
        async with new_world(EmailSettings=_signing_in(mail, SMTPPassword="wrong")) as world:
            await outbox.put_letters(world.application.runtime.db(), [(_address(), LETTER)])
            await world.drained()
            assert (mail.mails, await _left(world)) == ([], 1)


async def test_an_allowance_is_used_up_and_refills(world: World) -> None:
    db, name = world.application.runtime.db(), unique("sender")
    now = datetime.now(UTC)
    for minutes, count, is_enough in ((0, 21, False), (0, 15, True), (0, 6, False), (0, 5, True), (4, 1, True)):
        with time_machine.travel(now + timedelta(minutes=minutes)):
            assert await allowances.spend(db, name, count, per_hour=20) is is_enough, (minutes, count)
    with time_machine.travel(now + timedelta(hours=2)):
        assert await allowances.sweep(db) >= 1
        assert await allowances.spend(db, name, 20, per_hour=20)


def _signing_in(mail: MailServer, **more: object) -> dict[str, object]:
    account = {"EnableSMTPAuth": True, "SMTPUsername": smtp.USER, "SMTPPassword": smtp.PASSWORD}
    return {**mail.settings, **account, **more}


@pytest.fixture
def unused_port() -> int:
    """A port that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        return listening.getsockname()[1]


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> ssl.SSLContext:
    """A certificate for 127.0.0.1 that nobody signed."""
    made, key = self_signed(tmp_path_factory.mktemp("tls"))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(made, key)
    return context
