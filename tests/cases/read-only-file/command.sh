scaffold update
stat -c '%a %n' app/main.py run.sh
