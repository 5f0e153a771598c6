chmod 444 app/main.py run.sh
