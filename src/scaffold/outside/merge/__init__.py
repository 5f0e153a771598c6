"""Changes a project that people have edited: git merges, and nothing is written before the plan is complete."""
