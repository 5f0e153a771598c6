scaffold undo
grep -n '[<>]' app/main.py
git status --short
scaffold undo
git status --short
