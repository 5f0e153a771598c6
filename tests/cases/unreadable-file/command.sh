scaffold update
chmod 644 app/main.py
