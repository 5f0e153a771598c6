scaffold undo
scaffold set port=9000
scaffold undo
git status --short
