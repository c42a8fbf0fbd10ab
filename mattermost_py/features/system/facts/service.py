"""What was decided when the server first ran, and what is true of it now."""

import json  # the kernel's JSON has no whole numbers of 256 bits
import secrets
from base64 import b64encode
from collections.abc import Sequence

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from mattermost_py.features.system.facts import store
from mattermost_py.features.system.facts.models import (
    COOKIE_SECRET,
    DIAGNOSTIC_ID,
    INSTALLATION_DATE,
    SIGNING_KEY,
    Fact,
    Installation,
    Migration,
)
from mattermost_py.infra.cache import CacheSpec
from mattermost_py.infra.db import Db
from mattermost_py.kernel.clock import now_ms
from mattermost_py.kernel.ids import new_id

INSTALLATION = CacheSpec[Installation]("installation", size=1)
HAS_ACCOUNTS = CacheSpec[bool]("has_accounts", size=1)
TERMS_ID = CacheSpec[str]("terms_id", size=1)
ONLY = "only"  # the key of caches with one entry
CURVE = ec.SECP256R1()


async def installation(db: Db) -> Installation:
    """Decided once for all workers; made up when missing."""

    async def read() -> Installation:
        return await _decided(db)

    found = await db.remembered(INSTALLATION, ONLY, read)
    assert found is not None
    return found


async def _decided(db: Db) -> Installation:
    names = (DIAGNOSTIC_ID, INSTALLATION_DATE, SIGNING_KEY, COOKIE_SECRET)
    known = {fact.name: fact.value for fact in await store.by_names(db, names)}
    if any(not known.get(name) for name in names):
        begun_at = await store.first_account_at(db) or now_ms()
        await store.insert_missing(
            db,
            [
                Fact(DIAGNOSTIC_ID, new_id()),
                Fact(INSTALLATION_DATE, str(begun_at)),
                Fact(SIGNING_KEY, _new_key()),
                Fact(COOKIE_SECRET, _new_secret()),
            ],
        )
        known = {fact.name: fact.value for fact in await store.by_names(db, names)}
    steps = await store.migrations(db)
    return Installation(
        telemetry_id=known.get(DIAGNOSTIC_ID, ""),
        installation_date_ms=int(known.get(INSTALLATION_DATE) or 0),
        signing_public_key=_public_part(known.get(SIGNING_KEY, "")),
        schema_version=steps[0].version if steps else 0,
    )


def _new_key() -> str:
    """A signing key in the form the official server keeps it."""
    numbers = ec.generate_private_key(CURVE).private_numbers()
    public = numbers.public_numbers
    return json.dumps({"ecdsa_key": {"curve": "P-256", "x": public.x, "y": public.y, "d": numbers.private_value}})


def _new_secret() -> str:
    """A key for what buttons of messages carry, in the form the official server keeps it."""
    return json.dumps({"key": b64encode(secrets.token_bytes(32)).decode()})


def _public_part(text: str) -> str:
    key: dict[str, int] = json.loads(text)["ecdsa_key"] if text else {}
    if not key:
        return ""
    public = ec.EllipticCurvePublicNumbers(key["x"], key["y"], CURVE).public_key()
    return b64encode(public.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)).decode()


async def has_accounts(db: Db) -> bool:
    """Whether anybody ever signed up. Once true it stays true, so only that is remembered."""

    async def read() -> bool | None:
        return await store.has_accounts(db) or None

    return bool(await db.remembered(HAS_ACCOUNTS, ONLY, read))


async def newest_terms_id(db: Db) -> str:
    """Id of the newest terms of service; empty when there are none."""

    async def read() -> str:
        return await store.newest_terms_id(db)

    return await db.remembered(TERMS_ID, ONLY, read) or ""


async def value(db: Db, name: str) -> str:
    """A named fact; empty when it is not known."""
    found = await store.by_names(db, [name])
    return found[0].value if found else ""


async def set_value(db: Db, name: str, value: str) -> None:
    await store.upsert(db, Fact(name, value))


async def migrations(db: Db) -> Sequence[Migration]:
    """Schema steps, the newest first."""
    return await store.migrations(db)
