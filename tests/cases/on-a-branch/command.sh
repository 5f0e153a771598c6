scaffold update --branch newer
git branch
scaffold undo
git branch; git diff --stat
