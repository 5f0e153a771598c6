STOPPED='STOP app/main.py' scaffold set port=9000 &
until grep -q '^State:.T' /proc/$!/status; do sleep 0.1; done
echo '# saved at that moment' >> app/main.py
kill -CONT $!; wait $!
tail -n1 app/main.py
git status --short
