"""Private channels that may be found, and requests to be let in: no part of the official API."""

from tests.contract.entry import CHANNEL_ADMINS, INSIDE, INSIDE_NO_GUEST, Entry
from tests.contract.line import Ask, Caller, ask
from tests.contract.stage import Stage


def _team(stage: Stage, _: Caller) -> Ask:
    return ask(team_id=stage.team.id)


def _channel(stage: Stage, _: Caller) -> Ask:
    return ask(channel_id=stage.channel.id)


async def _findable(stage: Stage) -> str:
    """A channel in which everybody has their part, and that others of the team may find."""
    channel = await stage.own_channel()
    await stage.admin.make("PUT", f"/channels/{channel['id']}/findable", {"findable": True})
    return channel["id"]


async def _outside(stage: Stage, _: Caller) -> Ask:
    channel = await stage.new_channel()
    await stage.admin.make("PUT", f"/channels/{channel['id']}/findable", {"findable": True})
    return ask({"message": "let me in"}, channel_id=channel["id"])


async def _asked(stage: Stage, owner: Caller) -> Ask:
    wanted = await _outside(stage, owner)
    await owner.make("POST", f"/channels/{wanted.path['channel_id']}/requests", wanted.body)
    return ask(channel_id=wanted.path["channel_id"])


async def _waiting(stage: Stage, _: Caller) -> Ask:
    channel_id, user = await _findable(stage), await stage.new_member()
    await stage.world.application.runtime.db().run(
        """
        INSERT INTO mmpy.channel_requests (channel_id, user_id, message, created_at)
        VALUES (%(channel_id)s, %(user_id)s, '', 1)
        """,
        channel_id=channel_id,
        user_id=user["id"],
    )
    return ask({}, channel_id=channel_id, user_id=user["id"])


entries = [
    Entry("GET /teams/{team_id}/channels/findable", _team, other=INSIDE_NO_GUEST, unknown={"team_id": 200}),
    Entry("GET /channels/{channel_id}/findable", _channel, other=INSIDE),
    Entry(
        "PUT /channels/{channel_id}/findable",
        lambda stage, _: ask({"findable": False}, channel_id=stage.channel.id),
        other=CHANNEL_ADMINS,
    ),
    Entry("GET /channels/{channel_id}/requests", _channel, other=CHANNEL_ADMINS),
    # The system admin is in the channel already.
    Entry("POST /channels/{channel_id}/requests", _outside, other="un+++n+un", spends=True, status=201),
    Entry("DELETE /channels/{channel_id}/requests", _asked, own="..+++.+..", spends=True),
    Entry("POST /channels/{channel_id}/requests/{user_id}/approve", _waiting, other=CHANNEL_ADMINS, spends=True),
    Entry("POST /channels/{channel_id}/requests/{user_id}/decline", _waiting, other=CHANNEL_ADMINS, spends=True),
]
