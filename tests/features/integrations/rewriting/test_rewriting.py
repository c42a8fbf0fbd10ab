"""Rewriting a message: what is asked wrongly is told; what is asked properly finds no AI service."""

from tests.fixtures.world import World, unique

AGENT = "a" * 26


async def test_without_an_ai_service_nothing_is_rewritten(world: World) -> None:
    ana = await world.member()
    hidden = await world.post(by=ana, channel=await world.channel(by=ana, type="P"))
    ben = await world.member()
    asked = {"agent_id": AGENT, "message": "helo", "action": "fix_spelling"}
    for who, changed, status, error_id in (
        (ben, {}, 500, "app.post.rewrite.agent_call_failed"),
        (ben, {"agent_id": "nobody"}, 400, "api.context.invalid_body_param.app_error"),
        (ben, {"root_id": "short"}, 400, "api.context.invalid_body_param.app_error"),
        (ben, {"action": unique("sing")}, 400, "app.post.rewrite.invalid_action"),
        (ben, {"root_id": hidden.id}, 403, "api.context.permissions.app_error"),
        (ana, {"root_id": hidden.id}, 500, "app.post.rewrite.agent_call_failed"),
        (world.anonymous(), {}, 401, "api.context.session_expired.app_error"),
    ):
        refused = await who.post("/posts/rewrite", {**asked, **changed})
        assert (refused.status_code, refused.json()["id"]) == (status, error_id), changed
