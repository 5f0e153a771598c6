scaffold undo
tail -1 app/main.py
ls app/new.py
scaffold undo
tail -qn1 app/main.py app/new.py
