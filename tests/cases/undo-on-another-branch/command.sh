scaffold undo
git switch -q main
echo '# mine' >> app/main.py
scaffold undo
