"""The ways in: founding a team, and joining one by link."""
