git checkout -q main
scaffold update --pr > ../body.md
echo "[code $?]"; cat ../body.md
git branch; git show --stat --format=%B scaffold-update
scaffold update --pr --branch 'a b'
scaffold update --pr --branch main
scaffold update --pr --repair
scaffold update --pr . ../shop
