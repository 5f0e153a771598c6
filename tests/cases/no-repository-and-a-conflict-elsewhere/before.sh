rm -rf .git && sed -i 's/application\./shop application./' app/main.py
scaffold update >/dev/null 2>&1 || true
