"""SQL of `posts` for statements of features whose things are shown with a post."""

from typing import Final

# Makes clients that ask for changes see the post. The caller adds `FROM ... WHERE` and goes on with a RETURNING.
# Parameters: update_at, has_reactions (None leaves it as it is).
TOUCH: Final = """
        UPDATE posts
           SET updateat = greatest(posts.updateat, %(update_at)s::bigint),
               hasreactions = coalesce(%(has_reactions)s::boolean, posts.hasreactions)
"""
