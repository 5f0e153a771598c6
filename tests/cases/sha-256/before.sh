rm -rf .git && git init -q --object-format=sha256 && git add -A && git commit -qm All
sed -i 's/application\./shop application./' app/main.py && git add -A
