scaffold update --pr --json | grep -v '"project"\|"commit"'
scaffold update --pr
git show scaffold-update:app/main.py; git status --short
git switch -q scaffold-update; scaffold update
