scaffold set port=9000 >/dev/null 2>&1
git switch -q -c mine && git commit -qam Port && echo '# mine' >> app/main.py
