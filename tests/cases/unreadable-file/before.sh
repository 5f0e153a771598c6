chmod 000 app/main.py
