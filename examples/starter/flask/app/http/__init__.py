"""Reading requests and writing answers."""
