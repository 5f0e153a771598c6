echo '# mine' > app/new.py
