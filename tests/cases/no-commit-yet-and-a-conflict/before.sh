rm -rf .git && git init -q && git add -A && sed -i 's/application\./shop application./' app/main.py
