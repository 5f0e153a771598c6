rm -rf .git && cd .. && mkdir other && echo one > other/file && git init -q && git add -A && git commit -qm All
git checkout -qb side && echo side > other/file && git commit -qam Side && git checkout -q main
echo main > other/file && git commit -qam Main && git merge -q side >/dev/null || true
