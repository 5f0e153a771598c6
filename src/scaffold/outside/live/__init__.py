"""Runs generated projects for a moment, each on a database of its own, and leaves nothing behind."""
