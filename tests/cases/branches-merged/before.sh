# Two people add a resource each, and git merges them.
git checkout -qb comments
scaffold add resource "comment body:text!" >/dev/null 2>&1
git add -A && git commit -qm 'Add comments' && git checkout -q main
scaffold add resource "tag name:string!" >/dev/null 2>&1
git add -A && git commit -qm 'Add tags'
git merge -q -m 'Merge' comments
