mkdir .scaffold-change
exec 9>.scaffold-change/lock && flock 9
export SCAFFOLD_WAIT=0
scaffold update
scaffold undo
scaffold update --check
