scaffold update >/dev/null 2>&1
mkdir app/old.py && echo mine > app/old.py/mine
