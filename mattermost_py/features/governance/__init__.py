"""What those who are responsible for a site look at and keep."""
