"""Taking over what a Slack workspace exported: its people, channels, messages and files."""
