"""Threads as rows: how many replies, who follows, what each follower has not read."""
