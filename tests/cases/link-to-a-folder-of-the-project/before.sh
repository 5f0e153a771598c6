mv app/features lib && ln -s ../lib app/features
sed -i 's/query(TABLE, id)/cached(TABLE, id)/' lib/note.py
git add -A && git commit -qm 'Resources at the top'
