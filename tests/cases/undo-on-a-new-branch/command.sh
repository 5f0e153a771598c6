scaffold undo
git switch -q main 2>&1 | head -1
