"""Everything outside this program: files, other programs, Copier."""
