"""Pure rules: devices, names, hashes."""

import pytest

from mattermost_py.features.identity.logins.devices import Device, read_device
from mattermost_py.features.identity.users.policy import clean, in_domains, is_valid_email, is_valid_username
from mattermost_py.infra import passwords
from mattermost_py.infra.passwords import Cost, Kind, hash_password, is_current, verify_password

MAC = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko)"
PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)"


@pytest.mark.parametrize(
    ("user_agent", "device"),
    [
        (f"{MAC} Chrome/130.0.0.0 Safari/537.36", Device("Macintosh", "Mac OS", "Chrome/130.0.0.0", False)),
        (
            f"{MAC} Chrome/130.0.0.0 Electron/33.0.0 Safari/537.36 Mattermost/5.10.0",
            Device("Macintosh", "Mac OS", "Desktop App/5.10.0", False),
        ),
        (f"{PHONE} Version/17.0 Mobile/15E148 Safari/604.1", Device("iPhone", "iOS", "Safari/17.0", True)),
        (
            "Mattermost Mobile/2.30.0+500 (Android; 14; Pixel)",
            Device("Linux", "Android", "Mobile App/2.30.0+500", True),
        ),
        ("mmctl/11.6.0 (linux)", Device("unknown", "unknown", "mmctl/11.6.0", False)),
        ("", Device("unknown", "unknown", "unknown/0.0", False)),
    ],
)
def test_a_device_is_known_by_its_user_agent(user_agent: str, device: Device) -> None:
    assert read_device(user_agent) == device


def test_usernames_are_plain_and_not_reserved() -> None:
    assert all(is_valid_username(name) for name in ("a", "ana.ray-1_2", "9" * 64))
    assert not any(is_valid_username(name) for name in ("", "Ana", "ana ray", "all", "system", "x" * 65, "ä"))


def test_addresses_are_lower_case_with_one_at() -> None:
    assert is_valid_email("ana@example.org")
    assert not any(
        is_valid_email(address) for address in ("", "ana", "Ana@example.org", "a@b@c", "Ana <a@b.c>", "a @b.c")
    )


def test_domains_are_separated_by_commas_or_blanks() -> None:
    assert in_domains("ana@example.org", "")
    assert in_domains("ana@example.org", "other.org, @example.org")
    assert not in_domains("ana@notexample.org", "example.org other.org")


def test_names_hold_no_invisible_characters() -> None:
    assert clean("A\u202en\ufeffa") == "Ana"


@pytest.mark.parametrize("kind", ["argon2id", "pbkdf2"])
def test_a_hash_matches_its_own_password_only(kind: Kind) -> None:
    stored = hash_password("Correct-horse-9", kind)

    assert len(stored) <= 128
    assert verify_password("Correct-horse-9", stored)
    assert not verify_password("correct-horse-9", stored)
    assert is_current(stored, kind)
    assert not is_current(stored, "pbkdf2" if kind == "argon2id" else "argon2id")


def test_a_hash_that_was_cheaper_is_renewed(monkeypatch: pytest.MonkeyPatch) -> None:
    cheap = hash_password("Correct-horse-9", "argon2id")
    monkeypatch.setattr(passwords, "cost", Cost())
    usual = hash_password("Correct-horse-9", "argon2id")

    assert usual.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    assert [is_current(each, "argon2id") for each in (cheap, usual)] == [False, True]
    assert all(verify_password("Correct-horse-9", each) for each in (cheap, usual))


def test_unknown_hashes_match_nothing() -> None:
    for stored in ("", "plain", "$pbkdf2$f=MD5,w=1,l=32$AA$AA", "$argon2id$broken", "$2a$broken", "$pbkdf2$"):
        assert not verify_password("plain", stored)
