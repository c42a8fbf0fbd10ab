"""Rules of terms of service."""

from mattermost_py.features.identity.users import service as users
from mattermost_py.features.system.facts.service import TERMS_ID
from mattermost_py.features.system.terms import store
from mattermost_py.features.system.terms.models import TEXT_MOST, Acceptance, Terms
from mattermost_py.infra.db import Db, Tx
from mattermost_py.kernel.actor import Actor
from mattermost_py.kernel.clock import now_ms
from mattermost_py.kernel.errors import Invalid, NotFound
from mattermost_py.kernel.ids import new_id


async def newest(db: Db) -> Terms:
    terms = await store.newest(db)
    if terms is None:
        raise NotFound("app.terms_of_service.get.no_rows.app_error")
    return terms


async def publish(tx: Tx, actor: Actor, text: str) -> Terms:
    """Puts new terms in force; the same text again changes nothing."""
    if not tx.settings.SupportSettings.CustomTermsOfServiceEnabled:
        raise Invalid("api.create_terms_of_service.custom_terms_of_service_disabled.app_error")
    if not text:
        raise Invalid("api.create_terms_of_service.empty_text.app_error")
    if len(text) > TEXT_MOST:
        raise Invalid("model.terms_of_service.is_valid.text.app_error")
    held = await store.newest(tx)
    if held is not None and held.text == text:
        return held
    terms = Terms(id=new_id(), create_at=now_ms(), user_id=actor.user_id, text=text)
    await store.insert(tx, terms)
    tx.forget(TERMS_ID, "")
    return terms


async def accepted_by(db: Db, user_id: str) -> Acceptance:
    found = await store.of_user(db, user_id)
    if found is None:
        raise NotFound("app.user_terms_of_service.get_by_user.no_rows.app_error")
    return found


async def answer(tx: Tx, user_id: str, terms_id: str, *, accepted: bool) -> None:
    """Notes that somebody accepted the terms, or does not accept them any more."""
    if not await store.exists(tx, terms_id):
        raise NotFound("app.terms_of_service.get.no_rows.app_error")
    if accepted:
        await store.accept(tx, Acceptance(user_id, terms_id, now_ms()))
    else:
        await store.reject(tx, user_id, terms_id)
    users.forget(tx, user_id)
