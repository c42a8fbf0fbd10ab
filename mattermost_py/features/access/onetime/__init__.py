"""Secrets for one use within a time limit: links of mails and invitations."""
