"""The security log that people see of their own account."""
