echo mine >> README.md
echo note > untracked
scaffold update
