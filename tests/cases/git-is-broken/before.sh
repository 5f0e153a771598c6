rm .git/HEAD
