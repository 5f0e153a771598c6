cd .. && mv shop main && git -C main worktree add -q ../shop -b work && cd shop
scaffold update >/dev/null 2>&1
