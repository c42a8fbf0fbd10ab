"""Slash commands: what is typed as `/trigger text`, done by the server itself or by programs outside."""
