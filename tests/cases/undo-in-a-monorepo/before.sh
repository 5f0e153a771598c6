rm -rf .git && cd .. && mkdir other && echo one > other/file && git init -q && git add -A && git commit -qm All
sed -i 's/application\./shop application./' shop/app/main.py && (cd shop && scaffold update >/dev/null 2>&1) || true
echo two > other/file && echo three > other/new && git add other/new
