"""Making trigger ids and checking them.

A trigger id is base64 of `client id:user id:ms:signature`. Clients get the client id, by which they know what they
asked for.
"""

import json
from base64 import b64decode, b64encode
from binascii import Error as Base64Error
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256

from mattermost_py.features.integrations.triggers import store
from mattermost_py.infra.cache import CacheSpec
from mattermost_py.infra.db import Db
from mattermost_py.kernel.clock import now_ms
from mattermost_py.kernel.errors import AppError, Invalid
from mattermost_py.kernel.ids import new_id

_KEYS = CacheSpec[ec.EllipticCurvePrivateKey]("signing_key", size=1)
_HASH = ec.ECDSA(SHA256())


@dataclass(frozen=True, slots=True)
class Trigger:
    """client_id: what the asking client is told; id: what the program is given."""

    client_id: str
    id: str


@dataclass(frozen=True, slots=True)
class Asked:
    """Who asked, as a checked trigger id proves it."""

    client_id: str
    user_id: str


async def make(db: Db, user_id: str) -> Trigger:
    """A fresh trigger for what the user asks for now."""
    client_id = new_id()
    text = f"{client_id}:{user_id}:{now_ms()}:"
    signature = b64encode((await _key(db)).sign(text.encode(), _HASH)).decode()
    return Trigger(client_id, b64encode(f"{text}{signature}".encode()).decode())


async def check(db: Db, trigger_id: str) -> Asked:
    """Who asked. Raises: Invalid for a trigger that is forged, malformed or too old."""
    try:
        parts = b64decode(trigger_id, validate=True).decode().split(":")
    except (Base64Error, ValueError) as exc:
        raise Invalid("interactive_message.decode_trigger_id.base64_decode_failed") from exc
    if len(parts) != 4:
        raise Invalid("interactive_message.decode_trigger_id.missing_data")
    client_id, user_id, at, signature = parts
    timeout_ms = db.settings.ServiceSettings.OutgoingIntegrationRequestsTimeout * 1000
    if not at.isdigit() or now_ms() - int(at) > timeout_ms:
        raise Invalid("interactive_message.decode_trigger_id.expired", Duration=f"{timeout_ms // 1000}s")
    try:
        signed = b64decode(signature, validate=True)
    except (Base64Error, ValueError) as exc:
        raise Invalid("interactive_message.decode_trigger_id.base64_decode_failed_signature") from exc
    try:
        (await _key(db)).public_key().verify(signed, f"{client_id}:{user_id}:{at}:".encode(), _HASH)
    except InvalidSignature as exc:
        raise Invalid("interactive_message.decode_trigger_id.verify_signature_failed") from exc
    return Asked(client_id, user_id)


async def _key(db: Db) -> ec.EllipticCurvePrivateKey:
    async def read() -> ec.EllipticCurvePrivateKey | None:
        text = await store.signing_key(db)
        return _read(text) if text else None

    found = await db.remembered(_KEYS, "only", read)
    if found is None:
        raise AppError("interactive_message.generate_trigger_id.signing_failed")
    return found


def _read(text: str) -> ec.EllipticCurvePrivateKey:
    numbers: dict[str, int] = json.loads(text)["ecdsa_key"]
    public = ec.EllipticCurvePublicNumbers(numbers["x"], numbers["y"], ec.SECP256R1())
    return ec.EllipticCurvePrivateNumbers(numbers["d"], public).private_key()
