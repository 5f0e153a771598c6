touch .git/index.lock
sed -i 's/application\./shop application./' app/main.py
