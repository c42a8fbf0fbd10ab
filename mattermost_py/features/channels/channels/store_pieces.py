"""SQL of `channels` for a statement of another feature that saves a post: only here is written what a post changes."""

from typing import Final

# Counts a new post and locks the row, so posts of one channel count one after the other. The caller may narrow the
# condition, and goes on with COUNTED.
# Parameters: channel_id, create_at; counts (false for messages of coming and going: they move the times only), is_root.
COUNT: Final = """
            UPDATE channels
               SET totalmsgcount = coalesce(totalmsgcount, 0) + %(counts)s::boolean::int,
                   totalmsgcountroot = coalesce(totalmsgcountroot, 0)
                                       + (%(counts)s::boolean AND %(is_root)s::boolean)::int,
                   lastpostat = greatest(lastpostat, %(create_at)s::bigint),
                   lastrootpostat = CASE WHEN %(is_root)s::boolean THEN greatest(lastrootpostat, %(create_at)s::bigint)
                                         ELSE lastrootpostat END
             WHERE id = %(channel_id)s::text"""
# The totals with this post.
COUNTED: Final = """
            RETURNING id AS channelid, totalmsgcount, totalmsgcountroot, lastpostat
"""
