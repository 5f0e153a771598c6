scaffold undo
cat app/registry.py
tail -qn1 app/features/tag.py app/main.py
echo ---
scaffold undo
cat app/registry.py
tail -qn1 app/features/tag.py app/main.py
