"""Invitations as they are read."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Invitation:
    """Where an invitation's secret leads to."""

    team_id: str
    channel_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class InviteInfo:
    """What anybody with the link may know of the team."""

    display_name: str
    description: str
    name: str
    id: str
