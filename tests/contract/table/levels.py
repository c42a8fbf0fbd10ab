"""How confidential channels are: no part of the official API."""

from tests.contract.entry import CHANNEL_ADMINS, SIGNED_IN, Entry
from tests.contract.line import Ask, Caller, ask
from tests.contract.stage import Stage


def _channel(stage: Stage, _: Caller) -> Ask:
    return ask({"level": ""}, channel_id=stage.channel.id)


entries = [
    Entry("GET /channel_levels", lambda _, __: ask(), other=SIGNED_IN),
    Entry("PUT /channels/{channel_id}/level", _channel, other=CHANNEL_ADMINS),
]
