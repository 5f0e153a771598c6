"""Measures what articles claim, on a pair and on this machine."""
