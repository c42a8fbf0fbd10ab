"""Groups of people: mentioned together, and admitted to teams and channels together."""
