"""Tests of finding rows by what is written in them."""
