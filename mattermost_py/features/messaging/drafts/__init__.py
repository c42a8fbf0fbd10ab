"""Drafts: what somebody began to write, on all their devices."""
