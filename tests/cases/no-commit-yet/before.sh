rm -rf .git && git init -q && sed -i 's/return 0/return 1/' app/main.py
