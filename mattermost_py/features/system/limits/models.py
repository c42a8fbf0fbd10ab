"""Counts of people."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Counts:
    """Active people, and those of them who are guests in one channel only."""

    people: int
    single_channel_guests: int
