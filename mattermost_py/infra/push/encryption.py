"""What only one browser can read: message encryption for Web Push (RFC 8291) in the coding aes128gcm (RFC 8188)."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from os import urandom

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

POINT_BYTES, SECRET_BYTES, SALT_BYTES = 65, 16, 16
RECORD_BYTES = 4096  # one record; no push service has to take more
OVERHEAD_BYTES = SALT_BYTES + 4 + 1 + POINT_BYTES + 1 + 16  # header, delimiter, tag
PAYLOAD_BYTES_MOST = RECORD_BYTES - OVERHEAD_BYTES
_LAST_RECORD = b"\x02"


class BadKeys(ValueError):
    """What a browser sent is no public key, or no secret."""


def encrypt(payload: bytes, browser_key: bytes, secret: bytes) -> bytes:
    """The body of one push message.

    payload:     at most PAYLOAD_BYTES_MOST.
    browser_key: the subscription's `p256dh`: an uncompressed point.
    secret:      its `auth`: 16 bytes.
    Raises:      BadKeys; ValueError for a payload that is too long.
    """
    if len(payload) > PAYLOAD_BYTES_MOST:
        raise ValueError("the payload does not fit into one record")
    theirs = public_key(browser_key)
    ours = ec.generate_private_key(ec.SECP256R1())
    our_key = point(ours.public_key())
    salt = urandom(SALT_BYTES)
    key, nonce = _derived(ours.exchange(ec.ECDH(), theirs), secret, browser_key + our_key, salt)
    sealed = AESGCM(key).encrypt(nonce, payload + _LAST_RECORD, None)
    return salt + RECORD_BYTES.to_bytes(4) + bytes([POINT_BYTES]) + our_key + sealed


def _derived(shared: bytes, secret: bytes, keys: bytes, salt: bytes) -> tuple[bytes, bytes]:
    """Key and nonce of the record. Source: RFC 8291 3.4."""
    material = _hkdf(shared, secret, b"WebPush: info\x00" + keys, 32)
    key = _hkdf(material, salt, b"Content-Encoding: aes128gcm\x00", 16)
    return key, _hkdf(material, salt, b"Content-Encoding: nonce\x00", 12)


def _hkdf(material: bytes, salt: bytes, info: bytes, length: int) -> bytes:
    return HKDF(SHA256(), length, salt, info).derive(material)


def public_key(browser_key: bytes) -> ec.EllipticCurvePublicKey:
    """Raises: BadKeys"""
    if len(browser_key) != POINT_BYTES:
        raise BadKeys("not an uncompressed point")
    try:
        return ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), browser_key)
    except ValueError as exc:
        raise BadKeys("not on the curve") from exc


def point(key: ec.EllipticCurvePublicKey) -> bytes:
    """The uncompressed form in which keys travel."""
    return key.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


def unpadded(raw: bytes) -> str:
    """base64url as the Web Push standards write it."""
    return urlsafe_b64encode(raw).rstrip(b"=").decode()


def unpacked(text: str) -> bytes:
    """Reads base64url, with padding or without. Raises: BadKeys"""
    try:
        return urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except ValueError as exc:
        raise BadKeys("not base64url") from exc
