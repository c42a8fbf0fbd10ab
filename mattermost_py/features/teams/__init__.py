"""Teams: the workspaces of a server, who belongs to them, and how people get in."""
