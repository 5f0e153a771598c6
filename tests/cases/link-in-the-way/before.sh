ln -s nowhere app/new.py
