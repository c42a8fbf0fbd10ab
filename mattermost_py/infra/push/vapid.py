"""Who sends a push message: a key pair of the server and a short-lived signed statement (RFC 8292)."""

from urllib.parse import urlsplit

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256

from mattermost_py.infra.push.encryption import point, unpadded
from mattermost_py.kernel.json import dumps

LIFETIME_S = 12 * 3600  # push services take 24 hours at most
REUSED_S = LIFETIME_S // 2
_NUMBER_BYTES = 32
_REMEMBERED_MOST = 200
_HEAD = unpadded(dumps({"typ": "JWT", "alg": "ES256"}))


def new_private_key() -> bytes:
    """The secret number of a fresh key pair."""
    number = ec.generate_private_key(ec.SECP256R1()).private_numbers().private_value
    return number.to_bytes(_NUMBER_BYTES)


class Sender:
    """One server in the eyes of push services."""

    def __init__(self, private_key: bytes) -> None:
        self._key = ec.derive_private_key(int.from_bytes(private_key), ec.SECP256R1())
        self.public_key = unpadded(point(self._key.public_key()))
        self._statements: dict[tuple[str, str], tuple[int, str]] = {}  # (audience, contact) → signed at, statement

    def authorization(self, endpoint: str, contact: str, now_s: int) -> str:
        """The header that proves to the push service of an endpoint who sends.

        contact: whom the service may turn to: a `mailto:` or `https:` address.
        """
        parts = urlsplit(endpoint)
        audience = f"{parts.scheme}://{parts.netloc}"
        signed_at, statement = self._statements.get((audience, contact), (0, ""))
        if not 0 <= now_s - signed_at < REUSED_S:
            statement = self._signed(audience, contact, now_s + LIFETIME_S)
            if len(self._statements) >= _REMEMBERED_MOST:
                self._statements.clear()
            self._statements[audience, contact] = now_s, statement
        return f"vapid t={statement}, k={self.public_key}"

    def _signed(self, audience: str, contact: str, until_s: int) -> str:
        body = unpadded(dumps({"aud": audience, "exp": until_s, "sub": contact}))
        text = f"{_HEAD}.{body}"
        one, other = decode_dss_signature(self._key.sign(text.encode(), ec.ECDSA(SHA256())))
        return f"{text}.{unpadded(one.to_bytes(_NUMBER_BYTES) + other.to_bytes(_NUMBER_BYTES))}"
