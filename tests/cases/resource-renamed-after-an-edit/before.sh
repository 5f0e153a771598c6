sed -i 's/return query(TABLE, id)/return cached(TABLE, id)/' app/features/note.py
git commit -qam 'Cache notes'
