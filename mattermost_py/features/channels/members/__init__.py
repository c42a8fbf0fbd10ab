"""Who is in a channel: joining, leaving, roles, notification settings, what is read and unread."""
