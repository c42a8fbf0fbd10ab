"""Which permissions a role name stands for: the question behind every check."""
