git rm -q app/main.py && git commit -qm 'Without main'
