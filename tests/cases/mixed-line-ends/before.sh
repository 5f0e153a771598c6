sed -i '3,9s/$/\r/' app/main.py
