"""Who may do what: sessions, roles, and the gate that checks them."""
