"""People as others see them: profiles, pictures, statuses, preferences, attributes, lists."""

import json
from typing import Any

from tests.contract.entry import ADMIN, MINE, SIGNED_IN, Entry
from tests.contract.line import Ask, Caller, ask, form
from tests.contract.stage import PICTURE, Stage
from tests.fixtures.world import unique

PREFERENCE = {"category": "display_settings", "name": "use_military_time", "value": "true"}
CUSTOM_STATUS = {"emoji": "palm_tree", "text": "away", "duration": "", "expires_at": "0001-01-01T00:00:00Z"}


def _whom(_: Stage, owner: Caller) -> Ask:
    return ask(user_id=owner.id)


async def _profile(stage: Stage, owner: Caller) -> Ask:
    user = await stage.admin.make("GET", f"/users/{owner.id}")
    return ask({**user, "nickname": "Nick"}, user_id=owner.id)


def _preference(_: Stage, owner: Caller) -> Ask:
    return ask([{"user_id": owner.id, **PREFERENCE}], user_id=owner.id)


def _old_preference(_: Stage, owner: Caller) -> Ask:
    return ask([{"user_id": owner.id, **PREFERENCE, "name": "channel_display_mode"}], user_id=owner.id)


async def _saved_preference(stage: Stage, owner: Caller) -> Ask:
    await stage.kept(
        "preference",
        owner,
        lambda: owner.make("PUT", f"/users/{owner.id}/preferences", [{"user_id": owner.id, **PREFERENCE}]),
    )
    return ask(user_id=owner.id, category=PREFERENCE["category"], preference_name=PREFERENCE["name"])


async def _with_recent(_: Stage, owner: Caller) -> Ask:
    await owner.make("PUT", f"/users/{owner.id}/status/custom", CUSTOM_STATUS)
    recent = await owner.make("GET", f"/users/{owner.id}/preferences/custom_status/name/recent_custom_statuses")
    return ask(json.loads(recent["value"])[0], user_id=owner.id)


async def _field(stage: Stage, _: Caller) -> Ask:
    return ask({"name": "renamed"}, field_id=await new_field(stage))


async def new_field(stage: Stage) -> str:
    body = {"name": unique("field")[:40], "type": "text", "attrs": {"visibility": "always"}}
    made = await stage.admin.make("POST", "/custom_profile_attributes/fields", body)
    return made["id"]


async def _drop_fields(stage: Stage) -> None:
    """No more than twenty may exist."""
    for each in await stage.admin.make("GET", "/custom_profile_attributes/fields"):
        await stage.admin.make("DELETE", f"/custom_profile_attributes/fields/{each['id']}")


async def _value(stage: Stage, owner: Caller) -> Ask:
    fields = await stage.admin.make("GET", "/custom_profile_attributes/fields")
    field_id = fields[0]["id"] if fields else await new_field(stage)
    return ask({field_id: "a value"}, user_id=owner.id)


async def _new_field(_: Stage, __: Caller) -> Ask:
    return ask({"name": unique("field")[:40], "type": "text", "attrs": {"visibility": "always"}})


async def _gathering(stage: Stage, owner: Caller) -> Ask:
    async def make() -> Any:
        others = [stage.cast[role].id for role in ("team_admin", "channel_admin")]
        return await owner.make("POST", "/channels/group", [owner.id, *others])

    return ask([(await stage.kept("gathering", owner, make))["id"]])


async def _terms(stage: Stage, owner: Caller) -> Ask:
    made = await stage.kept(
        "terms", stage.owner, lambda: stage.admin.make("POST", "/terms_of_service", {"text": "Be kind."})
    )
    return ask({"termsOfServiceId": made["id"], "accepted": True}, user_id=owner.id)


async def _accepted(stage: Stage, owner: Caller) -> Ask:
    """Everybody has agreed."""
    wanted = await _terms(stage, owner)

    async def make() -> None:
        for each in stage.cast.values():
            if each.role not in ("anonymous", "deactivated"):
                await each.make("POST", f"/users/{each.id}/terms_of_service", wanted.body)

    await stage.kept("agreement", stage.owner, make)
    return ask(user_id=owner.id)


