cd api && scaffold undo
cd .. && ls -A . api
git status --short
