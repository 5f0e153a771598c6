scaffold update --check
echo "exit $?"
scaffold update --diff
scaffold update --check --json
