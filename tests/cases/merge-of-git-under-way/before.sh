git checkout -qb side && echo side > app/static.txt && git commit -qam Side && git checkout -q main
echo main > app/static.txt && git commit -qam Main && git merge -q side >/dev/null || true
