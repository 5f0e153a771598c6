scaffold update
git add --sparse . && git status --short
scaffold undo
