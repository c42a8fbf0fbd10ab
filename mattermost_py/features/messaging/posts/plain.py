"""Plain posts: text and nothing around it, as most are. Lists are written from one template, without an object each."""

from typing import Any, Final, Generic, NamedTuple, TypeVar

from mattermost_py.kernel.json import dumps_text

More = TypeVar("More")
_TRUE, _FALSE, _EMPTY = "true", "false", '""'


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
    may_be_plain: bool  # nothing is around the text; what is in it, `is_plain` looks at
    more: More  # what its list needs to know besides


# What the template shows of a post `p`, without the size of its thread, which comes next.
COLUMNS: Final = """
           p.id, p.createat, p.updateat, coalesce(p.editat, 0) AS editat, coalesce(p.ispinned, false) AS ispinned,
           p.userid, p.channelid, coalesce(p.rootid, '') AS rootid, coalesce(p.message, '') AS message,
           coalesce(p.type, '') AS type, coalesce(p.hashtags, '') AS hashtags
"""
# Whether nothing is around a post `p`, but for its label (`postspriority`), which is the caller's to look at.
MAY_BE_PLAIN: Final = """
           p.hasreactions IS NOT TRUE AND coalesce(p.remoteid, '') = '' AND coalesce(p.fileids, '') IN ('[]', '')
           AND coalesce(p.props, '{}') = '{}' AND coalesce(p.type, '') <> 'burn_on_read'
"""

# What a plain root `p` has alone of its JSON member `"id":{...}`; `rest` has what it shares with others.
HEAD: Final = """
concat('"', p.id, '":{"id":"', p.id, '","create_at":', p.createat, ',"update_at":', p.updateat,
       ',"user_id":"', p.userid,
       CASE WHEN p.editat = 0 AND NOT p.ispinned AND p.type = '' AND p.hashtags = ''
            THEN '","edit_at":0,"is_pinned":false,"type":"","hashtags":"","reply_count":0,"message":'
            ELSE concat('","edit_at":', coalesce(p.editat, 0), ',"is_pinned":', coalesce(p.ispinned, false)::text,
                        ',"type":', to_json(coalesce(p.type, '')), ',"hashtags":', to_json(coalesce(p.hashtags, '')),
                        ',"reply_count":0,"message":')
       END, to_json(p.message))
"""
_NO_REPLIES: Final = b'"reply_count":0'


def rest(channel_id: str) -> bytes:
    """What follows `HEAD`."""
    return (
        f',"channel_id":"{channel_id}","delete_at":0,"root_id":"","original_id":"","props":{{}},"file_ids":[],'
        f'"pending_post_id":"","last_reply_at":0,"participants":null,"metadata":{{}}}}'
    ).encode()


def with_replies(head: bytes, replies: int) -> bytes:
    """`HEAD` with the number of replies, which PostgreSQL reads elsewhere."""
    return head.replace(_NO_REPLIES, b'"reply_count":%d' % replies, 1)  # the message comes behind it


def is_plain(row: Outline[Any]) -> bool:
    """Whether the post is text and nothing else, without emoji and links; the others are read whole."""
    return row.may_be_plain and ":" not in row.message and "www." not in row.message


def entry(row: Outline[Any]) -> bytes:
    """The JSON member `"id":{...}` that `Post.wire` and `rendering` make of a plain post. Ids need no escaping."""
    post_id, create_at, update_at, edit_at, is_pinned, user_id, channel_id, root_id, message, kind, tags, replies = row[
        :12
    ]
    return (
        f'"{post_id}":{{"id":"{post_id}","create_at":{create_at},"update_at":{update_at},"edit_at":{edit_at},'
        f'"delete_at":0,"is_pinned":{_TRUE if is_pinned else _FALSE},"user_id":"{user_id}","channel_id":"{channel_id}",'
        f'"root_id":"{root_id}","original_id":"","message":{dumps_text(message)},'
        f'"type":{dumps_text(kind) if kind else _EMPTY},"props":{{}},"hashtags":{dumps_text(tags) if tags else _EMPTY},'
        f'"file_ids":[],"pending_post_id":"","reply_count":{replies},"last_reply_at":0,"participants":null,'
        f'"metadata":{{}}}}'
    ).encode()
