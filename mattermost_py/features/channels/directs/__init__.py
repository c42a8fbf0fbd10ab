"""Direct and group messages: channels made of their people."""
