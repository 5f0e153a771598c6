echo '# mine' >> app/old.py
