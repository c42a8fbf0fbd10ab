"""Setting, changing and checking passwords."""
