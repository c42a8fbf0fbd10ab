"""Proofs that somebody asked a program for something just now; with one the program may open a dialog for them."""
