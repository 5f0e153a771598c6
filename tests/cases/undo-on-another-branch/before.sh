scaffold set port=9000 >/dev/null 2>&1
git commit -qam Port && git switch -q -c other HEAD~1
