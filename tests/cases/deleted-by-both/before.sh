git rm -q app/old.py && git commit -qm 'Without old'
