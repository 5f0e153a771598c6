rm app/main.py
