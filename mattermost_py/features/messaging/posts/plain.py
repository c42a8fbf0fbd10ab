"""Plain posts: text and nothing around it, as most are. Lists are written from one template, without an object each."""

from typing import Any, Final, Generic, NamedTuple, TypeVar

from mattermost_py.kernel.json import dumps_text

More = TypeVar("More")


class Outline(NamedTuple, Generic[More]):
    """A post of a list as the template shows it; a tuple, since there are many of them."""

    id: str
    create_at: int  # ms since epoch, UTC
    update_at: int
    edit_at: int
    is_pinned: bool
    user_id: str
    channel_id: str
    root_id: str
    message: str
    type: str
    hashtags: str
    reply_count: int
    is_plain: bool  # text and nothing else, as most posts are; the others are read whole
    more: More  # what its list needs to know besides


# What the template shows of a post `p`, without the size of its thread, which comes next.
COLUMNS: Final = """
           p.id, p.createat, p.updateat, coalesce(p.editat, 0) AS editat, coalesce(p.ispinned, false) AS ispinned,
           p.userid, p.channelid, coalesce(p.rootid, '') AS rootid, coalesce(p.message, '') AS message,
           coalesce(p.type, '') AS type, coalesce(p.hashtags, '') AS hashtags
"""
# Whether a post `p` may be plain. Its label (`postspriority`) makes a difference too, and is the caller's to look at.
IS_PLAIN: Final = """
           p.hasreactions IS NOT TRUE AND coalesce(p.remoteid, '') = '' AND coalesce(p.fileids, '') IN ('[]', '')
           AND coalesce(p.props, '{}') = '{}' AND strpos(p.message, ':') = 0 AND strpos(p.message, 'www.') = 0
           AND coalesce(p.type, '') <> 'burn_on_read'
"""
_ENTRY: Final = (
    '"%s":{"id":"%s","create_at":%d,"update_at":%d,"edit_at":%d,"delete_at":0,"is_pinned":%s,"user_id":"%s",'
    '"channel_id":"%s","root_id":"%s","original_id":"","message":%s,"type":%s,"props":{},"hashtags":%s,"file_ids":[],'
    '"pending_post_id":"","reply_count":%d,"last_reply_at":0,"participants":null,"metadata":{}}'
)


def entry(row: Outline[Any]) -> bytes:
    """The JSON member `"id":{...}` that `Post.wire` and `rendering` make of a plain post. Ids need no escaping."""
    post_id, create_at, update_at, edit_at, is_pinned, user_id, channel_id, root_id, message, kind, tags, replies = row[
        :12
    ]
    text = _ENTRY % (
        post_id,
        post_id,
        create_at,
        update_at,
        edit_at,
        "true" if is_pinned else "false",
        user_id,
        channel_id,
        root_id,
        dumps_text(message),
        dumps_text(kind) if kind else '""',
        dumps_text(tags) if tags else '""',
        replies,
    )
    return text.encode()
