scaffold undo
echo ---
git status --short
scaffold undo
git status --short
