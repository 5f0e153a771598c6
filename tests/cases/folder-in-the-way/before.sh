mkdir app/new.py && echo '# mine' > app/new.py/__init__.py
