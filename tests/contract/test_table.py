"""The table is whole: no route of the product is left unproved."""

from collections import Counter

from mattermost_py.app import ROUTES
from tests.contract import facts
from tests.contract.coverage import official_errors
from tests.contract.entry import ROLES
from tests.contract.table.elsewhere import REASONS
from tests.contract.table.everything import entries


def test_every_route_says_how_it_is_reached_and_who_may_call_it() -> None:
    built = {(each.method, facts.shape(each.path)) for each in ROUTES}
    declared = Counter((each.method, facts.shape(each.path)) for each in entries)

    assert sorted(built - declared.keys()) == []
    assert sorted(declared.keys() - built) == []
    assert [route for route, count in declared.items() if count > 1] == []


def test_every_line_of_marks_has_a_place_for_each_role() -> None:
    assert [
        str(each) for each in entries if any(line and len(line) != len(ROLES) for line in (each.own, each.other))
    ] == []


def test_every_id_that_is_not_met_is_official_and_has_one_reason() -> None:
    told = Counter(each for ids in REASONS.values() for each in ids.split())

    assert told.keys() - official_errors() == set()
    assert [each for each, count in told.items() if count > 1] == []


def test_what_is_not_official_is_counted() -> None:
    assert {str(each) for each in entries if each.facts is None} == {
        "DELETE /teams/{team_id}/invitations/{invitation_id}",
        "GET /teams/{team_id}/invitations",
        "GET /analytics/busiest_channels",
        "GET /teams/{team_id}/channels/findable",
        "GET /channels/{channel_id}/findable",
        "PUT /channels/{channel_id}/findable",
        "GET /channels/{channel_id}/requests",
        "POST /channels/{channel_id}/requests",
        "DELETE /channels/{channel_id}/requests",
        "POST /channels/{channel_id}/requests/{user_id}/approve",
        "POST /channels/{channel_id}/requests/{user_id}/decline",
        "GET /brand/icon/{size}",
        "POST /brand/icon",
        "DELETE /brand/icon",
        "GET /jobs/types",
        "GET /imports/files",
        "GET /system/notices",
        "POST /system/notices",
        "DELETE /system/notices/{notice_id}",
        "GET /config/schema",
        "GET /config/history",
        "GET /config/history/{version_id}",
        "POST /config/history/{version_id}/restore",
        "GET /web_push/key",
        "POST /web_push/subscriptions",
        "DELETE /web_push/subscriptions",
        "POST /web_push/test",
        "GET /web_push/posts/{post_id}",
        "GET /users/{user_id}/mfa/recovery_codes",
        "POST /config/check",
        "GET /system/disk",
        "GET /exports/files",
        "GET /users/{user_id}/stay",
        "POST /users/tokens/revoke_overlong",
        "POST /users/tokens/rotate",
        "POST /users/{user_id}/mfa/recovery_codes",
        "GET /channel_levels",
        "PUT /channels/{channel_id}/level",
        "PUT /channels/{channel_id}/members",
        "PUT /users/{user_id}/stay",
    }
