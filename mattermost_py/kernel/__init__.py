"""What everything else stands on: ids, clock, errors, JSON, permissions, the actor. Imports nothing of ours."""
