mkdir db && git mv migrations db/history
echo 'migrate = Migrate(directory="db/history")' >> app/main.py
git commit -qam 'Keep the history with the database'
