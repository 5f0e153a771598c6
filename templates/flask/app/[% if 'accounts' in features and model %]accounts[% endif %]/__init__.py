"""People who have an account here, and what only they may do."""
