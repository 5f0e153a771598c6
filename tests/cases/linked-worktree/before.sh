cd .. && mv shop main && git -C main worktree add -q ../shop -b work
sed -i 's/application\./shop application./' shop/app/main.py
