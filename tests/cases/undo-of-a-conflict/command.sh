git status --short app/main.py
scaffold undo
git status --short
