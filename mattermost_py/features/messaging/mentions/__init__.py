"""Who a text mentions: pure functions over text and keywords."""
