"""Figures: how much is used, by how many."""
