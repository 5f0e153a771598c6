scaffold add resource "comment body:text!" >/dev/null 2>&1
sed -i 's/return query(TABLE, id)/return cached(TABLE, id)/' app/features/comment.py
git add -A && git commit -qm 'Add comments'
