git checkout -qb side && echo side > app/static.txt && git commit -qam Side
echo two > own.py && git add own.py && git commit -qm Two
GIT_SEQUENCE_EDITOR='sed -i 1s/pick/edit/' git rebase -q -i main >/dev/null 2>&1
