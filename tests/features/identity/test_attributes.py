"""Attributes of profiles: what administrators define, what people fill in, who hears of it."""

from typing import Any

import pytest

from tests.conftest import NewWorld
from tests.fixtures.world import Person, unique

pytestmark = pytest.mark.anyio

FIELDS = "/custom_profile_attributes/fields"
VALUES = "/custom_profile_attributes/values"


async def _field(admin: Person, **fields: Any) -> dict[str, Any]:
    reply = await admin.post(FIELDS, {"name": unique("field"), "type": "text", **fields})
    assert reply.status_code == 201, reply.text
    return reply.json()


async def test_administrators_define_attributes_and_everybody_hears(new_world: NewWorld) -> None:
    async with new_world() as world:
        admin, ana = await world.admin(), await world.member()
        body = {"name": "  Office ", "type": "text", "attrs": {"value_type": "phone", "sort_order": 2}}
        for who, status in ((ana, 403), (world.anonymous(), 401)):
            assert (await who.post(FIELDS, body)).status_code == status
        async with ana.listening() as heard:
            reply = await admin.post(FIELDS, body)
            created = (await heard.wait_for("custom_profile_attributes_field_created"))["data"]["field"]
        field = reply.json()
        assert (reply.status_code, field["name"], field["type"], created) == (201, "Office", "text", field)
        assert field["group_id"] == (await ana.get("/custom_profile_attributes/group")).json()["id"]
        assert field["attrs"] == {
            "visibility": "when_set",
            "sort_order": 2,
            "value_type": "phone",
            "options": None,
            "ldap": "",
            "saml": "",
            "managed": "",
            "protected": False,
            "source_plugin_id": "",
            "access_mode": "",
        }
        first = await _field(admin, attrs={"sort_order": 1})
        assert [each["id"] for each in (await ana.get(FIELDS)).json()] == [first["id"], field["id"]]
        assert (await world.anonymous().get(FIELDS)).status_code == 401


async def test_malformed_attributes_are_refused(new_world: NewWorld) -> None:
    async with new_world() as world:
        admin = await world.admin()
        one = {"name": "one", "id": ""}
        for body, status, error in (
            ({"name": ""}, 400, "app.property.invalid_input.app_error"),
            ({"name": "x" * 256}, 400, "app.property.invalid_input.app_error"),
            ({"type": "number"}, 400, "app.property.invalid_input.app_error"),
            ({"type": 7}, 400, "api.context.invalid_body_param.app_error"),
            ({"attrs": {"visibility": "never"}}, 422, "app.custom_profile_attributes.sanitize_and_validate.app_error"),
            ({"attrs": {"value_type": "zip"}}, 422, "app.custom_profile_attributes.sanitize_and_validate.app_error"),
            ({"attrs": {"managed": "me"}}, 400, "app.custom_profile_attributes.sanitize_and_validate.app_error"),
            ({"type": "select"}, 422, "app.custom_profile_attributes.sanitize_and_validate.app_error"),
            (
                {"type": "select", "attrs": {"options": [one, one]}},
                422,
                "app.custom_profile_attributes.sanitize_and_validate.app_error",
            ),
        ):
            reply = await admin.post(FIELDS, {"name": unique("field"), "type": "text", **body})
            assert (reply.status_code, reply.json()["id"]) == (status, error)
        known = await _field(admin)
        again = await admin.post(FIELDS, name=known["name"], type="text")
        assert (again.status_code, again.json()["id"]) == (400, "app.property.invalid_input.app_error")


async def test_there_are_at_most_twenty_attributes(new_world: NewWorld) -> None:
    async with new_world() as world:
        admin = await world.admin()
        made = [await _field(admin) for _ in range(20)]
        full = await admin.post(FIELDS, name=unique("field"), type="text")
        assert (full.status_code, full.json()["id"]) == (422, "app.custom_profile_attributes.limit_reached.app_error")
        assert (await admin.delete(f"{FIELDS}/{made[0]['id']}")).status_code == 200
        assert (await admin.post(FIELDS, name=made[0]["name"], type="text")).status_code == 201


async def test_a_changed_type_takes_the_values_with_it(new_world: NewWorld) -> None:
    async with new_world() as world:
        admin, ana = await world.admin(), await world.member()
        field = await _field(admin, attrs={"visibility": "always"})
        path = f"{FIELDS}/{field['id']}"
        await ana.patch(VALUES, {field["id"]: "here"})
        assert (await ana.patch(path, name="mine")).status_code == 403
        async with ana.listening() as heard:
            renamed = await admin.patch(path, name="Renamed", target_id="x" * 26)
            first = (await heard.wait_for("custom_profile_attributes_field_updated"))["data"]
            assert (renamed.json()["name"], renamed.json()["attrs"]["visibility"]) == ("Renamed", "always")
            assert (renamed.json()["target_id"], first["delete_values"]) == ("", False)
            assert (await ana.get("/users/me/custom_profile_attributes")).json() == {field["id"]: "here"}

            changed = await admin.patch(path, type="select", attrs={"options": [{"name": "a"}, {"name": "b"}]})
            second = (await heard.wait_for("custom_profile_attributes_field_updated", count=2))["data"]
        assert [each["name"] for each in changed.json()["attrs"]["options"]] == ["a", "b"]
        assert all(len(each["id"]) == 26 for each in changed.json()["attrs"]["options"])
        assert second == {"field": changed.json(), "delete_values": True}
        assert (await ana.get("/users/me/custom_profile_attributes")).json() == {}

        empty = await admin.patch(path, name=" ")
        assert (empty.status_code, empty.json()["id"]) == (400, "api.custom_profile_attributes.invalid_field_patch")
        unknown = await admin.patch(f"{FIELDS}/{'x' * 26}", name="x")
        assert unknown.json()["id"] == "app.custom_profile_attributes.property_field_not_found.app_error"
        assert (unknown.status_code, (await admin.patch(f"{FIELDS}/short", name="x")).status_code) == (404, 400)


