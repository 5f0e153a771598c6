cp -r . ../merging && git ls-files -s > ../entries
scaffold update --repair >/dev/null 2>&1
scaffold undo
diff -r --exclude .git . ../merging && git ls-files -s | diff - ../entries && echo 'as git left it'