entries = [
    Entry("GET /users/{user_id}", _whom, own=MINE, other=SIGNED_IN),
    Entry("GET /users/username/{username}", lambda _, o: ask(username=o.username), own=MINE, other=SIGNED_IN),
    Entry(
        "GET /users/email/{email}",
        lambda _, o: ask(email=f"{o.username}@example.org"),
        own=".+++++..+",
        other=SIGNED_IN,
    ),
    Entry("PUT /users/{user_id}", _profile, own=MINE, other=ADMIN, unknown={"user_id": 400}),
    Entry("PUT /users/{user_id}/patch", lambda _, o: ask({"nickname": "N"}, user_id=o.id), own=MINE, other=ADMIN),
    Entry("GET /users", lambda _, __: ask(), other=SIGNED_IN),
    Entry("POST /users/search", lambda _, o: ask({"term": o.username}), other=SIGNED_IN),
    Entry("GET /users/autocomplete", lambda _, o: ask(query={"name": o.username}), other=SIGNED_IN),
    Entry("POST /users/ids", lambda _, o: ask([o.id]), other=SIGNED_IN),
    Entry("POST /users/usernames", lambda _, o: ask([o.username]), other=SIGNED_IN),
    Entry("GET /users/known", lambda _, __: ask(), other=SIGNED_IN),
    Entry(
        "GET /users/invalid_emails",  # only of use where not everybody may sign up
        lambda _, __: ask(),
        other=ADMIN,
        status=400,
        fails="api.user.get_users.validation.app_error",
    ),
    Entry("GET /users/stats", lambda _, __: ask(), other=SIGNED_IN),
    Entry("GET /users/stats/filtered", lambda _, __: ask(), other=ADMIN),
    Entry("POST /users/group_channels", _gathering, other=SIGNED_IN),
    Entry("GET /users/{user_id}/groups", _whom, own=MINE, other=ADMIN, unknown={"user_id": 200}),
    Entry("GET /users/{user_id}/status", _whom, own=MINE, other=SIGNED_IN, unknown={"user_id": 200}),
    Entry(
        "PUT /users/{user_id}/status",
        lambda _, o: ask({"user_id": o.id, "status": "away"}, user_id=o.id),
        own=MINE,
        other=ADMIN,
        unknown={"user_id": 400},
    ),
    Entry("POST /users/status/ids", lambda _, o: ask([o.id]), other=SIGNED_IN),
    Entry("PUT /users/{user_id}/status/custom", lambda _, o: ask(CUSTOM_STATUS, user_id=o.id), own=MINE, other=ADMIN),
    Entry("DELETE /users/{user_id}/status/custom", _whom, own=MINE, other=ADMIN),
    Entry(
        "DELETE /users/{user_id}/status/custom/recent",
        _with_recent,
        own=MINE,
        other=ADMIN,
        spends=True,
        unknown={"user_id": 400},
    ),
    Entry(
        "POST /users/{user_id}/status/custom/recent/delete",
        _with_recent,
        own=MINE,
        other=ADMIN,
        spends=True,
        unknown={"user_id": 400},
    ),
    Entry("GET /users/{user_id}/image", _whom, own=MINE, other=SIGNED_IN),
    Entry("GET /users/{user_id}/image/default", _whom, own=MINE, other=SIGNED_IN),
    Entry("POST /users/{user_id}/image", lambda _, o: form({"image": PICTURE}, user_id=o.id), own=MINE, other=ADMIN),
    Entry("DELETE /users/{user_id}/image", _whom, own=MINE, other=ADMIN),
    Entry("GET /users/{user_id}/preferences", _whom, own=MINE, other=ADMIN, unknown={"user_id": 200}),
    Entry("PUT /users/{user_id}/preferences", _preference, own=MINE, other=ADMIN, unknown={"user_id": 403}),
    Entry("POST /users/{user_id}/preferences/delete", _old_preference, own=MINE, other=ADMIN, unknown={"user_id": 403}),
    Entry("GET /users/{user_id}/preferences/{category}", _saved_preference, own=MINE, other=ADMIN),
    Entry(
        "GET /users/{user_id}/preferences/{category}/name/{preference_name}",
        _saved_preference,
        own=MINE,
        other=ADMIN,
        unknown={"user_id": 400},
    ),
    Entry("GET /custom_profile_attributes/fields", lambda _, __: ask(), other=SIGNED_IN),
    Entry("POST /custom_profile_attributes/fields", _new_field, other=ADMIN, spends=True, after=_drop_fields),
    Entry("PATCH /custom_profile_attributes/fields/{field_id}", _field, other=ADMIN, spends=True, after=_drop_fields),
    Entry("DELETE /custom_profile_attributes/fields/{field_id}", _field, other=ADMIN, spends=True),
    Entry("GET /custom_profile_attributes/group", lambda _, __: ask(), other=SIGNED_IN),
    Entry("PATCH /custom_profile_attributes/values", _value, other=SIGNED_IN),
    Entry("GET /users/{user_id}/custom_profile_attributes", _whom, own=MINE, other=SIGNED_IN),
    Entry("PATCH /users/{user_id}/custom_profile_attributes", _value, own=MINE, other=ADMIN),
    Entry("GET /users/{user_id}/terms_of_service", _accepted, own=MINE, other=SIGNED_IN, unknown={"user_id": 200}),
    Entry("POST /users/{user_id}/terms_of_service", _terms, own=MINE, other=SIGNED_IN, unknown={"user_id": 200}),
    Entry("GET /terms_of_service", _accepted, other=SIGNED_IN),
    Entry("POST /terms_of_service", lambda _, __: ask({"text": "Be kind."}), other=ADMIN),
]
