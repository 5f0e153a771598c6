cd app && scaffold update
git status --short
