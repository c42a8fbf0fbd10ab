"""Facts about this installation that no setting says."""
