# Two people add a resource each and write something of their own; git merges them, and stops with conflicts.
git checkout -qb tags
scaffold-1 add resource "tag name:string!" >/dev/null 2>&1
sed -i '1i # Tags, by Bob.' app/registry.py
git add -A && git commit -qm 'Add tags' && git checkout -q main
scaffold-1 add resource "zone title:string!" >/dev/null 2>&1
echo '# Zones, by Ada.' >> app/registry.py
git add -A && git commit -qm 'Add zones'
git merge -q -m 'Merge' tags >/dev/null || true
sed -i '0,/^<<<<<<</s//# Ada begins to settle it.\n<<<<<<</' app/registry.py
sed -i '/^<<<<<<</d; /^=======/d; /^>>>>>>>/d' README.md
