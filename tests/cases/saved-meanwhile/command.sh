STOPPED='STOP .scaffold-change/new' scaffold set port=9000 &
until grep -q '^State:.T' /proc/$!/status; do sleep 0.1; done
echo '# saved meanwhile' >> app/main.py
kill -CONT $!; wait $!
tail -n1 app/main.py
