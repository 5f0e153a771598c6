"""Plain values and rules; nothing here reads a file, starts a program or prints."""
