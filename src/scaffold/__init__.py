"""Matching Flask and Express starter projects."""

__version__ = "0.4.0"
