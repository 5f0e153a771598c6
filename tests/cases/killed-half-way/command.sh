git status --short
scaffold status
git status --short
