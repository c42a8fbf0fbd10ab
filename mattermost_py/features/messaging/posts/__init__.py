"""Messages: written, edited, deleted, read one by one."""
