scaffold add resource "comment body:text!" >/dev/null 2>&1
git add -A && git commit -qm 'Add comments'
