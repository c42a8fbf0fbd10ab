"""Messages that one browser can read: the standard's own example, and what must not pass."""

import pytest
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric import ec

from mattermost_py.infra.push.encryption import PAYLOAD_BYTES_MOST, BadKeys, encrypt, point, public_key, unpacked
from mattermost_py.infra.push.vapid import LIFETIME_S, Sender, new_private_key
from mattermost_py.kernel.clock import now_s
from tests.fixtures.push import check_sender, opened

# RFC 8291, appendix A.
PLAIN = b"When I grow up, I want to be a watermelon"
PRIVATE = "q1dXpw3UpT5VOmu_cf_v6ih07Aems3njxI-JWgLcM94"
SECRET = "BTBZMqHH6r4Tts7J_aSIgg"
SEALED = (
    "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl"
    "7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN"
)


def test_the_reader_of_the_tests_reads_the_standards_example() -> None:
    key = ec.derive_private_key(int.from_bytes(unpacked(PRIVATE)), ec.SECP256R1())
    assert opened(unpacked(SEALED), key, unpacked(SECRET)) == PLAIN


@pytest.mark.parametrize("length", [0, 1, PAYLOAD_BYTES_MOST])
def test_only_the_browser_reads_it(length: int) -> None:
    key, other, secret = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1()), b"s" * 16
    plain = b"x" * length
    sealed = encrypt(plain, point(key.public_key()), secret)
    assert len(sealed) <= 4096
    assert opened(sealed, key, secret) == plain
    assert encrypt(plain, point(key.public_key()), secret) != sealed
    for wrong_key, wrong_secret in ((other, secret), (key, b"t" * 16)):
        with pytest.raises(InvalidTag):
            opened(sealed, wrong_key, wrong_secret)


def test_what_is_too_long_or_no_key_is_refused() -> None:
    key = point(ec.generate_private_key(ec.SECP256R1()).public_key())
    with pytest.raises(ValueError, match="fit"):
        encrypt(b"x" * (PAYLOAD_BYTES_MOST + 1), key, b"s" * 16)
    for wrong in (b"", key[:-1], b"\x04" + b"\x01" * 64, b"\x02" + key[1:]):
        with pytest.raises(BadKeys):
            public_key(wrong)


def test_the_sender_proves_itself_to_each_service_for_half_a_day() -> None:
    sender, now = Sender(new_private_key()), now_s()
    told = sender.authorization("https://push.test:444/abc?x", "mailto:a@x.test", now)
    statement = check_sender(told, sender.public_key, origin="https://push.test:444")
    assert (statement["sub"], statement["exp"]) == ("mailto:a@x.test", now + LIFETIME_S)
    assert sender.authorization("https://push.test:444/other", "mailto:a@x.test", now + 3600) == told
    later = sender.authorization("https://push.test:444/abc", "mailto:a@x.test", now + LIFETIME_S // 2)
    assert check_sender(later, sender.public_key, origin="https://push.test:444")["exp"] == statement["exp"] + 6 * 3600
    with pytest.raises(AssertionError):
        check_sender(told, Sender(new_private_key()).public_key, origin="https://push.test:444")
