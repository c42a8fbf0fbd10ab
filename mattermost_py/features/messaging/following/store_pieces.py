"""SQL of `threads` and `threadmemberships` for the statement of posts that saves a reply."""

from typing import Final

# Memberships as they were; shows what was before, whoever changes it in the same statement.
# Parameter of all these: root_id.
BEFORE: Final = """
            SELECT userid, coalesce(following, false) AS following, coalesce(lastviewed, 0) AS lastviewed,
                   coalesce(unreadmentions, 0) AS unreadmentions
              FROM threadmemberships
             WHERE postid = %(root_id)s::text
"""
# Counts the reply, and locks the thread. The caller adds a FROM that has one row if the reply was saved, and goes on
# with COUNTED. Parameters: channel_id, team_id, author_id, create_at.
COUNT: Final = """
            INSERT INTO threads (postid, channelid, threadteamid, replycount, lastreplyat, participants)
            SELECT %(root_id)s::text, %(channel_id)s::text, %(team_id)s::text, 1, %(create_at)s::bigint,
                   jsonb_build_array(%(author_id)s::text)"""
COUNTED: Final = """
            ON CONFLICT (postid) DO UPDATE
               SET replycount = coalesce(threads.replycount, 0) + 1,
                   lastreplyat = greatest(threads.lastreplyat, excluded.lastreplyat),
                   participants = (coalesce(threads.participants, '[]') - %(author_id)s::text) || excluded.participants
            RETURNING replycount, lastreplyat, participants
"""
# Makes the reply's audience follow. An unfollowed thread stays unfollowed unless the user is mentioned; the author has
# read everything. Needs `before` and `thread` (what COUNTED returned).
# Parameters: joining_ids, joining_mentioned (whether each is mentioned), auto_follow, author_id, now.
FOLLOW: Final = """
            INSERT INTO threadmemberships (postid, userid, following, lastviewed, lastupdated, unreadmentions)
            SELECT %(root_id)s::text, w.userid, true,
                   CASE WHEN w.userid = %(author_id)s::text THEN %(now)s::bigint ELSE 0 END,
                   %(now)s::bigint, CASE WHEN w.ismentioned THEN 1 ELSE 0 END
              FROM thread, unnest(%(joining_ids)s::text[], %(joining_mentioned)s::boolean[]) AS w(userid, ismentioned)
             WHERE %(auto_follow)s::boolean OR EXISTS (SELECT FROM before b WHERE b.userid = w.userid)
            ON CONFLICT (postid, userid) DO UPDATE
               SET following = CASE WHEN %(auto_follow)s::boolean AND excluded.unreadmentions > 0 THEN true
                                    ELSE threadmemberships.following END,
                   lastviewed = greatest(threadmemberships.lastviewed, excluded.lastviewed),
                   lastupdated = excluded.lastupdated,
                   unreadmentions = CASE WHEN threadmemberships.userid = %(author_id)s::text THEN 0
                                         ELSE coalesce(threadmemberships.unreadmentions, 0) + excluded.unreadmentions
                                    END
            RETURNING userid, following, lastviewed, unreadmentions
"""
# Everybody who follows now. Needs `before` and `touched` (what FOLLOW returned).
FOLLOWERS: Final = """
            SELECT userid, lastviewed, unreadmentions FROM touched WHERE following
            UNION ALL
            SELECT b.userid, b.lastviewed, b.unreadmentions
              FROM before b
             WHERE b.following AND NOT EXISTS (SELECT FROM touched t WHERE t.userid = b.userid)
"""
