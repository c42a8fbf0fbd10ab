"""Lists of posts: a channel's pages, the window around what is unread, a thread, pinned and saved posts."""
