"""One use case per file; an action takes values, returns a result, and never prints or asks."""
