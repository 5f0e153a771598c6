echo app/new.py >> .gitignore && git commit -qam 'Ignore it'
echo '# mine' > app/new.py
