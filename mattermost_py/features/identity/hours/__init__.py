"""When somebody wants to be called: weekdays and hours, on their own clock."""
