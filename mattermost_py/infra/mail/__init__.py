"""Mail: letters in the reader's language, an outbox that loses none, and SMTP."""
