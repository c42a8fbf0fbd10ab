"""SQL of `channelmembers` for a statement of another feature that saves a post: what it changes for the members."""

from typing import Final

# The author has read the channel, those mentioned get one mention more. Needs the totals of the channel as `counted`.
# Parameters: viewer_id ('' when the post does not count as its author's view), concerned_ids (the mentioned and the
# viewer), is_root, is_urgent, now.
COUNT: Final = """
            UPDATE channelmembers
               SET msgcount = CASE WHEN mine THEN greatest(msgcount, counted.totalmsgcount) ELSE msgcount END,
                   msgcountroot = CASE WHEN mine THEN greatest(msgcountroot, counted.totalmsgcountroot)
                                       ELSE msgcountroot END,
                   lastviewedat = CASE WHEN mine THEN greatest(lastviewedat, counted.lastpostat) ELSE lastviewedat END,
                   lastupdateat = CASE WHEN mine THEN greatest(lastviewedat, counted.lastpostat)
                                       ELSE %(now)s::bigint END,
                   mentioncount = CASE WHEN mine THEN 0 ELSE coalesce(mentioncount, 0) + 1 END,
                   mentioncountroot = CASE WHEN mine THEN 0
                                           ELSE coalesce(mentioncountroot, 0) + %(is_root)s::boolean::int END,
                   urgentmentioncount = CASE WHEN mine THEN 0
                                             ELSE coalesce(urgentmentioncount, 0) + %(is_urgent)s::boolean::int END
              FROM counted,
                   (SELECT id, id = %(viewer_id)s::text AS mine
                      FROM unnest(%(concerned_ids)s::text[]) AS wanted(id)) AS who
             WHERE channelmembers.channelid = counted.channelid AND channelmembers.userid = who.id
            RETURNING channelmembers.userid
"""
