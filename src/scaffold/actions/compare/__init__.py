"""Compares two projects: what belongs together in them, and in what they differ."""
