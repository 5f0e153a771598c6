scaffold update
scaffold undo
git status --short
