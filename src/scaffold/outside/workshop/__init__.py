"""A workshop on disk: its plan, its repository, and what people did in it."""
