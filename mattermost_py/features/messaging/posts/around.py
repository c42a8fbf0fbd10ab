"""SQL that reads what belongs to posts: reactions, files, acknowledgements; one statement for a list."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from mattermost_py.infra.db import Db

Json = dict[str, Any]


# One statement for all three: a page of posts asks once.
_OF_POSTS: Final = """
    SELECT
        (SELECT coalesce(json_agg(json_build_object(
                    'user_id', userid, 'post_id', postid, 'emoji_name', emojiname, 'create_at', createat,
                    'update_at', coalesce(updateat, createat), 'delete_at', 0,
                    'remote_id', coalesce(remoteid, ''), 'channel_id', channelid)
                ORDER BY createat, userid), '[]')
           FROM reactions
          WHERE postid = ANY(%(reacted)s) AND coalesce(deleteat, 0) = 0) AS reactions,
        (SELECT coalesce(json_agg(json_build_object(
                    'id', id, 'user_id', creatorid, 'post_id', postid, 'channel_id', coalesce(channelid, ''),
                    'create_at', createat, 'update_at', updateat, 'delete_at', deleteat, 'name', name,
                    'extension', extension, 'size', size, 'mime_type', mimetype, 'width', width,
                    'height', height, 'has_preview_image', haspreviewimage,
                    'mini_preview', translate(encode(minipreview, 'base64'), E'\\n', ''),
                    'remote_id', coalesce(remoteid, ''), 'archived', archived)
                ORDER BY createat, id), '[]')
           FROM fileinfo
          WHERE postid = ANY(%(with_files)s) AND deleteat = 0) AS files,
        (SELECT coalesce(json_agg(json_build_object(
                    'user_id', userid, 'post_id', postid, 'acknowledged_at', acknowledgedat,
                    'channel_id', coalesce(channelid, ''), 'remote_id', coalesce(remoteid, ''))
                ORDER BY acknowledgedat), '[]')
           FROM postacknowledgements
          WHERE postid = ANY(%(acknowledged)s) AND acknowledgedat > 0) AS acknowledgements
"""


@dataclass(frozen=True, slots=True)
class Around:
    """Rows as wire objects, each list oldest first."""

    reactions: list[Json]
    files: list[Json]
    acknowledgements: list[Json]


async def of_posts(
    db: Db,
    *,
    reacted: Sequence[str],
    with_files: Sequence[str],
    acknowledged: Sequence[str],
) -> Around:
    """What belongs to these posts. Each list names only the posts worth asking for."""
    found = await db.one(
        Around,
        _OF_POSTS,
        reacted=list(reacted),
        with_files=list(with_files),
        acknowledged=list(acknowledged),
    )
    assert found is not None
    return found
