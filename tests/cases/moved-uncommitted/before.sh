mkdir app/lib && mv app/main.py app/lib/größe.py
