scaffold update >/dev/null 2>&1
rm app/main.py && mkdir app/main.py && echo mine > app/main.py/mine
