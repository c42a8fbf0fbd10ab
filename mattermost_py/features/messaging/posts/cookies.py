"""Buttons of posts that are stored nowhere carry what is behind them, readable by the server alone.

A cookie is base64 of nonce and ciphertext (AES-256-GCM) of JSON, with the key official servers keep for it: whoever
opens the same database reads it.
"""

import secrets
from base64 import b64decode, b64encode
from binascii import Error as Base64Error
from dataclasses import replace
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from pydantic import ValidationError

from mattermost_py.features.messaging.posts import store
from mattermost_py.features.messaging.posts.loose import as_dict, as_dicts, as_list
from mattermost_py.features.messaging.posts.models import ActionCookie, Post
from mattermost_py.infra.cache import CacheSpec
from mattermost_py.infra.db import Db
from mattermost_py.kernel.json import dumps, loads

_SECRETS = CacheSpec[bytes]("cookie_secret", size=1)
_NONCE_BYTES = 12
MARKS = ("from_webhook", "override_username", "override_icon_url")  # how a post looks; programs cannot change that


async def given(db: Db, post: Post) -> Post:
    """The post with a cookie at each button and menu that has a program behind it."""
    if not any(as_dict(action.get("integration")) for each in post.attachments for action in _actions(each)):
        return post
    cipher = AESGCM(await _secret(db))
    attachments = [_with_cookies(cipher, post, each) for each in as_list(post.props["attachments"])]
    return replace(post, props={**post.props, "attachments": attachments})


async def opened(db: Db, text: str) -> ActionCookie | None:
    """What is in a cookie; None for one that this server did not give out."""
    try:
        sealed = b64decode(text, validate=True)
        plain = AESGCM(await _secret(db)).decrypt(sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], None)
        return ActionCookie.model_validate_json(plain)
    except (Base64Error, InvalidTag, ValidationError, ValueError):
        return None


def _actions(attachment: dict[str, Any]) -> list[dict[str, Any]]:
    return as_dicts(attachment.get("actions"))


def _with_cookies(cipher: AESGCM, post: Post, attachment: Any) -> Any:
    actions = as_list(as_dict(attachment).get("actions"))
    return {**attachment, "actions": [_with_cookie(cipher, post, each) for each in actions]} if actions else attachment


def _with_cookie(cipher: AESGCM, post: Post, action: Any) -> Any:
    known = as_dict(action)
    integration = as_dict(known.get("integration"))
    if not integration:
        return action
    cookie: dict[str, Any] = {
        "type": _text(known, "type"),
        "post_id": post.id,
        "root_post_id": post.root_id or post.id,
        "channel_id": post.channel_id,
        "data_source": _text(known, "data_source"),
        "integration": integration,
        "retain_props": {name: post.props[name] for name in MARKS if name in post.props},
        "remove_props": [name for name in MARKS if name not in post.props],
    }
    plain = dumps({name: value for name, value in cookie.items() if value})
    nonce = secrets.token_bytes(_NONCE_BYTES)
    return {**known, "cookie": b64encode(nonce + cipher.encrypt(nonce, plain, None)).decode()}


def _text(action: dict[str, Any], name: str) -> str:
    value = action.get(name)
    return value if isinstance(value, str) else ""


async def _secret(db: Db) -> bytes:
    async def read() -> bytes | None:
        text = await store.cookie_secret(db)
        return b64decode(as_dict(loads(text)).get("key", "")) if text else None

    found = await db.remembered(_SECRETS, "only", read)
    assert found, "the server decides its secrets before it answers anybody"
    return found
