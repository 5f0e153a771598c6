"""Data in, something to look at out: pages of HTML and tables for the terminal."""
