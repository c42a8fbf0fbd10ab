"""How each person arranges their channels: sidebar categories."""
