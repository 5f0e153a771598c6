"""Both sides of a pair in development, and one local page that asks both the same and shows what they do."""
