"""What a team's channels do when people come into the team or leave it."""