async def test_a_removed_attribute_is_gone_from_every_profile(new_world: NewWorld) -> None:
    async with new_world() as world:
        admin, ana = await world.admin(), await world.member()
        field, kept = await _field(admin), await _field(admin)
        await ana.patch(VALUES, {field["id"]: "x", kept["id"]: "y"})
        assert (await ana.delete(f"{FIELDS}/{field['id']}")).status_code == 403
        async with ana.listening() as heard:
            assert (await admin.delete(f"{FIELDS}/{field['id']}")).json() == {"status": "OK"}
            event = await heard.wait_for("custom_profile_attributes_field_deleted")
        assert event["data"] == {"field_id": field["id"]}
        assert (await ana.get(f"/users/{ana.id}/custom_profile_attributes")).json() == {kept["id"]: "y"}
        assert (await ana.patch(VALUES, {field["id"]: "x"})).status_code == 404
        assert (await admin.delete(f"{FIELDS}/{field['id']}")).status_code == 404


async def test_values_fit_the_type_of_their_attribute(new_world: NewWorld) -> None:
    async with new_world() as world:
        admin, ana = await world.admin(), await world.member()
        options = {"options": [{"name": "a"}, {"name": "b"}]}
        select, multi = (
            await _field(admin, type="select", attrs=options),
            await _field(admin, type="multiselect", attrs=options),
        )
        a, b = (each["id"] for each in select["attrs"]["options"])
        c, d = (each["id"] for each in multi["attrs"]["options"])
        text, mail, url = (
            await _field(admin),
            await _field(admin, attrs={"value_type": "email"}),
            await _field(admin, attrs={"value_type": "url"}),
        )
        user, many = await _field(admin, type="user"), await _field(admin, type="multiuser")
        good: list[tuple[dict[str, Any], Any, Any]] = [
            (text, "  words ", "words"),
            (text, "", ""),
            (mail, "a@example.org", "a@example.org"),
            (url, "https://example.org/x", "https://example.org/x"),
            (select, a, a),
            (select, "", ""),
            (multi, [c, "", d], [c, d]),
            (user, ana.id, ana.id),
            (many, [ana.id, admin.id], [ana.id, admin.id]),
        ]
        for field, sent, stored in good:
            reply = await ana.patch(VALUES, {field["id"]: sent})
            assert (reply.status_code, reply.json()) == (200, {field["id"]: stored})
            assert (await ana.get("/users/me/custom_profile_attributes")).json()[field["id"]] == stored
        bad: list[tuple[dict[str, Any], Any]] = [
            *((text, each) for each in ("x" * 65, 5, ["x"], None)),
            *((mail, "nobody"), (url, "javascript:1"), (select, c), (select, [a]), (multi, a), (multi, [b])),
            *((user, "short"), (many, ["short"]), (many, ana.id)),
        ]
        for field, sent in bad:
            reply = await ana.patch(VALUES, {field["id"]: sent})
            assert (reply.status_code, reply.json()["id"]) == (
                400,
                "app.custom_profile_attributes.validate_value.app_error",
            )
        assert (await ana.patch(VALUES, ["x"])).json()["id"] == "api.context.invalid_body_param.app_error"


async def test_people_fill_in_their_own_and_administrators_everybodys(new_world: NewWorld) -> None:
    async with new_world() as world:
        admin, ana, bob = await world.admin(), await world.member(), await world.member()
        plain, managed = await _field(admin), await _field(admin, attrs={"managed": "admin", "ldap": "x"})
        synced = await _field(admin, attrs={"ldap": "office"})
        assert managed["attrs"]["ldap"] == ""
        path = f"/users/{ana.id}/custom_profile_attributes"
        async with bob.listening() as heard:
            assert (await ana.patch(VALUES, {plain["id"]: "mine"})).status_code == 200
            event = await heard.wait_for("custom_profile_attributes_values_updated")
        assert event["data"] == {"user_id": ana.id, "values": {plain["id"]: "mine"}}
        assert (await bob.get(path)).json() == {plain["id"]: "mine"}

        assert (await bob.patch(path, {plain["id"]: "theirs"})).status_code == 403
        refused = await ana.patch(path, {managed["id"]: "chief"})
        assert refused.json()["id"] == "app.custom_profile_attributes.property_field_is_managed.app_error"
        assert (refused.status_code, (await admin.patch(path, {managed["id"]: "chief"})).status_code) == (403, 200)
        for who in (ana, admin):
            reply = await who.patch(path, {synced["id"]: "x"})
            assert (reply.status_code, reply.json()["id"]) == (
                400,
                "app.custom_profile_attributes.property_field_is_synced.app_error",
            )
        assert (await bob.get(path)).json() == {plain["id"]: "mine", managed["id"]: "chief"}
        guest = await world.guest(await world.new_team())
        assert (await guest.get(path)).status_code == 403


async def test_without_the_feature_its_routes_do_not_exist(new_world: NewWorld) -> None:
    async with new_world(FeatureFlags={"CustomProfileAttributes": False}) as world:
        admin = await world.admin()
        assert (await admin.get(FIELDS)).status_code == 404
        assert (await admin.post(FIELDS, name="x", type="text")).status_code == 404
