scaffold update >/dev/null 2>&1
echo '# later' >> app/main.py && echo '# later' >> app/new.py
