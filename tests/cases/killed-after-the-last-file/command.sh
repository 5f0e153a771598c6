scaffold undo
git status --short
