echo '"""Ours."""' > migrations/versions/0002_ours.py
git add -A && git commit -qm 'Our migration'
