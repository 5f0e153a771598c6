scaffold undo
git diff --stat
scaffold undo
git status --short
