rm -rf .git && sed -i 's/return 0/return 1/' app/main.py
scaffold update >/dev/null 2>&1
