"""The table: how every route is reached, and who may call it."""
