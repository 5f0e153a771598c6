"""A workshop: made by an instructor, walked through by everybody."""
