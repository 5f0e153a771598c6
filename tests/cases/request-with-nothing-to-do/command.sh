scaffold-1 update --pr > ../body.md; echo "[code $?]"; wc -c < ../body.md; git branch
