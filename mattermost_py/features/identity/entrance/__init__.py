"""The doors of the site: signing in by each way there is, and out."""
