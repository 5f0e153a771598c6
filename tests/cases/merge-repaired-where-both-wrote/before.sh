# As in `merge-repaired`, and both wrote a line of their own at one place.
git checkout -qb tags
scaffold-1 add resource "tag name:string!" >/dev/null 2>&1
echo '# Tags, by Bob.' >> app/registry.py
git add -A && git commit -qm 'Add tags' && git checkout -q main
scaffold-1 add resource "zone title:string!" >/dev/null 2>&1
echo '# Zones, by Ada.' >> app/registry.py
git add -A && git commit -qm 'Add zones'
git merge -q -m 'Merge' tags >/dev/null || true
