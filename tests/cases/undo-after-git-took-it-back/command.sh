scaffold undo
git stash pop -q
scaffold undo
