scaffold set port=9000 >/dev/null 2>&1
git stash -q
