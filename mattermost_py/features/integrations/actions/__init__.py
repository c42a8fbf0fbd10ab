"""Buttons and menus in message attachments: whoever uses one has the program behind it asked."""
