"""How Slack writes messages, which programs made for it still do."""
